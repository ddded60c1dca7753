/** Which words belong to what is wrong with the data folder. */
import type { FaultView } from "../generated/index";
import { alarmText, faultElse, faultText, foundText, type AlarmWords, type FaultWords } from "../text/faults";

function fill(template: string, args: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = args[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  });
}

function own<Value>(table: Record<string, Value>, key: string): Value | undefined {
  return Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined;
}

/** Codes of a refused login that mean the same as something found in the folder. */
const SAME: Record<string, string> = { home_newer: "database_newer", home_unwritable: "read_only" };

/** What of a place keeps the home shut; the rest is only a word above the login. */
const SHUT = new Set(["place_network", "place_removable", "read_only"]);

/** A code under the name its screen has. */
export function faultCode(code: string): string {
  return own(SAME, code) ?? code;
}

/** Whether a code has a screen of its own: the home cannot be used before it is dealt with. */
export function isFault(code: string): boolean {
  return own(faultText, faultCode(code)) !== undefined;
}

/** Whether this remark on the place means that the home is not opened there. */
export function keepsShut(code: string): boolean {
  return SHUT.has(code);
}

/** The screen of the first code that has one. */
export function faultWords(faults: readonly FaultView[]): FaultWords {
  for (const fault of faults) {
    const words = own(faultText, faultCode(fault.code));
    if (words) return { ...words, title: fill(words.title, fault.args), happened: fill(words.happened, fault.args), safe: fill(words.safe, fault.args) };
  }
  return faultElse;
}

/** What was found, as lines. */
export function foundLines(codes: readonly string[]): string[] {
  return codes.map((code) => own(foundText, code)).filter((line) => line !== undefined);
}

/** The words of an alarm with its values in place; null for a code this window does not know. */
export function alarmWords(alarm: FaultView): AlarmWords | null {
  const words = own(alarmText, alarm.code);
  return words ? { ...words, title: fill(words.title, alarm.args), todo: fill(words.todo, alarm.args) } : null;
}

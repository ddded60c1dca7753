/** From codes to sentences. */
import { CommandError } from "../backend/call";
import { errorText, fieldText, missingText, warningText, type FieldCode, type Wording } from "../text/errors";

/** A sentence pair ready to be shown. */
export type Notice = Wording;

type Args = Readonly<Record<string, unknown>>;

/** Puts the values into their places; a place without a value is left out. */
function fill(template: string, args: Args): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = args[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  });
}

function own<Table extends object>(table: Table, key: PropertyKey): key is keyof Table {
  return Object.prototype.hasOwnProperty.call(table, key);
}

function wordingOf(code: string): Wording {
  for (const table of [missingText, warningText, errorText]) {
    if (own(table, code)) return table[code] as Wording;
  }
  return errorText.internal;
}

/** Whether the window has a sentence for this code. */
export function isKnown(code: string): boolean {
  return [missingText, warningText, errorText].some((table) => own(table, code));
}

/** The sentences of a code; a code this window does not know is told as `internal`. */
export function noticeOf(code: string, args: Args = {}): Notice {
  const wording = wordingOf(code);
  return { title: fill(wording.title, args), recovery: fill(wording.recovery, args) };
}

/** The sentences of whatever a command threw. */
export function noticeOfError(reason: unknown): Notice {
  if (!(reason instanceof CommandError)) return errorText.internal;
  const wording = errorText[reason.code] ?? errorText.internal;
  return { title: fill(wording.title, reason.args), recovery: fill(wording.recovery, reason.args) };
}

/** The line beside a field that breaks this rule. */
export function fieldLine(code: FieldCode, args: Args = {}): string {
  return fill(fieldText[code], args);
}

interface FieldFault {
  field: string;
  code: string;
  args?: Args;
}

function isFieldFault(value: unknown): value is FieldFault {
  return (
    typeof value === "object" && value !== null && "field" in value && "code" in value &&
    typeof value.field === "string" && typeof value.code === "string"
  );
}

/** The field errors an error carries, by field name; empty when it is of another kind. */
export function fieldErrorsOf(reason: unknown): Record<string, string> {
  if (!(reason instanceof CommandError) || reason.code !== "invalid_fields") return {};
  const fields = reason.args["fields"];
  if (!Array.isArray(fields)) return {};
  const lines: Record<string, string> = {};
  for (const entry of fields as unknown[]) {
    if (isFieldFault(entry)) lines[entry.field] ??= fieldLine(own(fieldText, entry.code) ? entry.code : "unknown", entry.args ?? {});
  }
  return lines;
}

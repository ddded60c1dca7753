/**
 * The recovery code as it is typed: eight groups of six digits. Each group carries its own
 * check (a multiple of 11 whose eleventh part fits 16 bits), so a slip shows at once.
 */
import { digitsOf } from "../checks";

export const GROUPS = 8;
export const DIGITS = 6;

export type GroupState = "empty" | "short" | "wrong" | "right";

/** What is typed so far in one group. */
export function groupState(typed: string): GroupState {
  const digits = digitsOf(typed);
  if (digits === "") return "empty";
  if (digits.length !== DIGITS) return "short";
  const value = Number(digits);
  return value % 11 === 0 && value / 11 <= 0xffff ? "right" : "wrong";
}

/** No group typed yet. */
export function blankCode(): string[] {
  return Array.from({ length: GROUPS }, () => "");
}

/** Whether every group can be part of a code. */
export function codeComplete(groups: readonly string[]): boolean {
  return groups.length === GROUPS && groups.every((group) => groupState(group) === "right");
}

/**
 * Puts what was typed or pasted into group `at`: more than six digits run over into the
 * groups after it. Answers the new groups and which one to type in next.
 */
export function spread(groups: readonly string[], at: number, typed: string): { groups: string[]; next: number } {
  const digits = digitsOf(typed);
  const filled = [...groups];
  if (digits.length <= DIGITS) {
    filled[at] = digits;
    const full = groupState(digits) === "right";
    return { groups: filled, next: full ? Math.min(at + 1, GROUPS - 1) : at };
  }
  const parts = digits.match(/\d{1,6}/g) ?? [];
  let last = at;
  parts.slice(0, GROUPS - at).forEach((part, index) => {
    last = at + index;
    filled[last] = part;
  });
  const full = (filled[last] ?? "").length === DIGITS;
  return { groups: filled, next: full ? Math.min(last + 1, GROUPS - 1) : last };
}

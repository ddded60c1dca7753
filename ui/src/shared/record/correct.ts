/** The value of a correctable field as its inputs hold it, and back. */
import type { CorrectableField } from "../../generated/index";
import { between } from "../checks";
import { instantOf, parseCivil, parseClock } from "../dates";
import { fieldLine } from "../errors";

/** What the inputs hold: one of these is used, by the kind of field. */
export interface Typed {
  text: string;
  date: string;
  clock: string;
  picks: string[];
}

/** A date and an optional clock reading, as an instant or a date. */
function moment(typed: Typed, today: string, needClock: boolean): string | null {
  if (typed.date.trim() === "") return "";
  const day = parseCivil(typed.date, today);
  if (day === null) return null;
  if (typed.clock.trim() === "") return needClock ? null : day;
  const clock = parseClock(typed.clock);
  return clock === null ? null : instantOf(day, clock);
}

/** The present value in the inputs. */
export function typedOf(field: CorrectableField): Typed {
  const value = field.value;
  const isMoment = field.input === "date" || field.input === "when" || field.input === "instant";
  return {
    text: value,
    date: isMoment ? value.slice(0, 10) : "",
    clock: isMoment ? (/T(\d{2}:\d{2})/.exec(value)?.[1] ?? "") : "",
    picks: field.input === "choices" ? value.split("\n").filter((id) => id !== "") : [],
  };
}

/** The value to send; null when a date or a clock reading cannot be read. */
export function valueOf(field: CorrectableField, typed: Typed, today: string): string | null {
  switch (field.input) {
    case "date":
      return moment({ ...typed, clock: "" }, today, false);
    case "when":
      return moment(typed, today, false);
    case "instant":
      return moment(typed, today, true);
    case "choices":
      return typed.picks.join("\n");
    default:
      return typed.text.trim();
  }
}

/** What is wrong with the new value; the same value is no correction. */
export function valueLine(field: CorrectableField, typed: Typed, today: string, same: string): string | undefined {
  const value = valueOf(field, typed, today);
  if (value === null) return fieldLine(parseCivil(typed.date, today) === null ? "not_a_date" : "not_a_time");
  if (value === "") return field.optional ? (field.value === "" ? same : undefined) : fieldLine("required");
  if (value === field.value || sameMoment(value, field.value)) return same;
  return field.input === "line" || field.input === "lines" ? between(value, 1, 4000) : undefined;
}

/** The inputs know minutes only: a value that differs in the seconds alone was not changed. */
function sameMoment(a: string, b: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T/.test(a) && a.slice(0, 16) === b.slice(0, 16);
}

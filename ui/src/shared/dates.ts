/**
 * Civil dates as text `YYYY-MM-DD` and instants as RFC 3339 text at +08:00. Nothing here
 * asks the machine for its zone: days are counted on the calendar, and a clock reading is
 * taken from the text of the instant.
 */
import { dueText } from "../text/common";

interface Civil {
  year: number;
  month: number;
  day: number;
}

const CIVIL = /^(\d{4})-(\d{2})-(\d{2})$/;

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function make(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The parts of a civil date, or null when the text is not one. */
export function civilParts(text: string): Civil | null {
  const match = CIVIL.exec(text);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  return make(year, month, day) === null ? null : { year, month, day };
}

/**
 * Reads a date the way people type it: 2026-06-18, 2026/6/18, 2026.6.18, 20260618,
 * 2026年6月18日, or without a year (6.18, 6月18日), which takes the year of `today`.
 */
export function parseCivil(typed: string, today: string): string | null {
  const text = typed.normalize("NFKC").replace(/\s/g, "");
  const run = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const full = run ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (full) return make(Number(full[1]), Number(full[2]), Number(full[3]));
  const short = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  const now = civilParts(today);
  if (short && now) return make(now.year, Number(short[1]), Number(short[2]));
  return null;
}

/** Reads 14:05, 14：05, 1405, 8点5分 or 8点 as `HH:MM`. */
export function parseClock(typed: string): string | null {
  const text = typed.normalize("NFKC").replace(/\s/g, "");
  const match =
    /^(\d{1,2}):(\d{1,2})$/.exec(text) ??
    /^(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{1,2})[点时](?:(\d{1,2})分?)?$/.exec(text);
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? "0");
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** Reads 2013-05, 2013.5, 201305 or 2013年5月 as `YYYY-MM`. */
export function parseMonth(typed: string): string | null {
  const text = typed.normalize("NFKC").replace(/\s/g, "");
  const match = /^(\d{4})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text);
  if (!match) return null;
  const day = make(Number(match[1]), Number(match[2]), 1);
  return day === null ? null : day.slice(0, 7);
}

/** Days from the first civil date to the second; null when either is not one. */
export function daysBetween(from: string, to: string): number | null {
  const a = civilParts(from);
  const b = civilParts(to);
  if (!a || !b) return null;
  const utc = (c: Civil) => Date.UTC(c.year, c.month - 1, c.day);
  return Math.round((utc(b) - utc(a)) / 86_400_000);
}

/** “6月18日”; with the year where it is not the year of `today`. */
export function dayText(date: string, today: string): string {
  const parts = civilParts(date.slice(0, 10));
  if (!parts) return date;
  return parts.year === civilParts(today)?.year
    ? dueText.monthDay(parts.month, parts.day)
    : dueText.fullDay(parts.year, parts.month, parts.day);
}

/** “3 天后到期 · 6月18日”. */
export function dueLine(due: string, today: string): string {
  const days = daysBetween(today, due);
  const day = dayText(due, today);
  if (days === null) return due;
  if (days < 0) return dueText.overdue(-days, day);
  return days === 0 ? dueText.today(day) : dueText.ahead(days, day);
}

/** “6月18日 14:05” for an instant, “6月18日” for a date. */
export function momentText(moment: string, today: string): string {
  const day = dayText(moment, today);
  const clock = /T(\d{2}:\d{2})/.exec(moment)?.[1];
  return clock === undefined ? day : `${day} ${clock}`;
}

/** The instant at +08:00 of a civil date and a clock reading. */
export function instantOf(date: string, clock: string): string {
  return `${date}T${clock}:00+08:00`;
}

/** The wall clock at +08:00, whatever zone the machine is set to. */
export function clockAt(epochMs: number): { date: string; clock: string; seconds: string } {
  const text = new Date(epochMs + 8 * 3_600_000).toISOString();
  return { date: text.slice(0, 10), clock: text.slice(11, 16), seconds: text.slice(11, 19) };
}

/** “14:32:07” of an instant. */
export function secondsText(moment: string): string {
  return /T(\d{2}:\d{2}:\d{2})/.exec(moment)?.[1] ?? "";
}

/**
 * Checks a form makes at once, before anything is sent. The program behind checks again
 * and decides; these only spare the wait.
 */
import { fieldLine } from "./errors";

/** GB/T 2260 province codes, the third and fourth digit of a 学校标识码. */
const PROVINCES = new Set(
  ("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 " +
    "61 62 63 64 65 66 71 81 82").split(" "),
);

/** Counts characters as a reader does: rare ideographs beyond the base plane are one each. */
export function length(text: string): number {
  return Array.from(text.trim()).length;
}

export function required(value: string | null): string | undefined {
  return value === null || value.trim() === "" ? fieldLine("required") : undefined;
}

export function between(value: string, min: number, max: number): string | undefined {
  if (value.trim() === "") return fieldLine("required");
  if (length(value) < min) return fieldLine("too_short", { min });
  return length(value) > max ? fieldLine("too_long", { max }) : undefined;
}

/** A Chinese personal name: 2–20 Han characters with inner middle dots (U+00B7 and its look-alikes). */
export function personName(value: string): string | undefined {
  const name = value.replace(/[•．‧・]/g, "·").trim();
  if (name === "") return fieldLine("required");
  const shape = /^\p{Script=Han}+(?:·\p{Script=Han}+)*$/u;
  return shape.test(name) && length(name) >= 2 && length(name) <= 20 ? undefined : fieldLine("not_a_name");
}

/** 学校标识码: ten digits, of which the third and fourth are a province. */
export function schoolCode(value: string): string | undefined {
  const code = value.normalize("NFKC").trim();
  if (code === "") return fieldLine("required");
  if (!/^\d{10}$/.test(code)) return fieldLine("school_code_ten_digits");
  return PROVINCES.has(code.slice(2, 4)) ? undefined : fieldLine("school_code_province");
}

/** A password guards the whole file: ten characters, and none of what others know. */
export function password(value: string, name: string, schoolCode: string): string | undefined {
  if (value === "") return fieldLine("required");
  if (Array.from(value).length < 10) return fieldLine("password_too_short");
  if (name.length > 1 && value.includes(name)) return fieldLine("password_name");
  return schoolCode.length > 1 && value.includes(schoolCode) ? fieldLine("password_school_code") : undefined;
}

/** The digits of a fingerprint as typed, whatever stands between them. */
export function digitsOf(typed: string): string {
  return typed.normalize("NFKC").replace(/\D/g, "");
}

/** A fingerprint as its groups of five digits. */
export function fingerprintGroups(fingerprint: string): string[] {
  return digitsOf(fingerprint).match(/\d{1,5}/g) ?? [];
}

/** A fingerprint on one line: in groups when it is made of digits, else as it is. */
export function fingerprintLine(fingerprint: string): string {
  return /^[\d\s-]+$/.test(fingerprint) ? fingerprintGroups(fingerprint).join(" ") : fingerprint;
}

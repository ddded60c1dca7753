import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CommandError } from "../backend/call";
import { errorText, fieldText, missingText } from "../text/errors";
import { alarmText, faultText, foundText } from "../text/faults";
import { rehearsalText } from "../text/recovery";
import { dutyBasisText, dutyReasonText } from "../text/today";
import { fieldErrorsOf, noticeOf, noticeOfError } from "./errors";

it("fills the values of an error into its sentence", () => {
  const notice = noticeOfError(new CommandError("missing_glyph", { character: "𰻞", codepoint: "U+30EDE", record: "GZ-2026-001" }));
  expect(notice.title).toContain("𰻞");
  expect(notice.recovery).toContain("GZ-2026-001");
  expect(noticeOfError(new CommandError("disk_full", {})).recovery).not.toContain("{");
});

it("tells an unknown code as an unexpected end, never as raw text", () => {
  expect(noticeOf("toString")).toEqual(errorText.internal);
  expect(noticeOfError(new TypeError("x is undefined"))).toEqual(errorText.internal);
});

it("maps field errors by name and keeps the first of each field", () => {
  const error = new CommandError("invalid_fields", {
    fields: [
      { field: "narrative", code: "narrative_20_4000", args: {} },
      { field: "narrative", code: "required_choice", args: {} },
      { field: "learnedAt", code: "in_the_future" },
      { field: "place", code: "hasOwnProperty" },
      "junk",
    ],
  });
  expect(fieldErrorsOf(error)).toEqual({
    narrative: fieldText.narrative_20_4000,
    learnedAt: fieldText.in_the_future,
    place: fieldText.unknown,
  });
  expect(fieldErrorsOf(new CommandError("disk_full", {}))).toEqual({});
});

it("has both sentences for every code", () => {
  for (const [code, wording] of Object.entries(errorText)) {
    expect(wording.title, code).not.toBe("");
    expect(wording.recovery, code).toMatch(/。$/);
  }
});

const useCases = fileURLToPath(new URL("../../../crates/app/src", import.meta.url));

/** Every Rust file below a folder. */
function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory()) return sources(path);
    return path.endsWith(".rs") ? [readFileSync(path, "utf8")] : [];
  });
}

/** What the first group of the patterns catches in the use cases. */
function named(...patterns: RegExp[]): string[] {
  const all = sources(useCases);
  return [...new Set(patterns.flatMap((pattern) => all.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1] ?? ""))))];
}

describe.runIf(existsSync(useCases))("the codes that use cases name as plain words", () => {
  const missingIn = (table: object, codes: string[]) => codes.filter((code) => !(code in table));

  it("have a line beside the field", () => {
    const codes = named(/\.(?:fault|need)\(\s*"\w+",\s*"(\w+)"/g, /=> "((?:password|school_code)_\w+)"/g);
    expect(codes.length).toBeGreaterThan(20);
    expect(missingIn(fieldText, codes)).toEqual([]);
  });

  it("have a sentence before the June packet", () => {
    const codes = named(/\badd\("(?:block|warn)", "(\w+)"/g);
    expect(codes.length).toBeGreaterThan(4);
    expect(missingIn(missingText, codes)).toEqual([]);
  });

  it("have a line on the page of a damaged home", () => {
    const codes = named(/"((?:keys|database)_(?:found|missing|damaged|newer|empty))"/g, /"found", vec!\["(\w+)"/g);
    expect(codes.length).toBeGreaterThan(4);
    expect(missingIn(foundText, codes)).toEqual([]);
  });

  it("have a screen or a word above the login for what is wrong with the place", () => {
    const codes = named(/FaultView::new\("(\w+)"/g);
    expect(codes.length).toBeGreaterThan(8);
    // A half first start has a notice of its own; the other two are warnings of a backup to a stick.
    const elsewhere = ["unfinished", "same_disk", "network_folder"];
    expect(missingIn(alarmText, codes).filter((code) => !elsewhere.includes(code))).toEqual([]);
    const screens = named(/"((?:keys|database)_(?:missing|damaged|newer|empty|truncated))"/g);
    expect(screens.length).toBeGreaterThan(5);
    expect(missingIn(faultText, screens)).toEqual([]);
  });

  it("have a line in the result of a rehearsal", () => {
    const codes = named(/\bfound\.add\(\s*"(\w+)"/g);
    expect(codes.length).toBeGreaterThan(5);
    expect(missingIn(rehearsalText, codes)).toEqual([]);
  });

  it("have a reason and a basis on the first page", () => {
    // What the rules compute comes with its sentence and its basis; these are the rest.
    const reasons = named(/"((?:setup|campaign)_\w+)"/g);
    expect(reasons.length).toBeGreaterThan(2);
    expect(missingIn(dutyReasonText, reasons)).toEqual([]);
    const bases = named(/basis: "(\w+)"/g);
    expect(bases.length).toBeGreaterThan(0);
    expect(missingIn(dutyBasisText, bases)).toEqual([]);
  });
});

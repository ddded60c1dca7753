import { describe, expect, it } from "vitest";
import type { EntryField } from "../generated/index";
import { answersOf, blankCells, checkCells, sections } from "./entry";

const field = (name: string, input: string, more: Partial<EntryField> = {}): EntryField => ({
  field: name, label: name, help: "", input, required: false, choices: [], value: [], columns: [], rows: 0, ...more,
});

describe("the form of an entry", () => {
  const fields = [
    field("at", "when", { value: ["2026-06-26T17:00:00+08:00"] }),
    field("meeting", "group", { label: "认定会议" }),
    field("body", "line", { required: true }),
    field("empty", "group"),
    field("voices", "group", { label: "意见" }),
    field("guardians", "rows", { rows: 1, columns: [field("studentId", "choice"), field("attended", "flag")] }),
  ];

  it("shows its fields in their groups, and no heading without a field", () => {
    expect(sections(fields).map((s) => [s.title, s.fields.map((f) => f.field)])).toEqual([
      ["", ["at"]],
      ["认定会议", ["body"]],
      ["意见", ["guardians"]],
    ]);
  });

  it("asks and answers nothing for a heading", () => {
    const cells = blankCells(fields);
    expect(Object.keys(cells)).toEqual(["at", "body", "guardians.0.studentId", "guardians.0.attended"]);
    expect(checkCells(fields, cells, "2026-06-26")).toMatchObject({ body: expect.any(String) });
    expect(answersOf(fields, { ...cells, body: ["委员会"], "guardians.0.attended": ["1"] }, "2026-06-26")).toEqual({
      at: ["2026-06-26T17:00:00+08:00"],
      body: ["委员会"],
      "guardians.0.attended": ["1"],
    });
  });
});

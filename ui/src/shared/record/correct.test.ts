import { describe, expect, it } from "vitest";
import type { CorrectableField } from "../../generated/index";
import { typedOf, valueLine, valueOf } from "./correct";

const TODAY = "2026-06-26";
const field = (input: string, value: string, optional = false): CorrectableField => ({ field: "f", label: "项", value, shown: value, input, optional, choices: [] });

describe("a correction's value", () => {
  it("comes back unchanged from the inputs and is then no correction", () => {
    for (const [input, value] of [["line", "操场"], ["date", "2026-06-01"], ["when", "2026-06-01"], ["when", "2026-06-01T14:05:00+08:00"], ["instant", "2026-06-01T14:05:33+08:00"], ["choices", "a\nb"]] as const) {
      const one = field(input, value);
      expect(valueLine(one, typedOf(one), TODAY, "same"), `${input} ${value}`).toBe("same");
    }
  });
  it("reads dates and clock readings as people type them", () => {
    const when = field("when", "2026-06-01");
    expect(valueOf(when, { text: "", date: "6.2", clock: "8点5分", picks: [] }, TODAY)).toBe("2026-06-02T08:05:00+08:00");
    expect(valueOf(when, { text: "", date: "6月2日", clock: "", picks: [] }, TODAY)).toBe("2026-06-02");
    expect(valueLine(when, { text: "", date: "13.40", clock: "", picks: [] }, TODAY, "same")).toContain("日期");
  });
  it("needs a clock reading for an instant", () =>
    expect(valueOf(field("instant", ""), { text: "", date: "6.2", clock: "", picks: [] }, TODAY)).toBeNull());
  it("may be emptied only where the field is optional", () => {
    const empty = { text: "  ", date: "", clock: "", picks: [] };
    expect(valueLine(field("line", "甲", true), empty, TODAY, "same")).toBeUndefined();
    expect(valueLine(field("line", "甲"), empty, TODAY, "same")).toBeTruthy();
    expect(valueLine(field("date", "", true), empty, TODAY, "same")).toBe("same");
  });
  it("sends a list one id a line", () =>
    expect(valueOf(field("choices", "a"), { text: "", date: "", clock: "", picks: ["a", "c"] }, TODAY)).toBe("a\nc"));
});

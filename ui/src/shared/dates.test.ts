import { describe, expect, it } from "vitest";
import { clockAt, daysBetween, dayText, dueLine, instantOf, momentText, parseCivil, parseClock, parseMonth } from "./dates";

const today = "2026-06-26";

describe("a typed date", () => {
  it.each([
    ["2026-06-18", "2026-06-18"],
    ["2026/6/8", "2026-06-08"],
    ["2026.6.18", "2026-06-18"],
    ["20260618", "2026-06-18"],
    ["２０２６年６月１８日", "2026-06-18"],
    ["6.18", "2026-06-18"],
    ["6月8日", "2026-06-08"],
    ["2024-2-29", "2024-02-29"],
  ])("%s", (typed, civil) => expect(parseCivil(typed, today)).toBe(civil));

  it.each(["", "明天", "2026-13-01", "2026-02-29", "6.31", "0618", "2026-06", "12026-06-18"])("refuses %s", (typed) =>
    expect(parseCivil(typed, today)).toBeNull(),
  );
});

describe("a typed clock reading", () => {
  it.each([
    ["14:05", "14:05"],
    ["8：5", "08:05"],
    ["0805", "08:05"],
    ["8点", "08:00"],
    ["8点5分", "08:05"],
  ])("%s", (typed, clock) => expect(parseClock(typed)).toBe(clock));
  it.each(["24:00", "8:60", "805", "上午"])("refuses %s", (typed) => expect(parseClock(typed)).toBeNull());
});

it("reads a month of birth", () => {
  expect(parseMonth("2013.5")).toBe("2013-05");
  expect(parseMonth("201305")).toBe("2013-05");
  expect(parseMonth("2013年13月")).toBeNull();
});

describe("due dates say both", () => {
  it("ahead, today, late", () => {
    expect(dueLine("2026-06-30", today)).toBe("4 天后到期 · 6月30日");
    expect(dueLine("2026-06-26", today)).toBe("今天到期 · 6月26日");
    expect(dueLine("2026-06-12", today)).toBe("已逾期 14 天 · 6月12日");
  });
  it("names the year when it is another one", () => expect(dayText("2025-12-31", today)).toBe("2025年12月31日"));
});

it("counts days on the calendar, across a leap day and a year", () => {
  expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
  expect(daysBetween("2025-12-31", "2026-01-01")).toBe(1);
  expect(daysBetween("2026-06-26", "x")).toBeNull();
});

it("a date-only fact never shows a clock reading", () => {
  expect(momentText("2026-06-18", today)).toBe("6月18日");
  expect(momentText("2026-06-18T00:00:00+08:00", today)).toBe("6月18日 00:00");
});

it("keeps +08:00 whatever the machine's zone", () => {
  expect(instantOf("2026-06-18", "23:59")).toBe("2026-06-18T23:59:00+08:00");
  expect(clockAt(Date.UTC(2026, 5, 26, 16, 30, 5))).toEqual({ date: "2026-06-27", clock: "00:30", seconds: "00:30:05" });
});

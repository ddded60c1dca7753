import { expect, it } from "vitest";
import { daysAfter, periodStart } from "./weeks";

it("goes a week on and back over the end of a month and of a year", () => {
  expect(daysAfter("2026-06-29", 7)).toBe("2026-07-06");
  expect(daysAfter("2026-01-04", -7)).toBe("2025-12-28");
});

it("begins the period of a ledger with the term", () => {
  expect(periodStart("2026-06-26")).toBe("2026-02-01");
  expect(periodStart("2026-11-02")).toBe("2026-09-01");
  expect(periodStart("2026-01-15")).toBe("2025-09-01");
});

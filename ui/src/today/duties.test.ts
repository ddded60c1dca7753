import { expect, it } from "vitest";
import type { DutyView } from "../generated/index";
import { dutyLink, dutyMeaning, inOrder } from "./duties";

const duty = (over: Partial<DutyView>): DutyView => ({
  kind: "ledger", id: "ZG-2026-001", title: "", reason: "", due: null, basis: null, overdue: false, ...over,
});

it("puts what is late first, then what is due first, then what has no date", () => {
  const list = [duty({ id: "none" }), duty({ id: "far", due: "2026-07-10" }), duty({ id: "late", due: "2026-06-12", overdue: true }), duty({ id: "near", due: "2026-06-30" })];
  expect(inOrder(list).map((d) => d.id)).toEqual(["late", "near", "far", "none"]);
});

it("leads to the record behind each duty", () => {
  expect(dutyLink(duty({}))).toBe("/ledger/ZG-2026-001");
  expect(dutyLink(duty({ kind: "investigation", id: "GZ-2026-007" }))).toBe("/concerns/GZ-2026-007");
  expect(dutyLink(duty({ kind: "setup", reason: "setup_classes" }))).toBe("/roster/classes");
});

it("is near within a week, never by colour of the kind", () => {
  expect(dutyMeaning(duty({ due: "2026-07-03" }), "2026-06-26")).toBe("soon");
  expect(dutyMeaning(duty({ due: "2026-07-04" }), "2026-06-26")).toBe("waiting");
  expect(dutyMeaning(duty({ due: "2026-07-04", overdue: true }), "2026-06-26")).toBe("danger");
});

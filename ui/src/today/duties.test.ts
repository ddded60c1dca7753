import { expect, it } from "vitest";
import type { DutyView } from "../generated/index";
import { dutyLink, dutyMeaning, grouped } from "./duties";

const duty = (over: Partial<DutyView>): DutyView => ({
  kind: "ledger", id: "ZG-2026-001", title: "", reason: "", text: "", due: null, dueAt: null, extended: null,
  basis: "", overdue: false, who: "", mine: true, entry: "", ...over,
});

it("puts what is late first, then what is due within a week, then what has no date, then the rest", () => {
  const list = [
    duty({ id: "none" }),
    duty({ id: "far", due: "2026-07-10" }),
    duty({ id: "late", due: "2026-06-12", overdue: true }),
    duty({ id: "near", due: "2026-06-30" }),
  ];
  const shown = grouped(list, "2026-06-26").map(({ group, duties }) => [group, duties.map((d) => d.id)]);
  expect(shown).toEqual([["overdue", ["late"]], ["soon", ["near"]], ["undated", ["none"]], ["later", ["far"]]]);
});

it("leads to the form that does it, or to the record behind each duty", () => {
  expect(dutyLink(duty({}))).toBe("/ledger/ZG-2026-001");
  expect(dutyLink(duty({ kind: "concern", id: "GZ-2026-007" }))).toBe("/concerns/GZ-2026-007");
  expect(dutyLink(duty({ kind: "concern", id: "GZ-2026-007", entry: "step:verifying" }))).toBe("/concerns/GZ-2026-007/enter/step%3Averifying");
  expect(dutyLink(duty({ kind: "pact", id: "GY-2026-001" }))).toBe("/pacts/GY-2026-001");
  expect(dutyLink(duty({ kind: "setup", reason: "setup_classes" }))).toBe("/roster/classes");
});

it("is near within a week, never by colour of the kind", () => {
  expect(dutyMeaning(duty({ due: "2026-07-03" }), "2026-06-26")).toBe("soon");
  expect(dutyMeaning(duty({ due: "2026-07-04" }), "2026-06-26")).toBe("waiting");
  expect(dutyMeaning(duty({ due: "2026-07-04", overdue: true }), "2026-06-26")).toBe("danger");
});

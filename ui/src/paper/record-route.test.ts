import { expect, it } from "vitest";
import { recordRoute } from "./record-route";

it("leads to the page of a ledger item, a pact and a concern", () => {
  expect(recordRoute("ZG-2026-008")).toBe("/ledger/ZG-2026-008");
  expect(recordRoute("GY-01")).toBe("/pacts/GY-01");
  expect(recordRoute("GZ-2026-024")).toBe("/concerns/GZ-2026-024");
});

it("leads nowhere from a text of the program's own, or from anything that is no number", () => {
  expect(recordRoute("")).toBeNull();
  expect(recordRoute("XX-2026-001")).toBeNull();
  expect(recordRoute("GZ-2026-001/../../login")).toBeNull();
});

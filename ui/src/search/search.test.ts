import { expect, it } from "vitest";
import type { SearchHit } from "../generated/index";
import { byKind, hitLink, hitMeaning } from "./hits";
import { ACTIONS, PAGES, stopsFor } from "./pages";

const hit = (over: Partial<SearchHit>): SearchHit => ({
  kind: "concern", id: "GZ-2026-001", title: "", meta: "", status: "closed", statusLabel: "", place: "", snippet: [], voided: false, ...over,
});

it("leads to the record or the person", () => {
  expect(hitLink(hit({}))).toBe("/concerns/GZ-2026-001");
  expect(hitLink(hit({ kind: "pupil", id: "stu 1" }))).toBe("/roster/pupils?open=stu%201");
  expect(hitMeaning(hit({}))).toBe("done");
  expect(hitMeaning(hit({ voided: true }))).toBe("plain");
});

it("keeps the order of the kinds and of the hits", () => {
  const hits = [hit({ kind: "pupil", id: "a" }), hit({ id: "b" }), hit({ kind: "pupil", id: "c" })];
  expect(byKind(hits).map((group) => [group.kind, group.hits.map((one) => one.id)])).toEqual([["pupil", ["a", "c"]], ["concern", ["b"]]]);
});

it("finds pages by words and first letters, within rights", () => {
  const all = () => true;
  const none = () => false;
  expect(stopsFor(PAGES, "台账", all).map((stop) => stop.id)).toContain("ledger");
  expect(stopsFor(PAGES, "gzjl", all).map((stop) => stop.id)).toEqual(["concerns"]);
  expect(stopsFor(ACTIONS, "", none).map((stop) => stop.id)).toEqual(["password", "mask", "lock"]);
  expect(stopsFor(ACTIONS, "登记", none)).toEqual([]);
});

import { expect, it } from "vitest";
import { blankPact, checkPact, pactRequest, type PactDraft } from "./draft";

const today = "2026-06-26";
const good = (over: Partial<PactDraft> = {}): PactDraft => ({
  ...blankPact(today), classId: "c03", title: "三年级1班反欺凌公约", preamble: "我们约定：",
  articles: ["一", "二", "三", "四", "五", "六", " "], adoption: "班会通过", ...over,
});
const wrong = (draft: PactDraft) =>
  Object.entries(checkPact(draft, today)).filter(([, line]) => line).map(([field]) => field);

it("accepts six articles and drops the empty ones", () => {
  expect(wrong(good())).toEqual([]);
  expect(pactRequest(good(), "三年级1班", today)).toMatchObject({ scope: "三年级1班", classId: "c03", articles: ["一", "二", "三", "四", "五", "六"] });
});

it("refuses five articles, however many empty ones stand beside them", () =>
  expect(wrong(good({ articles: ["一", "二", "三", "四", "五", "", " "] }))).toEqual(["articles"]));

it("wants a class for a class pact, a scope for the others", () => {
  expect(wrong(good({ classId: "" }))).toEqual(["classId"]);
  expect(wrong(good({ level: "school", classId: "" }))).toEqual(["scope"]);
  expect(pactRequest(good({ level: "school", scope: "全校" }), "", today)).toMatchObject({ scope: "全校", classId: null });
});

it("comes into force no earlier than it was adopted, and was adopted already", () => {
  expect(wrong(good({ effectiveOn: "2026-06-25" }))).toEqual(["effectiveOn"]);
  expect(wrong(good({ adoptedOn: "2026-06-27", effectiveOn: "2026-06-28" }))).toEqual(["adoptedOn"]);
});

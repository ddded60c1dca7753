import { expect, it } from "vitest";
import { blankConcern, checkConcern, concernRequest, type ConcernDraft } from "./draft";

const now = Date.UTC(2026, 5, 26, 9, 0); // 17:00 at +08:00
const today = "2026-06-26";

const good = (over: Partial<ConcernDraft> = {}): ConcernDraft => ({
  ...blankConcern(now),
  placeType: "教室",
  place: "三年级1班教室",
  channel: "班主任观察",
  involved: [{ studentId: "stu-c03-08", role: "focus", name: "甲", className: "乙" }],
  narrative: "大".repeat(20),
  immediateAction: "当场制止。",
  ...over,
});

const wrong = (draft: ConcernDraft) =>
  Object.entries(checkConcern(draft, today, now)).filter(([, line]) => line).map(([field]) => field);

it("accepts the five facts", () => expect(wrong(good())).toEqual([]));

it("names each missing fact by the field the program uses", () => {
  expect(wrong(blankConcern(now))).toEqual(["placeType", "place", "channel", "involved", "narrative", "immediateAction"]);
});

it("lets a hazard be without people, and nothing else", () => {
  expect(wrong(good({ kind: "hazard", involved: [] }))).toEqual([]);
  expect(wrong(good({ kind: "sign", involved: [] }))).toEqual(["involved"]);
});

it("wants forms for a suspected case, takes them for a sign, and sends none for a place", () => {
  expect(wrong(good({ kind: "suspected" }))).toEqual(["forms"]);
  expect(wrong(good({ kind: "suspected", forms: ["verbal"] }))).toEqual([]);
  expect(concernRequest(good({ kind: "sign", forms: ["verbal"] }), today).forms).toEqual(["verbal"]);
  expect(concernRequest(good({ kind: "hazard", forms: ["verbal"] }), today).forms).toEqual([]);
});

it("keeps time in order: occurred, learned, now", () => {
  expect(wrong(good({ learnedClock: "17:01" }))).toEqual(["learnedAt"]);
  expect(wrong(good({ occurredDate: "2026-06-27" }))).toEqual(["occurredFrom"]);
  expect(wrong(good({ occurredDate: "6.25", occurredToDate: "6.24" }))).toEqual(["occurredTo"]);
  expect(wrong(good({ learnedClock: "" }))).toEqual(["learnedAt"]);
});

it("a date without a clock reading stays a date", () => {
  const request = concernRequest(good({ occurredDate: "6月25日", occurredClock: "", learnedClock: "8点5分" }), today);
  expect(request.occurredFrom).toBe("2026-06-25");
  expect(request.occurredTo).toBeNull();
  expect(request.learnedAt).toBe("2026-06-26T08:05:00+08:00");
});

it("takes people who are not on the roster, with what they are and what they did", () => {
  const one = { kind: "外校学生", school: "河口小学", role: "实施", description: "穿蓝色校服的男生" };
  expect(wrong(good({ involved: [], outsiders: [one] }))).toEqual([]);
  expect(wrong(good({ outsiders: [{ ...one, description: "" }] }))).toEqual(["outsiders"]);
  expect(concernRequest(good({ outsiders: [one] }), today).outsiders).toEqual([
    { description: "穿蓝色校服的男生", identity: "外校学生（河口小学）·实施" },
  ]);
});

it("keeps apart who told it, and when the school was told", () => {
  expect(wrong(good({ reporterKind: "student" }))).toEqual(["reporter"]);
  expect(wrong(good({ toldDate: "6.26", toldClock: "17:01" }))).toEqual(["internalReportedAt"]);
  expect(wrong(good({ toldDate: "6.26", toldClock: "16:00", learnedClock: "16:30" }))).toEqual(["internalReportedAt"]);
  const request = concernRequest(good({ reporterKind: "guardian", reporterRelation: "祖母", learnedClock: "8:00", toldDate: "6.26", toldClock: "8:10" }), today);
  expect(request).toMatchObject({ reporterKind: "guardian", reporterRelation: "祖母", reporterStaffId: null, internalReportedAt: "2026-06-26T08:10:00+08:00" });
});

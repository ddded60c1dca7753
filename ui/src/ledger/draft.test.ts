import { expect, it } from "vitest";
import { blankLedger, checkLedger, ledgerRequest, type LedgerDraft } from "./draft";

const today = "2026-06-26";
const good = (over: Partial<LedgerDraft> = {}): LedgerDraft => ({
  ...blankLedger(today), area: "工作机制", source: "自查", level: "一般", problem: "名单过期", measures: "重新发文",
  ownerId: "t_zz", leaderId: "t_xz", deadline: "7.1", ...over,
});
const wrong = (draft: LedgerDraft) =>
  Object.entries(checkLedger(draft, today)).filter(([, line]) => line).map(([field]) => field);

it("accepts a whole item and writes dates in full", () => {
  expect(wrong(good())).toEqual([]);
  expect(ledgerRequest(good(), today)).toMatchObject({ deadline: "2026-07-01", verifierId: null });
});

it("refuses that the owner verifies the own work", () => expect(wrong(good({ verifierId: "t_zz" }))).toEqual(["verifierId"]));

it("keeps found, today and deadline in order", () => {
  expect(wrong(good({ foundOn: "2026-06-27" }))).toEqual(["foundOn"]);
  expect(wrong(good({ deadline: "2026-06-25" }))).toEqual(["deadline"]);
  expect(wrong(good({ deadline: "月底" }))).toEqual(["deadline"]);
});

import { expect, it } from "vitest";
import type { DelegationView, PeopleView, PersonAccount } from "../generated/index";
import { allowedOf, delegationState, lastDay, groupRights, stateMeaning, stateWord } from "./people";

const row = (over: Partial<PersonAccount>): PersonAccount => ({
  account: "02", personId: "t1", personName: "某", posts: ["staff"], state: "active", mustChange: false, isMe: false,
  madeAt: "2026-03-01T08:00:00+08:00", mayEdit: true, mayReset: true, mayRemove: false, sealed: "none", ...over,
});
const lent = (over: Partial<DelegationView>): DelegationView => ({
  id: "d1", account: "02", personName: "某", right: "sign_packets", rightLabel: "签发报包", reason: "学习",
  from: "2026-06-01T08:00:00+08:00", until: "2026-06-27T00:00:00+08:00", endedAt: null, ...over,
});

it("says a first password apart from a password and from none", () => {
  expect(stateWord(row({}))).toBe("在用");
  expect(stateWord(row({ mustChange: true }))).toBe("初始密码，登录时要改");
  expect(stateWord(row({ state: "no_password", mustChange: true }))).toBe("还没有密码");
  expect([row({}), row({ mustChange: true }), row({ state: "disabled" })].map(stateMeaning)).toEqual(["done", "soon", "plain"]);
});

it("the moment a delegation ends is the start of the day after its last", () => {
  expect(lastDay("2026-07-01T00:00:00+08:00")).toBe("2026-06-30");
  expect(lastDay("2026-01-01T00:00:00+08:00")).toBe("2025-12-31");
  expect(lastDay("2026-06-30")).toBe("2026-06-30");
});

it("a delegation holds through its last day", () => {
  expect(delegationState(lent({}), "2026-06-26")).toBe("running");
  expect(delegationState(lent({}), "2026-06-27")).toBe("over");
  expect(delegationState(lent({ endedAt: "2026-06-10T08:00:00+08:00" }), "2026-06-20")).toBe("ended");
});

it("adds what is lent to what the posts may do, once", () => {
  const view = {
    rights: [
      { id: "record_concern", label: "登记", posts: ["staff", "principal"] },
      { id: "sign_packets", label: "签发报包", posts: ["principal"] },
    ],
    delegations: [lent({}), lent({ id: "d2", account: "03" })],
  } as unknown as PeopleView;
  expect(allowedOf(view, "02", ["staff"], "2026-06-20").map((right) => [right.id, right.until])).toEqual([["record_concern", null], ["sign_packets", "2026-06-26"]]);
  expect(allowedOf(view, "02", ["principal"], "2026-06-20").map((right) => right.id)).toEqual(["record_concern", "sign_packets"]);
  expect(allowedOf(view, "02", ["staff"], "2026-06-27").map((right) => right.id)).toEqual(["record_concern"]);
});

it("groups every right exactly once, the unknown ones at the end", () => {
  const rights = [{ id: "a" }, { id: "b" }, { id: "new" }];
  expect(groupRights(rights, [{ title: "一", ids: ["b", "a"] }, { title: "二", ids: ["c"] }], "其他")).toEqual([
    { title: "一", rights: [{ id: "b" }, { id: "a" }] },
    { title: "其他", rights: [{ id: "new" }] },
  ]);
});

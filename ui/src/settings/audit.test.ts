import { describe, expect, it } from "vitest";
import { auditRequest, judgeCompare, judgeVerify, unreadDate, objectLine } from "./audit";

const none = { actor: "", action: "", views: "", kind: "", id: "", from: "", to: "" };

describe("the audit filter", () => {
  it("asks for everything when nothing is set", () =>
    expect(auditRequest(none, "2026-06-26", null)).toEqual({ actor: null, action: null, views: false, kind: null, id: null, from: null, to: null, before: null }));
  it("asks for what was seen of sensitive records only when that is wanted", () => {
    expect(auditRequest({ ...none, views: "1" }, "2026-06-26", null).views).toBe(true);
    expect(auditRequest({ ...none, views: "x" }, "2026-06-26", null).views).toBe(false);
  });
  it("reads dates as people type them", () =>
    expect(auditRequest({ ...none, from: "6.1", to: "2026年6月26日" }, "2026-06-26", 40)).toMatchObject({ from: "2026-06-01", to: "2026-06-26", before: 40 }));
  it("says when a date cannot be read, and does not filter by it", () => {
    const filter = { ...none, from: "2026-13-01", id: " GZ-2026-001 " };
    expect(unreadDate(filter, "2026-06-26")).toBe(true);
    expect(auditRequest(filter, "2026-06-26", null)).toMatchObject({ from: null, id: "GZ-2026-001" });
    expect(unreadDate(none, "2026-06-26")).toBe(false);
  });
});

describe("what was found", () => {
  const view = { count: 412, seq: 57, head: "ab".repeat(32), checkpoints: 4, kind: null, id: null };
  it("is good only when the chain is whole", () => {
    expect(judgeVerify({ ...view, state: "whole", seq: null }).kind).toBe("done");
    for (const state of ["changed", "missing", "rewritten", "truncated", "checkpoint", "something new"]) {
      expect(judgeVerify({ ...view, state }).kind, state).toBe("danger");
    }
    expect(judgeVerify({ ...view, state: "missing" }).notice.title).toContain("57");
    const changed = judgeVerify({ ...view, state: "record_changed", kind: "concern", id: "GZ-2026-004" });
    expect(changed.kind).toBe("danger");
    expect(changed.notice.title).toContain("GZ-2026-004");
  });
  it("names the file it was held against", () => {
    const compared = { file: "a.anmiaobak", kind: "backup", count: 50, have: 60, seq: null };
    expect(judgeCompare({ ...compared, state: "extends" })).toMatchObject({ kind: "done" });
    expect(judgeCompare({ ...compared, state: "truncated", have: 40 }).notice.title).toContain("10");
    expect(judgeCompare({ ...compared, state: "differs", seq: 12 }).notice.recovery).toContain("12");
    expect(judgeCompare({ ...compared, state: "?" }).kind).toBe("danger");
  });
});

it("shows printed numbers in the list, and no id that tells a person nothing", () => {
  expect(objectLine({ kindLabel: "整改事项", id: "ZG-2026-002" })).toBe("整改事项 ZG-2026-002");
  expect(objectLine({ kindLabel: "学生", id: "01a212c8-d17f-7437-95cd-e31fe99c6ffe" })).toBe("学生");
  expect(objectLine({ kindLabel: "", id: "" })).toBe("");
});

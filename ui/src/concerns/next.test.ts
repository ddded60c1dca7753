import { describe, expect, it } from "vitest";
import type { CaseAction, CaseDuty, CaseView } from "../generated/index";
import { nextOf, suggested } from "./next";

const action = (entry: string, obstacles: string[] = []): CaseAction => ({
  entry,
  title: entry,
  basis: "依据",
  obstacles,
  warnings: [],
  moves: entry.startsWith("step:"),
  grave: false,
});
const duty = (code: string, entry: string, overdue = 0): CaseDuty => ({ code, text: code, due: "2026-06-30", overdue, basis: "通知", who: "政教主任", entry });
const view = (duties: CaseDuty[], actions: CaseAction[]): CaseView => ({ id: "GZ-2026-001", round: 1, earlier: [], actions, duties, chronology: [], prior: [] });

describe("the next step of a case", () => {
  it("is the most urgent duty, with its day and who has to do it", () => {
    const next = nextOf(view([duty("调查", "step:pending_determination", 2), duty("续报", "report_written")], [action("note")]));
    expect(next).toMatchObject({ title: "调查", due: "2026-06-30", overdue: true, duty: true, note: "政教主任 · 通知", entry: "step:pending_determination" });
  });
  it("has no button while its form cannot be entered", () => {
    const waits = nextOf(view([duty("调查", "step:pending_determination")], [action("step:pending_determination", ["还没有调查结论。"]), action("note")]));
    expect(waits).toMatchObject({ title: "调查", entry: "" });
  });
  it("is else the step that leads on, and never a hand-over or a review", () => {
    const actions = [action("step:transferred"), action("step:handling", ["还没有认定。"]), action("step:tracking"), action("note")];
    expect(suggested(actions)?.entry).toBe("step:tracking");
    expect(nextOf(view([], actions))).toMatchObject({ duty: false, entry: "step:tracking" });
    expect(suggested([action("step:under_review")])).toBeNull();
  });
  it("is nothing where a case has ended", () => {
    expect(nextOf(view([], [action("step:investigating"), action("report_written")]))).toBeNull();
  });
});

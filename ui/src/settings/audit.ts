/** What the audit page asks for, and what its answers mean. */
import type { AuditCompareView, AuditPageRequest, AuditVerifyView } from "../generated/index";
import { parseCivil } from "../shared/dates";
import type { Notice } from "../shared/errors";
import { auditText as text } from "../text/audit";

/** The filters as they stand in the page's address. */
export interface AuditFilter {
  actor: string;
  action: string;
  /** `1` for what was seen of sensitive records. */
  views: string;
  kind: string;
  id: string;
  from: string;
  to: string;
}

const orNull = (value: string) => (value.trim() === "" ? null : value.trim());

/** The request of a filter; a date that cannot be read filters nothing. */
export function auditRequest(filter: AuditFilter, today: string, before: number | null): AuditPageRequest {
  return {
    actor: orNull(filter.actor),
    action: orNull(filter.action),
    views: filter.views === "1",
    kind: orNull(filter.kind),
    id: orNull(filter.id),
    from: parseCivil(filter.from, today),
    to: parseCivil(filter.to, today),
    before,
  };
}

/** Whether one of the two dates was typed and cannot be read. */
export function unreadDate(filter: AuditFilter, today: string): boolean {
  return [filter.from, filter.to].some((day) => day.trim() !== "" && parseCivil(day, today) === null);
}

export interface Judged {
  kind: "done" | "danger";
  notice: Notice;
}

/** The chain, recomputed; a state this window does not know is never told as good. */
export function judgeVerify(view: AuditVerifyView): Judged {
  const states = text.state;
  if (view.state === "whole") return { kind: "done", notice: states.whole(view.count, view.checkpoints) };
  switch (view.state) {
    case "changed":
    case "missing":
    case "rewritten":
    case "truncated":
    case "checkpoint":
      return { kind: "danger", notice: states[view.state](view.seq ?? 0) };
    case "record_changed":
      return { kind: "danger", notice: states.record_changed(view.seq ?? 0, view.id ?? "") };
    default:
      return { kind: "danger", notice: text.unknown };
  }
}

/** The log held against a packet or a backup. */
export function judgeCompare(view: AuditCompareView): Judged {
  const states = text.compareState;
  switch (view.state) {
    case "extends":
      return { kind: "done", notice: states.extends(view.file, view.count, view.have) };
    case "truncated":
      return { kind: "danger", notice: states.truncated(view.file, view.count, view.have) };
    case "differs":
      return { kind: "danger", notice: states.differs(view.file, view.seq) };
    default:
      return { kind: "danger", notice: text.unknown };
  }
}

/** What an entry is about, in one line: an id that is not a printed number tells a person nothing, and stands in the drawer. */
export function objectLine(row: { kindLabel: string; id: string }): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(row.id) ? row.kindLabel : `${row.kindLabel} ${row.id}`.trim();
}

/** Where a duty leads, how pressing it looks, and under which heading it stands. */
import type { DutyView } from "../generated/index";
import { daysBetween } from "../shared/dates";
import type { Meaning } from "../shared/meaning";

const SETUP: Record<string, string> = {
  setup_classes: "/roster/classes",
  setup_pupils: "/roster/pupils",
};

/** The form that does it, else the record. */
export function dutyLink(duty: DutyView): string {
  const id = encodeURIComponent(duty.id);
  switch (duty.kind) {
    case "concern":
      return duty.entry === "" ? `/concerns/${id}` : `/concerns/${id}/enter/${encodeURIComponent(duty.entry)}`;
    case "ledger":
      return `/ledger/${id}`;
    case "pact":
      return `/pacts/${id}`;
    case "packet":
      return `/reports/outbox?open=${id}`;
    case "campaign":
      return "/reports/june";
    default:
      return SETUP[duty.reason] ?? "/settings/bureau";
  }
}

/** Due within a week is near. */
export function dutyMeaning(duty: DutyView, today: string): Meaning {
  if (duty.overdue) return "danger";
  const days = duty.due === null ? null : daysBetween(today, duty.due);
  return days !== null && days <= 7 ? "soon" : "waiting";
}

export type DutyGroup = "overdue" | "soon" | "undated" | "later";

/** The headings in the order of the page; what is due later comes last and is folded. */
export const GROUPS: readonly DutyGroup[] = ["overdue", "soon", "undated", "later"];

export function dutyGroup(duty: DutyView, today: string): DutyGroup {
  if (duty.overdue) return "overdue";
  if (duty.due === null) return "undated";
  const days = daysBetween(today, duty.due);
  return days !== null && days > 7 ? "later" : "soon";
}

/** Duties under their headings, in the order given; headings without any are left out. */
export function grouped(duties: readonly DutyView[], today: string): { group: DutyGroup; duties: DutyView[] }[] {
  const of = (group: DutyGroup) => duties.filter((duty) => dutyGroup(duty, today) === group);
  return GROUPS.map((group) => ({ group, duties: of(group) })).filter((one) => one.duties.length > 0);
}

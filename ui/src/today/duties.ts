/** Where a duty leads, and how pressing it looks. */
import type { DutyView } from "../generated/index";
import { daysBetween } from "../shared/dates";
import type { Meaning } from "../shared/meaning";

const SETUP: Record<string, string> = {
  setup_classes: "/roster/classes",
  setup_pupils: "/roster/pupils",
};

export function dutyLink(duty: DutyView): string {
  const id = encodeURIComponent(duty.id);
  switch (duty.kind) {
    case "ledger":
      return `/ledger/${id}`;
    case "investigation":
    case "determination":
      return `/concerns/${id}`;
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

/** Overdue first, then by date, those without a date last; otherwise as given. */
export function inOrder(duties: readonly DutyView[]): DutyView[] {
  const key = (duty: DutyView) => `${duty.overdue ? 0 : 1}${duty.due ?? "9999"}`;
  return duties
    .map((duty, order) => ({ duty, order }))
    .sort((a, b) => key(a.duty).localeCompare(key(b.duty)) || a.order - b.order)
    .map(({ duty }) => duty);
}

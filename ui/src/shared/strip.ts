/** What a session has to say before anything else, in the order of its weight. */
import type { FaultView, SessionView } from "../generated/index";
import { alarmWords } from "./faults";
import { stripText } from "../text/faults";

export interface StripItem {
  code: string;
  title: string;
  todo: string;
  page: { to: string; label: string } | null;
  /** Told until the person says that it was seen. */
  untilSeen: boolean;
}

/** Only who can act on it is reminded of the daily care; an alarm is told to everybody. */
const CARE: Record<string, string> = { recovery_due: "renew_recovery", backup_due: "make_backup", backup_never: "make_backup", backup_clock: "make_backup" };

function due(view: SessionView): FaultView[] {
  const items: FaultView[] = [...view.alarms];
  if (view.recoveryDue) items.push({ code: "recovery_due", args: {} });
  if (view.backup.due) {
    const { days } = view.backup;
    // Due after no day at all: the clock stands before the newest backup.
    const code = days === null ? "backup_never" : days === 0 ? "backup_clock" : "backup_due";
    items.push({ code, args: days === null ? {} : { days } });
  }
  return items;
}

export function stripItems(view: SessionView): StripItem[] {
  const seen = new Set<string>();
  return due(view).flatMap((alarm) => {
    const words = alarmWords(alarm);
    const care = CARE[alarm.code];
    if (!words || seen.has(alarm.code) || (care !== undefined && !view.rights.includes(care))) return [];
    seen.add(alarm.code);
    const page = words.page && view.rights.includes(words.page.right) ? { to: words.page.to, label: words.page.label } : null;
    return [{ code: alarm.code, title: words.title, todo: words.page && !page ? stripText.tell : words.todo, page, untilSeen: words.untilSeen === true }];
  });
}

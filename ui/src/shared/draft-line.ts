/** What is said about a form's draft, only what the program has answered. */
import { computed, type ComputedRef } from "vue";
import { draftText as text } from "../text/drafts";
import { dayText, secondsText } from "./dates";
import type { FormState } from "./form";
import type { Notice } from "./errors";
import { today } from "./session";

/** “14:32:07”, with the day where it is not today. */
export function draftTime(at: string, day: string): string {
  return at.slice(0, 10) === day ? secondsText(at) : `${dayText(at, day)} ${secondsText(at)}`;
}

export interface DraftLine {
  /** The fields wait until it is known what becomes of an earlier draft. */
  held: ComputedRef<boolean>;
  line: ComputedRef<string>;
  failed: ComputedRef<Notice | null>;
}

export function useDraftLine(form: () => FormState): DraftLine {
  const draft = () => form().draft;
  const held = computed(() => draft()?.asking.value === true || (draft()?.offered.value ?? null) !== null);
  const kept = computed(() => {
    const at = draft()?.savedAt.value ?? null;
    return at === null ? null : draftTime(at, today.value);
  });
  const failed = computed<Notice | null>(() => {
    const reason = draft()?.failed.value ?? null;
    return reason === null || held.value ? null : { title: text.failed, recovery: text.failedHelp(reason.title, kept.value) };
  });
  const line = computed(() => {
    const state = draft();
    if (state === null || held.value || failed.value !== null) return "";
    if (state.unread.value) return text.unread;
    if (state.waiting.value) return text.waiting;
    return kept.value === null ? text.none : text.saved(kept.value);
  });
  return { held, line, failed };
}

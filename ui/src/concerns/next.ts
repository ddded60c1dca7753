import type { CaseAction, CaseView } from "../generated/index";
import { caseText as text } from "../text/cases";

/** What a case waits for most. */
export interface Next {
  title: string;
  /** Who has to do it and on what it rests. */
  note: string;
  due: string | null;
  overdue: boolean;
  /** Whether it is due, and not only allowed. */
  duty: boolean;
  /** The form that does it; empty when none does. */
  entry: string;
  action: string;
}

/** Steps out of the ordinary are offered and never suggested. */
const ASIDE = ["step:transferred", "step:under_review"];

/** The step that leads on, when everything for it stands or is typed with it. */
export function suggested(actions: readonly CaseAction[]): CaseAction | null {
  return actions.find((action) => action.moves && action.obstacles.length === 0 && !ASIDE.includes(action.entry)) ?? null;
}

/** The most urgent duty; else the step that leads on. A finished case without a duty suggests nothing. */
export function nextOf(view: CaseView): Next | null {
  const [duty] = view.duties;
  if (duty) {
    const step = view.actions.find((action) => action.entry === duty.entry);
    // A form that cannot be entered yet is found among the steps, with its reason.
    const open = duty.entry !== "" && (step === undefined || step.obstacles.length === 0);
    return {
      title: duty.text,
      note: [duty.who, duty.basis].filter(Boolean).join(" · "),
      due: duty.due,
      overdue: duty.overdue > 0,
      duty: true,
      entry: open ? duty.entry : "",
      action: step?.title ?? text.doIt,
    };
  }
  const step = view.actions.some((action) => action.entry === "note") ? suggested(view.actions) : null;
  return step ? { title: step.title, note: step.basis, due: null, overdue: false, duty: false, entry: step.entry, action: step.title } : null;
}

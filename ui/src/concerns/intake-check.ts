/** What to think of while a concern is typed, asked after every pause. It never stops anybody: an answer that fails is silence. */
import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from "vue";
import { concernCheck } from "../backend/concerns";
import type { DuplicateRow, RecordConcernRequest } from "../generated/index";

/** How long typing rests before the program is asked, in milliseconds. */
const REST = 500;

export interface IntakeCheck {
  warnings: ShallowRef<Record<string, string[]>>;
  doubles: ShallowRef<readonly DuplicateRow[]>;
}

export function useIntakeCheck(request: () => RecordConcernRequest): IntakeCheck {
  const warnings = shallowRef<Record<string, string[]>>({});
  const doubles = shallowRef<readonly DuplicateRow[]>([]);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  async function ask(): Promise<void> {
    const mine = ++turn;
    try {
      const found = await concernCheck(request());
      if (mine !== turn) return;
      const by: Record<string, string[]> = {};
      for (const { field, text } of found.warnings) (by[field] ??= []).push(text);
      warnings.value = by;
      doubles.value = found.duplicates;
    } catch {
      if (mine === turn) warnings.value = {};
    }
  }

  watch(
    () => JSON.stringify(request()),
    () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => void ask(), REST);
    },
  );
  onBeforeUnmount(() => {
    clearTimeout(waiting);
    turn += 1;
  });
  return { warnings, doubles };
}

/** Pick lists of people and fixed sets, read once per session and again when they change. */
import { computed, shallowRef } from "vue";
import { choices as readChoices, classList, staffList } from "../backend/roster";
import type { ChoicesView, ClassRow, StaffRow } from "../generated/index";
import { onWipe } from "./session";

const choices = shallowRef<ChoicesView | null>(null);
const staff = shallowRef<StaffRow[]>([]);
const classes = shallowRef<ClassRow[]>([]);

onWipe(() => {
  choices.value = null;
  staff.value = [];
  classes.value = [];
});

/** Reads what forms pick from. */
export async function loadPicks(): Promise<void> {
  const [sets, people, rooms] = await Promise.all([readChoices(), staffList(), classList()]);
  choices.value = sets;
  staff.value = people;
  classes.value = rooms;
}

export function usePicks() {
  return {
    choices,
    staff,
    classes,
    staffOptions: computed(() => staff.value.map((row) => ({ id: row.id, label: `${row.name} · ${row.post}` }))),
    classOptions: computed(() => classes.value.map((row) => ({ id: row.id, label: row.name }))),
  };
}

/** Members of fixed sets whose id is already the Chinese word, or whose label is shown. */
export function labelOf(options: readonly { id: string; label: string }[] | undefined, id: string): string {
  return options?.find((option) => option.id === id)?.label ?? id;
}

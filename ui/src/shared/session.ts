/**
 * Who is at the desk. Everything read from the school's file lives only between `enter`
 * and `leave`: whoever keeps such data registers how to drop it.
 */
import { computed, ref, shallowRef } from "vue";
import { currentSession, lock } from "../backend/home";
import type { SessionView } from "../generated/index";
import { clockAt } from "./dates";

export const session = shallowRef<SessionView | null>(null);

/** 遮屏: names and narratives are blanked while this is true. */
export const masked = ref(false);

/** The civil day all due dates are counted from: the session's, never the machine's zone. */
export const today = computed(() => session.value?.today ?? clockAt(Date.now()).date);

const wipers = new Set<() => void>();

/** Registers how to forget something kept outside a page. */
export function onWipe(forget: () => void): void {
  wipers.add(forget);
}

function forgetAll(): void {
  for (const forget of wipers) forget();
}

export function enter(view: SessionView): void {
  forgetAll();
  setMasked(false);
  session.value = view;
}

/** Asks again after a change, so that the top bar says what is true. */
export async function refreshSession(): Promise<void> {
  session.value = await currentSession();
}

/** Forgets everything that was read. */
export function dropSession(): void {
  session.value = null;
  forgetAll();
  setMasked(false);
}

/** Forgets everything at once, then locks the file. */
export async function leave(): Promise<void> {
  dropSession();
  await lock();
}

export function setMasked(on: boolean): void {
  masked.value = on;
  if (typeof document !== "undefined") document.documentElement.toggleAttribute("data-masked", on);
}

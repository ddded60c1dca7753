/**
 * Who is at the desk. Everything read from the school's file lives only between `enter`
 * and `leave`: whoever keeps such data registers how to drop it.
 */
import { computed, ref, shallowRef } from "vue";
import { currentSession, lock } from "../backend/home";
import type { SessionView } from "../generated/index";
import { clockAt } from "./dates";

/** Why the window went back to the way in: the key, a change of person, or nobody at the desk. */
export type Leaving = "key" | "switch" | "idle";

export const session = shallowRef<SessionView | null>(null);

/** 遮屏: names and narratives are blanked while this is true. */
export const masked = ref(false);

/** The number of who was in last, offered again after a lock. A number is no name. */
export const lastAccount = ref("");

/** What the way in says about how it came up; null when the program has just started. */
export const left = ref<Leaving | null>(null);

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

/** Whether the person at the desk holds at least one of these rights; the program itself decides again. */
export function may(...rights: string[]): boolean {
  return rights.some((right) => session.value?.rights.includes(right) ?? false);
}

export function enter(view: SessionView): void {
  forgetAll();
  setMasked(false);
  left.value = null;
  lastAccount.value = view.account;
  session.value = view;
}

/** The same person goes on with a newer view: nothing is forgotten. */
export function renew(view: SessionView): void {
  session.value = view;
}

/** Asks again after a change, so that the top bar says what is true. */
export async function refreshSession(): Promise<void> {
  session.value = await currentSession();
}

/** Forgets everything that was read. */
export function dropSession(why: Leaving = "key"): void {
  left.value = why;
  if (why === "switch") lastAccount.value = "";
  session.value = null;
  forgetAll();
  setMasked(false);
}

const keepers = new Set<() => Promise<void>>();

/** Registers what must reach the file before it is locked; the answer takes it back. */
export function beforeLeave(keep: () => Promise<void>): () => void {
  keepers.add(keep);
  return () => keepers.delete(keep);
}

/** How long a lock waits for what is being kept, in milliseconds: locking comes first. */
const KEEP_FOR = 2000;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

let leaving: Promise<unknown> = Promise.resolve();

/** Done when a lock under way is done: only then the way in may ask whether the file is open. */
export async function whenLocked(): Promise<void> {
  await leaving;
}

/** Forgets everything at once, then locks the file when what was being typed is in it. */
export async function leave(why: Leaving = "key"): Promise<void> {
  const kept = Promise.race([Promise.allSettled([...keepers].map((keep) => keep())), pause(KEEP_FOR)]);
  dropSession(why);
  const locked = kept.then(() => lock());
  leaving = locked.catch(() => undefined);
  await locked;
}

export function setMasked(on: boolean): void {
  masked.value = on;
  if (typeof document !== "undefined") document.documentElement.toggleAttribute("data-masked", on);
}

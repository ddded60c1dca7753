/**
 * When nobody is at the desk. The shell decides and locks; here the signs of a person are
 * passed on at most every half minute, and the last minute is announced.
 */
import { onMounted, onUnmounted, ref, type Ref } from "vue";
import { touch } from "../backend/home";

/** At most this often the shell hears that somebody is there, in milliseconds. */
export const TOUCH_EVERY = 30_000;

/** The last stretch before the lock, in which the window says so, in milliseconds. */
export const WARN_BEFORE = 60_000;

/** Counts the time without a person, on any clock that only goes forward. */
export interface IdleClock {
  /** Somebody did something. */
  active: (now: number) => void;
  /** Whether the shell has to be told now; true at most every `TOUCH_EVERY`. */
  tell: (now: number) => boolean;
  /** Whole seconds to the lock when it is near, 0 when it is due, else null. */
  left: (now: number) => number | null;
}

/** @param minutes after which the file is locked; 0 or less never */
export function idleClock(start: number, minutes: () => number): IdleClock {
  let seen = start;
  let told = start;
  return {
    active: (now) => {
      seen = Math.max(seen, now);
    },
    tell: (now) => {
      if (seen <= told || now - told < TOUCH_EVERY) return false;
      told = now;
      return true;
    },
    left: (now) => {
      const limit = minutes() * 60_000;
      if (limit <= 0) return null;
      const rest = limit - (now - seen);
      return rest > WARN_BEFORE ? null : Math.max(0, Math.ceil(rest / 1000));
    },
  };
}

const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/**
 * Watches the window for signs of a person.
 * @param due what to do when the time is over and the shell has not locked by itself
 * @returns seconds to the lock while it is near, else null
 */
export function useIdle(minutes: () => number, due: () => void): Ref<number | null> {
  const near = ref<number | null>(null);
  const clock = idleClock(performance.now(), minutes);
  let timer = 0;

  function seen(): void {
    clock.active(performance.now());
    if (near.value !== null) tick();
  }

  function tick(): void {
    const now = performance.now();
    if (clock.tell(now)) void touch().catch(() => undefined);
    near.value = clock.left(now);
    if (near.value === 0) due();
  }

  onMounted(() => {
    for (const sign of SIGNS) window.addEventListener(sign, seen, { capture: true, passive: true });
    timer = window.setInterval(tick, 1000);
  });
  onUnmounted(() => {
    for (const sign of SIGNS) window.removeEventListener(sign, seen, { capture: true });
    window.clearInterval(timer);
  });
  return near;
}

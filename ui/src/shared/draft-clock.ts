/**
 * When what is being typed goes into the database: a moment after the last change, and never
 * later than `LATEST` after the first change that is not kept yet. One write at a time.
 */

/** How long nothing more is typed before a write, in milliseconds. */
export const QUIET = 700;

/** The longest a change waits for its write to begin, in milliseconds: the write itself must end within 2 s. */
export const LATEST = 1_500;

/** How long after a failed write it is tried again, in milliseconds. */
export const AGAIN = 3_000;

export interface DraftClock {
  /** Something was typed. */
  changed: () => void;
  /** Writes at once what is not kept yet; done when it is, or could not be. */
  flush: () => Promise<void>;
  /** Ends: nothing more is written, and no write is under way when it is done. */
  stop: () => Promise<void>;
}

/** @param write keeps the present content; a rejection is tried again later. */
export function draftClock(write: () => Promise<void>): DraftClock {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since: number | null = null;
  let running: Promise<void> | null = null;
  let ended = false;

  function plan(wait: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), wait);
  }

  function changed(): void {
    if (ended) return;
    const now = Date.now();
    since ??= now;
    // While one write is under way its end plans the next.
    if (running === null) plan(Math.min(QUIET, Math.max(0, since + LATEST - now)));
  }

  async function once(): Promise<void> {
    since = null;
    try {
      await write();
    } catch {
      if (ended) return;
      since ??= Date.now();
      plan(AGAIN);
      return;
    } finally {
      running = null;
    }
    if (since !== null) changed();
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (running !== null) await running;
    if (ended || since === null) return;
    clearTimeout(timer);
    running = once();
    await running;
  }

  async function stop(): Promise<void> {
    ended = true;
    clearTimeout(timer);
    if (running !== null) await running;
  }

  return { changed, flush, stop };
}

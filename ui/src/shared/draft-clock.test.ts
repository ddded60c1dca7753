import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AGAIN, draftClock, LATEST, QUIET } from "./draft-clock";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A write that takes `takes` milliseconds, noting when each one began. */
function writer(takes: number) {
  const began: number[] = [];
  let under = 0;
  let most = 0;
  const start = Date.now();
  const write = () => {
    began.push(Date.now() - start);
    under += 1;
    most = Math.max(most, under);
    return new Promise<void>((done) => setTimeout(() => { under -= 1; done(); }, takes));
  };
  return { write, began, most: () => most };
}

it("writes once, a moment after the last change", async () => {
  const { write, began } = writer(10);
  const clock = draftClock(write);
  clock.changed();
  await vi.advanceTimersByTimeAsync(QUIET - 1);
  clock.changed();
  await vi.advanceTimersByTimeAsync(QUIET - 1);
  expect(began).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(began).toEqual([2 * QUIET - 1]);
});

it("writes within the limit while somebody types without a pause", async () => {
  const { write, began } = writer(20);
  const clock = draftClock(write);
  for (let n = 0; n < 60; n += 1) {
    clock.changed();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(began[0]).toBeLessThanOrEqual(LATEST);
  for (let n = 1; n < began.length; n += 1) expect((began[n] ?? Infinity) - (began[n - 1] ?? 0)).toBeLessThan(2_000);
  expect(began.length).toBeGreaterThanOrEqual(3);
});

it("never has two writes under way, and keeps what was typed meanwhile", async () => {
  const { write, began, most } = writer(900);
  const clock = draftClock(write);
  clock.changed();
  await vi.advanceTimersByTimeAsync(QUIET + 100);
  clock.changed();
  void clock.flush();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(most()).toBe(1);
  expect(began.length).toBe(2);
});

it("tries again after a write that failed", async () => {
  let tries = 0;
  const clock = draftClock(() => ((tries += 1), tries === 1 ? Promise.reject(new Error("full")) : Promise.resolve()));
  clock.changed();
  await vi.advanceTimersByTimeAsync(QUIET + 1);
  expect(tries).toBe(1);
  await vi.advanceTimersByTimeAsync(AGAIN + 1);
  expect(tries).toBe(2);
  await vi.advanceTimersByTimeAsync(10 * AGAIN);
  expect(tries).toBe(2);
});

it("flushes at once, and only when there is something", async () => {
  const { write, began } = writer(5);
  const clock = draftClock(write);
  await clock.flush();
  expect(began).toEqual([]);
  clock.changed();
  const kept = clock.flush();
  await vi.advanceTimersByTimeAsync(6);
  await kept;
  expect(began).toEqual([0]);
});

it("writes nothing once it is stopped, and waits for the write under way", async () => {
  const { write, began } = writer(500);
  const clock = draftClock(write);
  clock.changed();
  await vi.advanceTimersByTimeAsync(QUIET + 1);
  clock.changed();
  let over = false;
  void clock.stop().then(() => { over = true; });
  await vi.advanceTimersByTimeAsync(100);
  expect(over).toBe(false);
  await vi.advanceTimersByTimeAsync(500);
  expect(over).toBe(true);
  clock.changed();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(began.length).toBe(1);
});

import { expect, it, vi } from "vitest";

vi.mock("../backend/home", () => ({ touch: () => Promise.resolve(null) }));
const { TOUCH_EVERY, idleClock } = await import("./idle");

const MINUTE = 60_000;

it("tells the shell at most every half minute, and never without a person", () => {
  const clock = idleClock(0, () => 10);
  expect(clock.tell(MINUTE)).toBe(false);
  clock.active(61_000);
  expect(clock.tell(61_000)).toBe(true);
  clock.active(62_000);
  expect(clock.tell(62_000)).toBe(false);
  expect(clock.tell(61_000 + TOUCH_EVERY)).toBe(true);
  expect(clock.tell(61_000 + 3 * TOUCH_EVERY)).toBe(false);
});

it("a sign inside the half minute is told when it is over, so the shell never counts from an earlier time", () => {
  const clock = idleClock(0, () => 10);
  clock.active(TOUCH_EVERY);
  expect(clock.tell(TOUCH_EVERY)).toBe(true);
  clock.active(TOUCH_EVERY + 1000);
  expect(clock.tell(TOUCH_EVERY + 5000)).toBe(false);
  expect(clock.tell(2 * TOUCH_EVERY)).toBe(true);
});

it("announces the last minute and then the end", () => {
  const clock = idleClock(0, () => 10);
  expect(clock.left(8.9 * MINUTE)).toBeNull();
  expect(clock.left(9.5 * MINUTE)).toBe(30);
  expect(clock.left(10 * MINUTE)).toBe(0);
  clock.active(9.9 * MINUTE);
  expect(clock.left(10 * MINUTE)).toBeNull();
});

it("follows a changed setting, and 0 means never", () => {
  let minutes = 30;
  const clock = idleClock(0, () => minutes);
  expect(clock.left(10 * MINUTE)).toBeNull();
  minutes = 5;
  expect(clock.left(10 * MINUTE)).toBe(0);
  minutes = 0;
  expect(clock.left(100 * MINUTE)).toBeNull();
});

import { expect, it } from "vitest";
import { blankCode, codeComplete, groupState, spread } from "./groups";

/** 1 × 11, 2 × 11 … as a code would print them. */
const CODE = ["000011", "000022", "000033", "720885", "000055", "000066", "000077", "000088"];

it("knows a slip from a group that can be", () => {
  expect(groupState("")).toBe("empty");
  expect(groupState("0000")).toBe("short");
  expect(groupState("000011")).toBe("right");
  expect(groupState("000012")).toBe("wrong");
  expect(groupState("000101")).toBe("wrong");
  expect(groupState("720885")).toBe("right");
  expect(groupState("720896")).toBe("wrong");
  expect(groupState("０００ ０１１")).toBe("right");
});

it("goes on to the next group only after a group that can be", () => {
  expect(spread(blankCode(), 0, "000011").next).toBe(1);
  expect(spread(blankCode(), 0, "000012").next).toBe(0);
  expect(spread(blankCode(), 7, "000011").next).toBe(7);
});

it("takes the whole code at once, whatever stands between its groups", () => {
  const { groups, next } = spread(blankCode(), 0, CODE.join(" — "));
  expect(groups).toEqual(CODE);
  expect(next).toBe(7);
  expect(codeComplete(groups)).toBe(true);
});

it("runs over into the groups after it and leaves those before alone", () => {
  const { groups, next } = spread(CODE, 5, "0000990000");
  expect(groups.slice(0, 5)).toEqual(CODE.slice(0, 5));
  expect(groups.slice(5)).toEqual(["000099", "0000", "000088"]);
  expect(next).toBe(6);
  expect(codeComplete(groups)).toBe(false);
});

it("drops what a code has no room for", () => {
  expect(spread(blankCode(), 7, "000011000022").groups[7]).toBe("000011");
});

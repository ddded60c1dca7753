import { expect, it } from "vitest";
import { backupSteps } from "./backup-steps";

const states = (stage: string) => backupSteps({ stage, done: 0, total: 0 }).map((step) => step.state);

it("tells what is done, what is under way and what is still to come", () => {
  expect(states("preparing")).toEqual(["now", "next", "next", "next", "next"]);
  expect(states("reading")).toEqual(["done", "done", "now", "next", "next"]);
  expect(states("comparing")).toEqual(["done", "done", "done", "done", "now"]);
});

it("counts percent only where bytes are counted, and never more than all", () => {
  expect(backupSteps({ stage: "copying", done: 999, total: 2000 })[1]?.percent).toBe(49);
  expect(backupSteps({ stage: "copying", done: 2001, total: 2000 })[1]?.percent).toBe(100);
  expect(backupSteps({ stage: "opening", done: 0, total: 0 }).every((step) => step.percent === null)).toBe(true);
});

it("takes a stage it does not know for the last one", () => {
  expect(states("polishing").at(-1)).toBe("now");
});

import { expect, test } from "vitest";
import { inTurn } from "./turn";

test("one after the other, also after one that failed", async () => {
  const seen: string[] = [];
  const after = (word: string, ms: number, fails = false) =>
    inTurn(async () => {
      seen.push(`+${word}`);
      await new Promise((done) => setTimeout(done, ms));
      seen.push(`-${word}`);
      if (fails) throw new Error(word);
      return word;
    });
  const first = after("a", 20, true);
  const second = after("b", 1);
  await expect(first).rejects.toThrow("a");
  expect(await second).toBe("b");
  expect(seen).toEqual(["+a", "-a", "+b", "-b"]);
});

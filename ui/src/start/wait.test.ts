import { expect, it } from "vitest";
import { restWords } from "./wait";

it("says a wait in words", () => {
  expect(restWords(5)).toBe("5 秒");
  expect(restWords(60)).toBe("1 分钟");
  expect(restWords(130)).toBe("2 分 10 秒");
});

import { expect, it } from "vitest";
import { sizeText } from "./amounts";

it("says sizes as file managers do", () => {
  expect(sizeText(0)).toBe("0 B");
  expect(sizeText(999)).toBe("999 B");
  expect(sizeText(1000)).toBe("1.0 KB");
  expect(sizeText(1_834_211)).toBe("1.8 MB");
  expect(sizeText(123_400_000)).toBe("123 MB");
  expect(sizeText(31_900_000_000)).toBe("31.9 GB");
  expect(sizeText(5e18)).toBe("5000000 TB");
});

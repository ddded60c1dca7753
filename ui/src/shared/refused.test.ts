import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { refusedRight } from "../text/refused";
import { whoDoes } from "./refused";

const source = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");

/** The program's own table: a right's id, and the posts that carry it. */
function carried(): Map<string, string[]> {
  const rows = source("../../../crates/app/src/rights.rs").matchAll(/\(\s*Right::\w+,\s*"(\w+)",\s*&\[([\w,\s]*)\]/g);
  const snake = (post: string) => post.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
  return new Map([...rows].map(([, id, posts]) => [id ?? "", (posts ?? "").split(",").map((post) => snake(post.trim())).filter((post) => post !== "")]));
}

it("sends people to those who hold the right by the program's own table", () => {
  const table = carried();
  expect(table.size).toBeGreaterThan(15);
  for (const [right, { posts }] of Object.entries(refusedRight)) expect([...posts].sort(), right).toEqual([...(table.get(right) ?? [])].sort());
});

it("has words for every right that a page needs", () => {
  const needed = [...source("../router.ts").matchAll(/right: "(\w+)"/g)].map(([, right]) => right ?? "");
  expect(needed.length).toBeGreaterThan(10);
  for (const right of needed) expect(refusedRight[right], right).toBeDefined();
});

it("names several posts in one phrase", () => {
  expect(whoDoes(["principal"])).toBe("校长");
  expect(whoDoes(["principal", "discipline_director"])).toBe("校长或政教主任");
  expect(whoDoes(["principal", "deputy_principal", "discipline_director"])).toBe("校长、分管副校长或政教主任");
  expect(whoDoes([])).toBe("有权限的人");
});

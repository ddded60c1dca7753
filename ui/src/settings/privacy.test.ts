import { expect, test } from "vitest";
import type { ConsentRow } from "../generated/index";
import { wanted } from "./privacy";

const row = (name: string, className: string, missing: number): ConsentRow => ({
  studentId: name, name, className, under14: true, answers: [],
  missing: Array.from({ length: missing }, (_, n) => ({ id: String(n), label: String(n) })),
});
const rows = [row("江一帆", "三年级1班", 2), row("江小舟", "三年级2班", 0), row("柳依依", "三年级1班", 1)];

test("only those whose consent is missing, unless all are wanted", () => {
  expect(wanted(rows, "", true).map((r) => r.name)).toEqual(["江一帆", "柳依依"]);
  expect(wanted(rows, "", false)).toHaveLength(3);
});

test("a name or a class narrows the list", () => {
  expect(wanted(rows, " 江 ", false).map((r) => r.name)).toEqual(["江一帆", "江小舟"]);
  expect(wanted(rows, "三年级１班", true).map((r) => r.name)).toEqual(["江一帆", "柳依依"]);
  expect(wanted(rows, "九年级", false)).toEqual([]);
});

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { columnsThatFit } from "./columns";

const columns = [
  { key: "id", width: "id" as const },
  { key: "place", width: "place" as const, rank: 2 },
  { key: "title", width: "wide" as const },
  { key: "channel", width: "short" as const, rank: 3 },
];

it("keeps all when there is room, then leaves the least important out first", () => {
  const keys = (room: number) => columnsThatFit(columns, room).map((column) => column.key);
  expect(keys(2000)).toEqual(["id", "place", "title", "channel"]);
  expect(keys(450)).toEqual(["id", "place", "title"]);
  expect(keys(320)).toEqual(["id", "title"]);
  expect(keys(10)).toEqual(["id", "title"]);
});

it("knows the widths the theme gives", () => {
  const css = readFileSync(new URL("../theme/tokens.css", import.meta.url), "utf8");
  for (const width of ["id", "date", "moment", "mark", "state", "delivery", "short", "number", "person", "class", "place", "wide", "file"] as const) {
    const least = Number(new RegExp(`--col-${width}:[^;]*?(\\d+)px`).exec(css)?.[1]);
    expect(least, width).toBeGreaterThan(0);
    expect(columnsThatFit([{ width, rank: 1 }], least), width).toHaveLength(1);
    expect(columnsThatFit([{ width, rank: 1 }], least - 1), width).toHaveLength(0);
  }
});

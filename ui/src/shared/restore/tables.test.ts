import { expect, it } from "vitest";
import { tableSums, tableWord } from "./tables";

it("names a table by the record it belongs to", () => {
  expect(tableWord("concern")).toBe("关注记录");
  expect(tableWord("concern_event")).toBe("关注记录");
  expect(tableWord("self_check_open_ledger")).toBe("自查");
  expect(tableWord("pact_signatory")).toBe("公约");
});

it("never shows an English name, whatever is added later", () => {
  expect(tableWord("something_new")).toBe("其他资料");
  expect(tableWord("constructor")).toBe("其他资料");
});

it("adds up what belongs together", () => {
  const rows = [
    { table: "ledger", read: 5, fromBackup: 1, lost: 0 },
    { table: "ledger_progress", read: 7, fromBackup: 0, lost: 2 },
    { table: "pact", read: 1, fromBackup: 1, lost: 0 },
  ];
  expect(tableSums(rows)).toEqual([
    { word: "整改台账", read: 12, fromBackup: 1, lost: 2 },
    { word: "公约", read: 1, fromBackup: 1, lost: 0 },
  ]);
});

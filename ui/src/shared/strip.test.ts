import { expect, it } from "vitest";
import type { SessionView } from "../generated/index";
import { faultElse, faultText } from "../text/faults";
import { faultWords, foundLines, isFault } from "./faults";
import { stripItems } from "./strip";

const quiet = { alarms: [], recoveryDue: false, backup: { due: false, days: 1 }, rights: ["make_backup", "manage_people", "renew_recovery"] };
const view = (over: Partial<SessionView>) => ({ ...quiet, ...over }) as SessionView;

it("is silent when all is well", () => expect(stripItems(view({}))).toEqual([]));

it("puts alarms before the daily care and says each once", () => {
  const alarm = { code: "keys_rolled_back", args: {} };
  const items = stripItems(view({ alarms: [alarm, alarm], recoveryDue: true, backup: { due: true, days: 9 } }));
  expect(items.map((item) => item.code)).toEqual(["keys_rolled_back", "recovery_due", "backup_due"]);
  expect(items[2]?.title).toContain("9 天");
  expect(items[0]?.page?.to).toBe("/settings/people");
});

it("tells a person without the right what is so and whom to tell, and spares the daily care", () => {
  const items = stripItems(view({ rights: [], alarms: [{ code: "keys_tampered", args: {} }], recoveryDue: true, backup: { due: true, days: null } }));
  expect(items).toEqual([{ code: "keys_tampered", title: "密钥文件被改动过", todo: "请告诉校长。", page: null, untilSeen: true }]);
});

it("says no number of days when the clock stands before the newest backup", () => {
  const items = stripItems(view({ backup: { due: true, days: 0 } }));
  expect(items.map((item) => item.code)).toEqual(["backup_clock"]);
  expect(items[0]?.title).not.toContain("0 天");
});

it("is told that an alarm was seen, and never that the daily care was", () => {
  const found = ["keys_rolled_back", "keys_tampered", "database_older", "locks_changed", "low_space"].map((code) => ({ code, args: {} }));
  const items = stripItems(view({ alarms: found, recoveryDue: true }));
  expect(items.map((item) => item.untilSeen)).toEqual([true, true, true, true, false, false]);
});

it("leaves out a code it has no words for", () =>
  expect(stripItems(view({ alarms: [{ code: "toString", args: {} }] }))).toEqual([]));

it("shows the first fault that has a screen, else the common one", () => {
  const fault = (code: string) => ({ code, args: {} });
  expect(faultWords([fault("keys_found"), fault("database_missing")])).toEqual(faultText["database_missing"]);
  expect(faultWords([fault("constructor")])).toEqual(faultElse);
  expect(isFault("keys_found")).toBe(false);
  expect(foundLines(["keys_found", "no_such_code"])).toEqual(["密钥文件：在"]);
});

it("offers at most two things on a screen and always says what is safe", () => {
  for (const words of [...Object.values(faultText), faultElse]) {
    expect(words.acts.length).toBeLessThanOrEqual(2);
    expect(words.safe).not.toBe("");
    expect(words.todo.length).toBeGreaterThan(0);
  }
});

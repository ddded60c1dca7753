import { expect, test } from "vitest";
import { CommandError } from "../../backend/call";
import { refusedKeys } from "./refused";

const wrong = new CommandError("wrong_password", {});

test("a code of another time is told apart from a slip, and never called a wrong password", () => {
  const told = refusedKeys(wrong, true, false);
  expect(told?.title).toContain("恢复码");
  expect(`${told?.title}${told?.recovery}`).not.toContain("密码不对");
  expect(told?.recovery).toContain("做这份备份的时候");
  expect(refusedKeys(wrong, true, true)?.title).toContain("恢复码");
});

test("a password keeps the general words, and so does every other refusal", () => {
  expect(refusedKeys(wrong, false, false)).toBeNull();
  expect(refusedKeys(new CommandError("backup_damaged", {}), true, false)).toBeNull();
  expect(refusedKeys(new Error("x"), true, false)).toBeNull();
});

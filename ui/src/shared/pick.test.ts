import { expect, it } from "vitest";
import { accountTyped } from "./pick";

const accounts = ["01", "02", "03", "11"].map((account) => ({ account, post: "教职工" }));

it("finds an account by its number, with or without the leading zero", () => {
  expect(accountTyped(accounts, "03")).toBe("03");
  expect(accountTyped(accounts, "3")).toBe("03");
  expect(accountTyped(accounts, "1")).toBe("01");
  expect(accountTyped(accounts, "11")).toBe("11");
});

it("means nobody while the number is not there", () => {
  expect(accountTyped(accounts, "")).toBeUndefined();
  expect(accountTyped(accounts, "0")).toBeUndefined();
  expect(accountTyped(accounts, "9")).toBeUndefined();
});

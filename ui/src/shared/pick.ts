/** Choosing an account by typing its number. */
import type { AccountView } from "../generated/index";

/** How long typed digits belong together, in milliseconds. */
export const TYPED_TOGETHER = 1200;

/**
 * The account meant by the digits typed so far: “03”, and also “3”, is 03; undefined
 * while none or several could be meant.
 */
export function accountTyped(accounts: readonly AccountView[], digits: string): string | undefined {
  if (digits === "") return undefined;
  const exact = accounts.find((row) => row.account === digits);
  if (exact) return exact.account;
  const number = Number(digits);
  return number === 0 ? undefined : accounts.find((row) => Number(row.account) === number)?.account;
}

/** The recovery code: using it, making a new one, and trying it once a year. */
import type { PathView, RecoveryAccounts, RecoveryView, RehearsalsView, RehearsalView, SessionView } from "../generated/index";
import { call } from "./call";

/** Opens the keys with the code and tells which accounts can get a new password. */
export const recoveryOpen = (groups: string[]) => call<RecoveryAccounts>("recovery_open", { groups });

/** Sets the password, logs that person in and makes a new code, which still has to be confirmed. */
export const recoveryFinish = (request: { account: string; password: string }) =>
  call<RecoveryView>("recovery_finish", request);

export const recoveryCodeRenew = (password: string) => call<RecoveryView>("recovery_code_renew", { password });

/** Gives the two asked groups back; only now the new code counts and the old one is void. */
export const recoveryCodeConfirm = (groups: string[]) => call<SessionView>("recovery_code_confirm", { groups });

/** Hands the sheet of the code on screen to the system's viewer for printing. */
export const recoverySheetPrint = () => call<PathView>("recovery_sheet_print");

/** Opens a copy of the newest backup with the code and tells what was found. */
export const recoveryRehearse = (groups: string[]) => call<RehearsalView>("recovery_rehearse", { groups });

/** The rehearsals so far, newest first. */
export const recoveryRehearsals = () => call<RehearsalsView>("recovery_rehearsals");

/** Home, first start, login, session, and the lock that comes by itself. */
import { listen } from "@tauri-apps/api/event";
import type { ConfirmRequest, FirstStartRequest, HomeState, LoginRequest, PasswordRequest, RecoveryView, SessionView } from "../generated/index";
import { call } from "./call";

/** What lies in the data folder: nothing, half a start, a locked home, or traces that do not fit. */
export const homeState = () => call<HomeState>("home_state");

/** Makes the keys and shows the recovery code; nothing is usable before it is confirmed. */
export const firstStartBegin = (request: FirstStartRequest) =>
  call<RecoveryView>("first_start_begin", request);

/** Gives the two asked groups back and opens the new home. */
export const firstStartConfirm = (request: ConfirmRequest) =>
  call<SessionView>("first_start_confirm", request);

/** Opens the practice school, making it from the built-in sample the first time. */
export const practiceOpen = (request: PasswordRequest) =>
  call<SessionView>("practice_open", request);

export const login = (request: LoginRequest) => call<SessionView>("login", request);

export const lock = () => call<null>("lock");

export const currentSession = () => call<SessionView>("session");

/** What was found wrong at a login was seen by the person at the desk; the log keeps both. */
export const alarmsSeen = () => call<SessionView>("alarms_seen");

/** Says that somebody is really at the desk: the shell locks when this stays away too long. */
export const touch = () => call<null>("touch");

/** Names what to do when the shell has locked by itself; the answer ends it. */
export function onLocked(run: () => void): Promise<() => void> {
  return listen("locked", run);
}

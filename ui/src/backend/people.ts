/** Accounts, posts, delegations and passwords. */
import { call } from "./call";
import type { PeopleView, RecoveryView, RemovalView, SessionView } from "../generated/index";

export const peopleList = () => call<PeopleView>("people_list");

export const peopleAdd = (request: { personId: string; posts: string[]; password: string }) =>
  call<PeopleView>("people_add", request);

export const peoplePosts = (request: { account: string; posts: string[] }) => call<PeopleView>("people_posts", request);

/** Ends an account's way in from now on; what it wrote stays. */
export const peopleDisable = (request: { account: string; reason: string }) => call<PeopleView>("people_disable", request);

export const peopleEnable = (request: { account: string; password: string }) => call<PeopleView>("people_enable", request);

/** Gives somebody else a new first password, which that person changes at the next login. */
export const peopleReset = (request: { account: string; password: string }) => call<PeopleView>("people_reset", request);

export const peopleDelegate = (request: { account: string; right: string; until: string; reason: string }) =>
  call<PeopleView>("people_delegate", request);

export const peopleDelegateEnd = (id: string) => call<PeopleView>("people_delegate_end", { id });

/** Encrypts everything under new keys, so that what the person may know opens nothing any more. */
export const peopleRemoveForCause = (request: { account: string; reason: string; password: string; oldCopies?: string }) =>
  call<RecoveryView>("people_remove_for_cause", request);

export const passwordChange = (request: { old: string; password: string }) => call<SessionView>("password_change", request);

/** What a removal will do to older copies and backups, told before. */
export const peopleRemovalView = (account: string) => call<RemovalView>("people_removal_view", { account });

/** That person types the own password at this desk and gets the key of the sealed texts. */
export const peopleHandOver = (request: { account: string; password: string }) => call<PeopleView>("people_hand_over", request);

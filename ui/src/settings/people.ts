/** What the pages of 人员与权限 derive from the accounts. */
import type { DelegationView, PeopleView, PersonAccount } from "../generated/index";
import type { Meaning } from "../shared/meaning";
import { postText, type Post } from "../text/common";
import { peopleText } from "../text/people";

export function postWord(post: string): string {
  return postText[post as Post] ?? post;
}

export function postWords(posts: readonly string[]): string {
  return posts.map(postWord).join("、");
}

/** A first password that still has to be changed is worth a word of its own. */
function pendingPassword(row: PersonAccount): boolean {
  return row.state === "active" && row.mustChange;
}

export function stateWord(row: PersonAccount): string {
  return pendingPassword(row) ? peopleText.mustChange : (peopleText.state[row.state] ?? row.state);
}

export function stateMeaning(row: PersonAccount): Meaning {
  if (row.state === "disabled") return "plain";
  return row.state === "no_password" || pendingPassword(row) ? "soon" : "done";
}

/** Delegations that hold on this civil day. */
export function running(delegations: readonly DelegationView[], today: string): DelegationView[] {
  return delegations.filter((row) => delegationState(row, today) === "running");
}

/** The last civil day of a delegation, which runs until the first moment of the day after. */
export function lastDay(until: string): string {
  const day = until.slice(0, 10);
  if (!until.includes("T00:00:00")) return day;
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000);
  return before.toISOString().slice(0, 10);
}

/** A delegation ends by being taken back, or by itself after its last day. */
export function delegationState(row: DelegationView, today: string): "running" | "over" | "ended" {
  if (row.endedAt !== null) return "ended";
  return lastDay(row.until) < today ? "over" : "running";
}

export interface Allowed {
  id: string;
  label: string;
  /** Last day where the right is only lent. */
  until: string | null;
}

/** What these posts may do, in the order of the table, with what is lent to the account behind. */
export function allowedOf(view: PeopleView, account: string, posts: readonly string[], today: string): Allowed[] {
  const own = view.rights
    .filter((right) => right.posts.some((post) => posts.includes(post)))
    .map((right) => ({ id: right.id, label: right.label, until: null }));
  const lent = running(view.delegations, today)
    .filter((row) => row.account === account && !own.some((right) => right.id === row.right))
    .map((row) => ({ id: row.right, label: row.rightLabel, until: lastDay(row.until) }));
  return [...own, ...lent];
}

export interface RightGroup {
  title: string;
  ids: readonly string[];
}

/** The rights in groups a reader knows; what no group names stands at the end. */
export function groupRights<Right extends { id: string }>(rights: readonly Right[], groups: readonly RightGroup[], others: string): { title: string; rights: Right[] }[] {
  const named = new Set(groups.flatMap((group) => group.ids));
  const filled = groups.map((group) => ({ title: group.title, rights: group.ids.flatMap((id) => rights.find((right) => right.id === id) ?? []) }));
  return [...filled, { title: others, rights: rights.filter((right) => !named.has(right.id)) }].filter((group) => group.rights.length > 0);
}

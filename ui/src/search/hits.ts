/** Where a hit leads and what is said of it. */
import type { SearchHit } from "../generated/index";
import { concernMeaning, ledgerMeaning, pactMeaning, type Meaning } from "../shared/meaning";

export const KINDS = ["concern", "ledger", "pact", "pupil", "staff"] as const;

export function hitLink(hit: Pick<SearchHit, "kind" | "id">): string {
  const id = encodeURIComponent(hit.id);
  switch (hit.kind) {
    case "ledger":
      return `/ledger/${id}`;
    case "pact":
      return `/pacts/${id}`;
    case "pupil":
      return `/roster/pupils?open=${id}`;
    case "staff":
      return `/roster/staff?open=${id}`;
    default:
      return `/concerns/${id}`;
  }
}

export function hitMeaning(hit: Pick<SearchHit, "kind" | "status" | "voided">): Meaning {
  if (hit.voided) return "plain";
  if (hit.kind === "ledger") return ledgerMeaning(hit.status, false);
  return hit.kind === "pact" ? pactMeaning(hit.status) : concernMeaning(hit.status);
}

/** Hits by kind, in the order in which the program gave the kinds. */
export function byKind(hits: readonly SearchHit[]): { kind: string; hits: SearchHit[] }[] {
  const groups: { kind: string; hits: SearchHit[] }[] = [];
  for (const hit of hits) {
    const group = groups.find((one) => one.kind === hit.kind);
    if (group) group.hits.push(hit);
    else groups.push({ kind: hit.kind, hits: [hit] });
  }
  return groups;
}

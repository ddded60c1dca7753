/** Where an unfinished form is gone on with. */
import type { DraftRow } from "../generated/index";
import { draftText } from "../text/drafts";

const FORMS: Record<string, string> = { concern: "/concerns/new", ledger: "/ledger/new", pact: "/pacts/new" };

/** The page of a draft; null for a form this window does not have. */
export function draftLink(row: Pick<DraftRow, "form" | "objectId">): string | null {
  if (row.form === "sealed:concern") return `/concerns/${encodeURIComponent(row.objectId)}?sealed=1&resume=1`;
  if (row.form === "case") {
    const [id = "", ...entry] = row.objectId.split(":");
    return `/concerns/${encodeURIComponent(id)}/enter/${encodeURIComponent(entry.join(":"))}?resume=1`;
  }
  const page = Object.prototype.hasOwnProperty.call(FORMS, row.form) ? FORMS[row.form] : undefined;
  return page === undefined ? null : `${page}?resume=1`;
}

/** What it is, without what was typed. */
export function draftWord(row: Pick<DraftRow, "form" | "objectId">): string {
  if (row.form === "case") return draftText.entry(row.objectId.split(":")[0] ?? "");
  return row.form.startsWith("sealed:") ? draftText.sealed(row.objectId) : (draftText.form[row.form] ?? row.form);
}

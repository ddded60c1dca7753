/** The progress of a ledger item as a chronology, newest first. */
import type { ChronologyRow, LedgerView } from "../generated/index";

export function progressOf(item: LedgerView): ChronologyRow[] {
  return [...item.progress].reverse().map((entry) => ({ at: entry.on, kind: "note", label: null, text: entry.text, actor: entry.by }));
}

/** Which pupils the page 个人信息 lists. */
import type { ConsentRow } from "../generated/index";

/** Rows that are shown at once: a person looks for one, nobody reads two thousand. */
export const SHOWN = 30;

/** The pupils whose name or class holds the words, on request only those whose consent is missing. */
export function wanted(rows: readonly ConsentRow[], words: string, onlyMissing: boolean): ConsentRow[] {
  const typed = words.normalize("NFKC").trim();
  return rows.filter((row) => (!onlyMissing || row.missing.length > 0) && (typed === "" || `${row.name} ${row.className}`.includes(typed)));
}

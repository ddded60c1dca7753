/** Decides which columns of a grid there is room for: no table scrolls sideways. */
import type { ColumnWidth } from "../theme/metrics";

/** The least width of each kind of column, in CSS pixels; mirrors the tracks of tokens.css. */
const LEAST: Record<ColumnWidth, number> = {
  id: 124,
  date: 96,
  moment: 132,
  mark: 132,
  state: 156,
  delivery: 176,
  short: 84,
  number: 68,
  person: 92,
  class: 116,
  place: 112,
  wide: 176,
  file: 220,
};

interface Ranked {
  width: ColumnWidth;
  rank?: number;
}

/** The columns that fit into `room`; those of the highest rank are left out first. */
export function columnsThatFit<C extends Ranked>(columns: readonly C[], room: number): C[] {
  const kept = [...columns];
  const total = () => kept.reduce((sum, column) => sum + LEAST[column.width], 0);
  while (total() > room) {
    const worst = kept.reduce((best, column) => Math.max(best, column.rank ?? 0), 0);
    if (worst === 0) break;
    const index = kept.map((column) => column.rank ?? 0).lastIndexOf(worst);
    kept.splice(index, 1);
  }
  return kept;
}

/** Sizes that scripts must know, in CSS pixels; each mirrors a name of tokens.css. */

/** Height of a grid row (`--row`). */
export const rowHeight = 36;

/** Width under which the rail shows only its short words. */
export const narrowWindow = 1280;

/** Space between two sheets of a paper (`--sheet-gap`). */
export const sheetGap = 16;

/** Tracks of grid columns; each name stands for one variable of tokens.css. */
export type ColumnWidth =
  | "id"
  | "date"
  | "moment"
  | "mark"
  | "state"
  | "delivery"
  | "short"
  | "number"
  | "person"
  | "class"
  | "place"
  | "wide"
  | "file";

/** The CSS track of a column. */
export function track(width: ColumnWidth): string {
  return `var(--col-${width})`;
}

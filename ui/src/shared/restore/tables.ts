/** The tables of the database as a person knows them, for what a repair could not read. */
import { tableElse, tableText } from "../../text/tables";

/** One kind of content, with what was counted over all its tables. */
export interface TableSum {
  word: string;
  read: number;
  fromBackup: number;
  lost: number;
}

/** The word for a table: the one of its own name, else of its longest beginning that has one. */
export function tableWord(table: string): string {
  const parts = table.split("_");
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts.slice(0, length).join("_");
    if (Object.prototype.hasOwnProperty.call(tableText, name)) return tableText[name] ?? tableElse;
  }
  return tableElse;
}

/** The tables added up by word, in the order in which they come. */
export function tableSums(rows: readonly { table: string; read: number; fromBackup: number; lost: number }[]): TableSum[] {
  const sums = new Map<string, TableSum>();
  for (const row of rows) {
    const word = tableWord(row.table);
    const sum = sums.get(word) ?? { word, read: 0, fromBackup: 0, lost: 0 };
    sums.set(word, { word, read: sum.read + row.read, fromBackup: sum.fromBackup + row.fromBackup, lost: sum.lost + row.lost });
  }
  return [...sums.values()];
}

/** What the form of an entry holds cell by cell, and the answers that it becomes. */
import type { EntryField } from "../generated/index";
import { between } from "../shared/checks";
import { instantOf, parseCivil, parseClock } from "../shared/dates";
import { fieldLine } from "../shared/errors";
import type { FieldLines } from "../shared/form";

/** The cells of each field: one text, a date and a clock reading, or the ids chosen. */
export type Cells = Record<string, string[]>;

const MOMENTS = ["instant", "when"];
/** Fields with any number of answers. */
const SEVERAL = ["choices", "words"];

/** Begins a group of fields. */
const GROUP = "group";

/** Some fields under a heading. */
export interface Section {
  title: string;
  fields: EntryField[];
}

/** The fields in their groups; those before the first heading have none. */
export function sections(fields: readonly EntryField[]): Section[] {
  const all: Section[] = [];
  for (const field of fields) {
    const last = all[all.length - 1];
    if (field.input === GROUP) all.push({ title: field.label, fields: [] });
    else if (last) last.fields.push(field);
    else all.push({ title: "", fields: [field] });
  }
  return all.filter((section) => section.fields.length > 0);
}

/** The cells of one field as it comes. */
function cellsOf(field: EntryField): string[] {
  const [first = ""] = field.value;
  if (SEVERAL.includes(field.input)) return [...field.value];
  if (MOMENTS.includes(field.input)) return [first.slice(0, 10), /T(\d{2}:\d{2})/.exec(first)?.[1] ?? ""];
  return [first];
}

/** The name of a cell in a group of rows. */
export const rowName = (group: string, row: number, column: string) => `${group}.${row}.${column}`;

/** Every field of a form, those in rows one by one. */
export function flat(fields: readonly EntryField[], rows: (group: EntryField) => number): EntryField[] {
  return fields.filter((field) => field.input !== GROUP).flatMap((field) =>
    field.input === "rows"
      ? Array.from({ length: rows(field) }, (_none, row) =>
          field.columns.map((column) => ({ ...column, field: rowName(field.field, row, column.field) })),
        ).flat()
      : [field],
  );
}

/** The form as it is first shown. */
export function blankCells(fields: readonly EntryField[]): Cells {
  return Object.fromEntries(flat(fields, (group) => group.rows).map((field) => [field.field, cellsOf(field)]));
}

/** How many rows of a group the cells hold. */
export function rowsOf(cells: Cells, group: string): number {
  const numbers = Object.keys(cells)
    .filter((name) => name.startsWith(`${group}.`))
    .map((name) => Number(name.split(".")[1]));
  return numbers.length === 0 ? 0 : Math.max(...numbers) + 1;
}

/** The answer of a field; null when a date or clock reading cannot be read. */
function answer(field: EntryField, cells: Cells, today: string): string[] | null {
  const [first = "", second = ""] = cells[field.field] ?? [];
  if (SEVERAL.includes(field.input)) return cells[field.field] ?? [];
  if (first.trim() === "") return second.trim() === "" ? [] : null;
  if (field.input === "date") {
    const day = parseCivil(first, today);
    return day === null ? null : [day];
  }
  if (MOMENTS.includes(field.input)) {
    const day = parseCivil(first, today);
    if (day === null) return null;
    if (second.trim() === "") return field.input === "when" ? [day] : null;
    const clock = parseClock(second);
    return clock === null ? null : [instantOf(day, clock)];
  }
  return [first];
}

/** What is wrong with a field, without asking the program. */
function lineOf(field: EntryField, cells: Cells, today: string): string | undefined {
  const [first = ""] = cells[field.field] ?? [];
  const value = answer(field, cells, today);
  if (value === null) return fieldLine(parseCivil(first, today) === null ? "not_a_date" : "not_a_time");
  if (value.every((text) => text.trim() === "")) return field.required ? fieldLine("required") : undefined;
  if (field.input === "line") return between(first, 1, 100);
  if (field.input === "lines") return between(first, 1, 4000);
  if (field.input === "number") return /^\d{1,10}$/.test(first.trim()) ? undefined : fieldLine("not_a_number_here");
  return undefined;
}

export function checkCells(fields: readonly EntryField[], cells: Cells, today: string): FieldLines {
  return Object.fromEntries(
    flat(fields, (group) => rowsOf(cells, group.field)).map((field) => [field.field, lineOf(field, cells, today)]),
  );
}

export function answersOf(fields: readonly EntryField[], cells: Cells, today: string): Record<string, string[]> {
  const all = flat(fields, (group) => rowsOf(cells, group.field));
  const pairs = all.map((field) => [field.field, answer(field, cells, today) ?? []] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value.some((text) => text.trim() !== "")));
}

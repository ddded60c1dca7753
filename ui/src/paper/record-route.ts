/** The page of the record that a text of a packet comes from. */
const PAGES: Readonly<Record<string, string>> = { GZ: "/concerns", ZG: "/ledger", GY: "/pacts" };

/** Null where the number is of no record that has a page, as for a text of the program's own. */
export function recordRoute(id: string): string | null {
  const page = PAGES[id.slice(0, 2)];
  return page !== undefined && /^[A-Z]{2}-[\d-]+$/.test(id) ? `${page}/${id}` : null;
}

/** The pages and actions that the palette finds, by their words and by the first letters of them. */
import { frame } from "../text/common";
import { paletteText } from "../text/search";
import { settingsText } from "../text/settings";

/** A page or an action. */
export interface Stop {
  id: string;
  label: string;
  /** First letters of the pinyin, as people type them. */
  letters: string;
  to?: string;
  action?: "lock" | "mask";
  right?: readonly string[];
}

export const PAGES: readonly Stop[] = [
  { id: "today", label: frame.pages.today.label, letters: "jr", to: "/today" },
  { id: "concerns", label: frame.pages.concerns.label, letters: "gzjl", to: "/concerns" },
  { id: "ledger", label: frame.pages.ledger.label, letters: "zgtz", to: "/ledger" },
  { id: "pacts", label: frame.pages.pacts.label, letters: "gy", to: "/pacts" },
  { id: "june", label: frame.pages.reports.label, letters: "bgsb", to: "/reports/june", right: ["read_records"] },
  { id: "outbox", label: frame.outboxTitle, letters: "fjx", to: "/reports/outbox", right: ["read_records"] },
  { id: "roster", label: frame.pages.roster.label, letters: "mc", to: "/roster/pupils" },
  ...settingsText.stops.map((stop) => ({
    id: stop.to, label: `${frame.pages.settings.label} · ${stop.label}`, letters: "sz", to: stop.to, ...(stop.right ? { right: stop.right } : {}),
  })),
];

export const ACTIONS: readonly Stop[] = [
  { id: "new-concern", label: paletteText.action.concern, letters: "djgzjl", to: "/concerns/new", right: ["record_concern"] },
  { id: "new-ledger", label: paletteText.action.ledger, letters: "djzgsx", to: "/ledger/new", right: ["record_ledger"] },
  { id: "new-pact", label: paletteText.action.pact, letters: "djgy", to: "/pacts/new", right: ["record_pact"] },
  { id: "backup", label: paletteText.action.backup, letters: "bfdup", to: "/settings/backup", right: ["make_backup"] },
  { id: "password", label: paletteText.action.password, letters: "gwdmm", to: "/settings/password" },
  { id: "mask", label: paletteText.action.mask, letters: "zp", action: "mask" },
  { id: "lock", label: paletteText.action.lock, letters: "sd", action: "lock" },
];

/** The stops that fit what was typed and that the person may use. */
export function stopsFor(stops: readonly Stop[], typed: string, may: (...rights: string[]) => boolean): Stop[] {
  const wanted = typed.normalize("NFKC").trim().toLowerCase();
  const allowed = stops.filter((stop) => stop.right === undefined || may(...stop.right));
  if (wanted === "") return allowed;
  return allowed.filter((stop) => stop.label.toLowerCase().includes(wanted) || stop.letters.startsWith(wanted));
}

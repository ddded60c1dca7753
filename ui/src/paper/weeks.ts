/** Weeks of the list against missing reports. */
const DAY = 86_400_000;

/** The civil date `days` days after another, both `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The first day of the term or year around a day, as the period of a ledger begins: 1 February or 1 September. */
export function periodStart(day: string): string {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  if (month >= 9) return `${year}-09-01`;
  return month >= 2 ? `${year}-02-01` : `${year - 1}-09-01`;
}

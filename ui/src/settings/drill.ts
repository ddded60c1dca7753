/** The result of a drill in words. */
import { drillText } from "../text/backup";

/** One thing that was looked at; its code where this window has no words for it. */
export function drillLine(item: { code: string; args: Readonly<Record<string, string | number>> }): string {
  const line = Object.prototype.hasOwnProperty.call(drillText, item.code) ? drillText[item.code] : undefined;
  return (line ?? item.code).replace(/\{(\w+)\}/g, (_whole, name: string) => String(item.args[name] ?? ""));
}

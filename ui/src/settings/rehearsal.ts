/** The result of a rehearsal in words. */
import { noSealedText, rehearsalText } from "../text/recovery";

/** One thing that was looked at; empty for a code this window has no words for. */
export function rehearsalLine(item: { code: string; args: Readonly<Record<string, unknown>> }): string {
  if (item.code === "sealed_opens" && item.args["count"] === 0) return noSealedText;
  const line = Object.prototype.hasOwnProperty.call(rehearsalText, item.code) ? rehearsalText[item.code] : undefined;
  return (line ?? "").replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = item.args[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  });
}

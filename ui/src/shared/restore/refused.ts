/** What it means that something which opens a backup was refused. */
import { CommandError } from "../../backend/call";
import { restoreText as text } from "../../text/backup";
import type { Notice } from "../errors";

/** The words for a refusal of what was typed: a code that was copied without a slip can still be of another time. */
export function refusedKeys(reason: unknown, byCode: boolean, ofHome: boolean): Notice | null {
  if (!byCode || !(reason instanceof CommandError) || reason.code !== "wrong_password") return null;
  return ofHome ? text.codeOther : text.codeOfAnotherTime;
}

/** Sizes of files and disks as people say them. */
import { backupText } from "../text/backup";

const UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/** “12.4 MB”: decimal steps, as file managers and sticks count. */
export function sizeText(bytes: number): string {
  let amount = Math.max(0, bytes);
  let step = 0;
  while (amount >= 1000 && step < UNITS.length - 1) {
    amount /= 1000;
    step += 1;
  }
  const digits = step === 0 || amount >= 100 ? 0 : 1;
  return backupText.bytes(amount.toFixed(digits), UNITS[step] ?? "B");
}

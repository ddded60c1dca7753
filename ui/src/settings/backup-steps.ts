/** The steps of a backup to a stick as the page lists them. */
import type { BackupProgress } from "../generated/index";

/** In the order in which the program goes through them. */
export const STAGES = ["preparing", "copying", "reading", "opening", "comparing"] as const;
export type Stage = (typeof STAGES)[number];

export interface BackupStep {
  id: Stage;
  state: "done" | "now" | "next";
  /** Whole percent of what is counted in bytes, else null. */
  percent: number | null;
}

/** A stage that this window does not know counts as the last one: what it knows lies behind. */
export function backupSteps(progress: BackupProgress): BackupStep[] {
  const known = STAGES.findIndex((stage) => stage === progress.stage);
  const at = known < 0 ? STAGES.length - 1 : known;
  return STAGES.map((id, index) => ({
    id,
    state: index < at ? "done" : index === at ? "now" : "next",
    percent: index === at && progress.total > 0 ? Math.min(100, Math.floor((100 * progress.done) / progress.total)) : null,
  }));
}

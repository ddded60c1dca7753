/** Backups, drills, restores and repair. Files and folders are chosen in the system's dialogs; null when nothing was chosen. */
import type {
  BackupProgress,
  BackupView,
  DrillOpenRequest,
  DrillView,
  LocalBackupRequest,
  PickedView,
  RestoredView,
  RestoreRequest,
  SalvageRequest,
  SalvageView,
  UsbBackupView,
} from "../generated/index";
import { listen } from "@tauri-apps/api/event";
import { call } from "./call";

export const backupView = () => call<BackupView>("backup_view");
export const backupLocal = () => call<BackupView>("backup_local");
export const backupUsb = () => call<UsbBackupView | null>("backup_usb");
export const backupDrill = () => call<DrillView | null>("backup_drill");
export const drillOpen = (request: DrillOpenRequest) => call<DrillView>("drill_open", request);
export const restorePick = () => call<PickedView | null>("restore_pick");
export const restoreLocal = (fileName: string) => call<PickedView>("restore_local", { fileName } satisfies LocalBackupRequest);
export const restoreRun = (request: RestoreRequest) => call<RestoredView>("restore_run", request);
export const salvageRun = (request: SalvageRequest) => call<SalvageView>("salvage_run", request);
export const reserveRelease = () => call<null>("reserve_release");
/** Ends the running backup to a stick; what was begun is removed. */
export const backupStop = () => call<null>("backup_stop");
/** Tells how far the running backup to a stick is, until the answer is called. */
export const onBackupProgress = (run: (progress: BackupProgress) => void) => listen<BackupProgress>("backup_progress", (event) => run(event.payload));

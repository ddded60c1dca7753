/** Facts of the home. */
import { call } from "./call";
import type { SettingsView } from "../generated/index";

export const settingsGet = () => call<SettingsView>("settings_get");

export const settingsSet = (lockAfterMinutes: number) => call<SettingsView>("settings_set", { lockAfterMinutes });

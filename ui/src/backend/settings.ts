/** Facts of the home. */
import type { SettingsView } from "../generated/index";
import { call } from "./call";

export const settingsGet = () => call<SettingsView>("settings_get");

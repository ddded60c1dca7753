/** What the school sets for itself: its calendar, and the numbers that no statute fixes. */
import type {
  CalendarView,
  CalendarYearRequest,
  HandlingSettingsRequest,
  HandlingSettingsView,
} from "../generated/index";
import { call } from "./call";

export const calendarGet = () => call<CalendarView>("calendar_get");
export const calendarSet = (request: CalendarYearRequest) => call<CalendarView>("calendar_set", request);
export const handlingSettingsGet = () => call<HandlingSettingsView>("handling_settings_get");
export const handlingSettingsSet = (values: HandlingSettingsRequest["values"]) =>
  call<HandlingSettingsView>("handling_settings_set", { values } satisfies HandlingSettingsRequest);

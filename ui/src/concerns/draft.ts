/** What the concern form holds, how it is checked at once, and how it becomes a request. */
import type { RecordConcernRequest } from "../generated/index";
import { between, required } from "../shared/checks";
import { clockAt, instantOf, parseCivil, parseClock } from "../shared/dates";
import { fieldLine } from "../shared/errors";
import type { FieldLines } from "../shared/form";

export interface InvolvedDraft {
  studentId: string;
  role: string;
  name: string;
  className: string;
}

export interface ConcernDraft {
  kind: string;
  forms: string[];
  occurredDate: string;
  occurredClock: string;
  occurredToDate: string;
  occurredToClock: string;
  learnedDate: string;
  learnedClock: string;
  placeType: string;
  place: string;
  channel: string;
  involved: InvolvedDraft[];
  narrative: string;
  immediateAction: string;
  title: string;
  classId: string;
  ownerId: string;
}

/** An empty form: learned now, owned by whoever writes it. */
export function blankConcern(nowMs: number, ownerId: string): ConcernDraft {
  const now = clockAt(nowMs);
  return {
    kind: "sign", forms: [], occurredDate: now.date, occurredClock: "", occurredToDate: "", occurredToClock: "",
    learnedDate: now.date, learnedClock: now.clock, placeType: "", place: "", channel: "", involved: [],
    narrative: "", immediateAction: "", title: "", classId: "", ownerId,
  };
}

function moment(date: string, clock: string, today: string): string | null {
  const day = parseCivil(date, today);
  if (day === null) return null;
  if (clock.trim() === "") return day;
  const time = parseClock(clock);
  return time === null ? null : instantOf(day, time);
}

function momentLine(date: string, clock: string, today: string, needClock: boolean): string | undefined {
  if (date.trim() === "") return fieldLine("required");
  if (parseCivil(date, today) === null) return fieldLine("not_a_date");
  if (clock.trim() === "") return needClock ? fieldLine("not_a_time") : undefined;
  return parseClock(clock) === null ? fieldLine("not_a_time") : undefined;
}

/** Instants and dates compare as text once the date-only side is cut to the day. */
function earlier(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length) < b.slice(0, length);
}

export function checkConcern(draft: ConcernDraft, today: string, nowMs: number): FieldLines {
  const now = clockAt(nowMs);
  const nowInstant = instantOf(now.date, now.clock);
  const from = moment(draft.occurredDate, draft.occurredClock, today);
  const learned = moment(draft.learnedDate, draft.learnedClock, today);
  const hasEnd = draft.occurredToDate.trim() !== "" || draft.occurredToClock.trim() !== "";
  const to = hasEnd ? moment(draft.occurredToDate, draft.occurredToClock, today) : null;
  const lines: FieldLines = {
    kind: required(draft.kind),
    forms: draft.kind !== "suspected" && draft.forms.length > 0 ? fieldLine("forms_only_suspected") : undefined,
    occurredFrom: momentLine(draft.occurredDate, draft.occurredClock, today, false),
    occurredTo: hasEnd ? momentLine(draft.occurredToDate, draft.occurredToClock, today, false) : undefined,
    learnedAt: momentLine(draft.learnedDate, draft.learnedClock, today, true),
    placeType: required(draft.placeType),
    place: between(draft.place, 1, 100),
    channel: required(draft.channel),
    involved: draft.kind !== "hazard" && draft.involved.length === 0 ? fieldLine("person_needed") : undefined,
    narrative: between(draft.narrative, 20, 4000),
    immediateAction: between(draft.immediateAction, 1, 4000),
    title: draft.title.trim() === "" ? undefined : between(draft.title, 1, 100),
    ownerId: required(draft.ownerId),
  };
  if (draft.kind === "suspected" && draft.forms.length === 0) lines["forms"] = fieldLine("forms_needed");
  if (learned !== null && earlier(nowInstant, learned)) lines["learnedAt"] ??= fieldLine("in_the_future");
  if (from !== null && learned !== null && earlier(learned, from)) lines["occurredFrom"] ??= fieldLine("occurred_after_learned");
  if (from !== null && to !== null && earlier(to, from)) lines["occurredTo"] ??= fieldLine("before_start");
  return lines;
}

export function concernRequest(draft: ConcernDraft, today: string): RecordConcernRequest {
  const hasEnd = draft.occurredToDate.trim() !== "";
  return {
    kind: draft.kind,
    title: draft.title.trim() === "" ? null : draft.title.trim(),
    occurredFrom: moment(draft.occurredDate, draft.occurredClock, today) ?? draft.occurredDate,
    occurredTo: hasEnd ? (moment(draft.occurredToDate, draft.occurredToClock, today) ?? draft.occurredToDate) : null,
    learnedAt: moment(draft.learnedDate, draft.learnedClock, today) ?? draft.learnedDate,
    place: draft.place.trim(),
    placeType: draft.placeType,
    channel: draft.channel,
    forms: draft.kind === "suspected" ? draft.forms : [],
    involved: draft.involved.map(({ studentId, role }) => ({ studentId, role })),
    narrative: draft.narrative.trim(),
    immediateAction: draft.immediateAction.trim(),
    ownerId: draft.ownerId,
    classId: draft.classId === "" ? null : draft.classId,
  };
}

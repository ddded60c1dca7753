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

/** Somebody who is not on the roster: a pupil of another school, a stranger, somebody's relative. */
export interface OutsiderDraft {
  kind: string;
  school: string;
  role: string;
  description: string;
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
  outsiders: OutsiderDraft[];
  reporterKind: string;
  reporterStaffId: string;
  reporterStudent: InvolvedDraft[];
  reporterRelation: string;
  toldDate: string;
  toldClock: string;
  how: string;
}

/** An empty form: learned now, reported by whoever writes it, owned by whoever is in charge of discipline. */
export function blankConcern(nowMs: number): ConcernDraft {
  const now = clockAt(nowMs);
  return {
    kind: "sign", forms: [], occurredDate: now.date, occurredClock: "", occurredToDate: "", occurredToClock: "",
    learnedDate: now.date, learnedClock: now.clock, placeType: "", place: "", channel: "", involved: [],
    narrative: "", immediateAction: "", title: "", classId: "", ownerId: "", outsiders: [],
    reporterKind: "staff", reporterStaffId: "", reporterStudent: [], reporterRelation: "", toldDate: "", toldClock: "", how: "",
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

/** What an outsider is in one line: 外校学生（某校）·施暴一方. */
export function identityOf(one: OutsiderDraft): string {
  const school = one.school.trim();
  const who = school === "" ? one.kind : `${one.kind}（${school}）`;
  return one.role === "" ? who : `${who}·${one.role}`;
}

function outsiderLine(outsiders: readonly OutsiderDraft[]): string | undefined {
  for (const one of outsiders) {
    const line = between(one.description, 1, 100) ?? (identityOf(one).length > 100 ? fieldLine("too_long", { max: 100 }) : undefined);
    if (line) return line;
  }
  return undefined;
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
  const hasTold = draft.toldDate.trim() !== "" || draft.toldClock.trim() !== "";
  const told = hasTold ? moment(draft.toldDate, draft.toldClock, today) : null;
  const lines: FieldLines = {
    kind: required(draft.kind),
    forms: draft.kind === "suspected" && draft.forms.length === 0 ? fieldLine("forms_needed") : undefined,
    occurredFrom: momentLine(draft.occurredDate, draft.occurredClock, today, false),
    occurredTo: hasEnd ? momentLine(draft.occurredToDate, draft.occurredToClock, today, false) : undefined,
    learnedAt: momentLine(draft.learnedDate, draft.learnedClock, today, true),
    placeType: required(draft.placeType),
    place: between(draft.place, 1, 100),
    channel: required(draft.channel),
    involved: draft.kind !== "hazard" && draft.involved.length + draft.outsiders.length === 0 ? fieldLine("person_needed") : undefined,
    outsiders: outsiderLine(draft.outsiders),
    narrative: between(draft.narrative, 20, 4000),
    immediateAction: between(draft.immediateAction, 1, 4000),
    title: draft.title.trim() === "" ? undefined : between(draft.title, 1, 100),
    reporter: draft.reporterKind === "student" && draft.reporterStudent.length === 0 ? fieldLine("unknown_pupil") : undefined,
    internalReportedAt: hasTold ? momentLine(draft.toldDate, draft.toldClock, today, true) : undefined,
    how: draft.how.trim() === "" ? undefined : between(draft.how, 1, 4000),
  };
  if (told !== null && earlier(nowInstant, told)) lines["internalReportedAt"] ??= fieldLine("in_the_future");
  if (told !== null && learned !== null && earlier(told, learned)) lines["internalReportedAt"] ??= fieldLine("reported_before_learned");
  if (learned !== null && earlier(nowInstant, learned)) lines["learnedAt"] ??= fieldLine("in_the_future");
  if (from !== null && learned !== null && earlier(learned, from)) lines["occurredFrom"] ??= fieldLine("occurred_after_learned");
  if (from !== null && to !== null && earlier(to, from)) lines["occurredTo"] ??= fieldLine("before_start");
  return lines;
}

export function concernRequest(draft: ConcernDraft, today: string): RecordConcernRequest {
  const sent = (date: string, clock: string) => (date.trim() === "" ? null : (moment(date, clock, today) ?? date));
  const words = (text: string) => (text.trim() === "" ? null : text.trim());
  const kind = draft.reporterKind;
  return {
    kind: draft.kind,
    title: words(draft.title),
    occurredFrom: sent(draft.occurredDate, draft.occurredClock) ?? "",
    occurredTo: sent(draft.occurredToDate, draft.occurredToClock),
    learnedAt: sent(draft.learnedDate, draft.learnedClock) ?? "",
    internalReportedAt: sent(draft.toldDate, draft.toldClock),
    place: draft.place.trim(),
    placeType: draft.placeType,
    channel: draft.channel,
    forms: draft.kind === "hazard" ? [] : draft.forms,
    involved: draft.involved.map(({ studentId, role }) => ({ studentId, role })),
    outsiders: draft.outsiders.map((one) => ({ description: one.description.trim(), identity: identityOf(one) })),
    narrative: draft.narrative.trim(),
    immediateAction: draft.immediateAction.trim(),
    how: words(draft.how),
    ownerId: draft.ownerId,
    classId: draft.classId === "" ? null : draft.classId,
    reporterKind: kind,
    reporterStaffId: kind === "staff" ? words(draft.reporterStaffId) : null,
    reporterStudentId: kind === "student" || kind === "guardian" ? (draft.reporterStudent[0]?.studentId ?? null) : null,
    reporterRelation: kind === "guardian" ? words(draft.reporterRelation) : null,
  };
}

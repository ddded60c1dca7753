/** What the pact form holds, its instant checks, and the request it becomes. */
import type { RecordPactRequest } from "../generated/index";
import { between, required } from "../shared/checks";
import { parseCivil } from "../shared/dates";
import { fieldLine } from "../shared/errors";
import type { FieldLines } from "../shared/form";

/** The least number of articles of a pact. */
export const LEAST_ARTICLES = 6;

/** The level whose pacts belong to one class. */
export const CLASS_LEVEL = "class";

export interface PactDraft {
  level: string;
  classId: string;
  scope: string;
  title: string;
  preamble: string;
  articles: string[];
  adoptedOn: string;
  adoption: string;
  effectiveOn: string;
}

export function blankPact(today: string): PactDraft {
  return {
    level: CLASS_LEVEL, classId: "", scope: "", title: "", preamble: "",
    articles: Array.from({ length: LEAST_ARTICLES }, () => ""), adoptedOn: today, adoption: "", effectiveOn: today,
  };
}

export function checkPact(draft: PactDraft, today: string): FieldLines {
  const adopted = parseCivil(draft.adoptedOn, today);
  const effective = parseCivil(draft.effectiveOn, today);
  const date = (typed: string, parsed: string | null) =>
    typed.trim() === "" ? fieldLine("required") : parsed === null ? fieldLine("not_a_date") : undefined;
  const written = draft.articles.filter((article) => article.trim() !== "");
  const lines: FieldLines = {
    level: required(draft.level),
    classId: draft.level === CLASS_LEVEL ? required(draft.classId) : undefined,
    scope: draft.level === CLASS_LEVEL ? undefined : between(draft.scope, 1, 100),
    title: between(draft.title, 1, 100),
    preamble: between(draft.preamble, 1, 4000),
    articles: written.length < LEAST_ARTICLES ? fieldLine("articles_6_30") : undefined,
    adoptedOn: date(draft.adoptedOn, adopted),
    adoption: between(draft.adoption, 1, 100),
    effectiveOn: date(draft.effectiveOn, effective),
  };
  if (adopted !== null && adopted > today) lines["adoptedOn"] ??= fieldLine("in_the_future");
  if (adopted !== null && effective !== null && effective < adopted) lines["effectiveOn"] ??= fieldLine("effective_before_adopted");
  return lines;
}

/** @param className the name of the chosen class, which is the scope of its pact */
export function pactRequest(draft: PactDraft, className: string, today: string): RecordPactRequest {
  const ofClass = draft.level === CLASS_LEVEL;
  return {
    level: draft.level,
    scope: ofClass ? className : draft.scope.trim(),
    classId: ofClass ? draft.classId : null,
    title: draft.title.trim(),
    preamble: draft.preamble.trim(),
    articles: draft.articles.map((article) => article.trim()).filter((article) => article !== ""),
    adoptedOn: parseCivil(draft.adoptedOn, today) ?? draft.adoptedOn,
    adoption: draft.adoption.trim(),
    effectiveOn: parseCivil(draft.effectiveOn, today) ?? draft.effectiveOn,
  };
}

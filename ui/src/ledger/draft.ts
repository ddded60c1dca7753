/** What the ledger form holds, its instant checks, and the request it becomes. */
import type { RecordLedgerRequest } from "../generated/index";
import { between, required } from "../shared/checks";
import { parseCivil } from "../shared/dates";
import { fieldLine } from "../shared/errors";
import type { FieldLines } from "../shared/form";

export interface LedgerDraft {
  area: string;
  source: string;
  level: string;
  foundOn: string;
  problem: string;
  measures: string;
  ownerId: string;
  leaderId: string;
  verifierId: string;
  deadline: string;
}

export function blankLedger(today: string): LedgerDraft {
  return {
    area: "", source: "", level: "", foundOn: today, problem: "", measures: "", ownerId: "", leaderId: "", verifierId: "", deadline: "",
  };
}

export function checkLedger(draft: LedgerDraft, today: string): FieldLines {
  const found = parseCivil(draft.foundOn, today);
  const due = parseCivil(draft.deadline, today);
  const date = (typed: string, parsed: string | null) =>
    typed.trim() === "" ? fieldLine("required") : parsed === null ? fieldLine("not_a_date") : undefined;
  const lines: FieldLines = {
    area: required(draft.area),
    source: required(draft.source),
    level: required(draft.level),
    foundOn: date(draft.foundOn, found),
    problem: between(draft.problem, 1, 4000),
    measures: between(draft.measures, 1, 4000),
    ownerId: required(draft.ownerId),
    leaderId: required(draft.leaderId),
    verifierId:
      draft.verifierId !== "" && draft.verifierId === draft.ownerId ? fieldLine("verifier_is_owner") : undefined,
    deadline: date(draft.deadline, due),
  };
  if (found !== null && found > today) lines["foundOn"] ??= fieldLine("in_the_future");
  if (found !== null && due !== null && due < found) lines["deadline"] ??= fieldLine("deadline_before_found");
  return lines;
}

export function ledgerRequest(draft: LedgerDraft, today: string): RecordLedgerRequest {
  return {
    area: draft.area,
    source: draft.source,
    level: draft.level,
    foundOn: parseCivil(draft.foundOn, today) ?? draft.foundOn,
    problem: draft.problem.trim(),
    measures: draft.measures.trim(),
    ownerId: draft.ownerId,
    leaderId: draft.leaderId,
    verifierId: draft.verifierId === "" ? null : draft.verifierId,
    deadline: parseCivil(draft.deadline, today) ?? draft.deadline,
  };
}

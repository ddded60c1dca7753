/** What is entered into a case. */
import type { CaseView, EntryForm, EntryFormRequest, EntryRequest, IdRequest } from "../generated/index";
import { call } from "./call";

export const caseGet = (id: string) => call<CaseView>("case_get", { id } satisfies IdRequest);
export const caseForm = (request: EntryFormRequest) => call<EntryForm>("case_form", request);
export const caseEnter = (request: EntryRequest) => call<CaseView>("case_enter", request);

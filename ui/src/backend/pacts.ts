/** Pacts. */
import type { IdRequest, PactRow, PactTemplate, PactView, RecordPactRequest, SavedView } from "../generated/index";
import { call } from "./call";

export const pactList = () => call<PactRow[]>("pact_list");
export const pactGet = (id: string) => call<PactView>("pact_get", { id } satisfies IdRequest);
export const pactRecord = (request: RecordPactRequest) => call<SavedView>("pact_record", request);
export const pactTemplates = () => call<PactTemplate[]>("pact_templates");

/** What changes a finished record without touching it: 更正 and 作废. */
import type { CorrectionsView, CorrectRequest, RecordRequest, VoidRequest } from "../generated/index";
import { call } from "./call";

export const correctionList = (request: RecordRequest) => call<CorrectionsView>("correction_list", request);
export const correctionAdd = (request: CorrectRequest) => call<CorrectionsView>("correction_add", request);
export const recordVoid = (request: VoidRequest) => call<CorrectionsView>("record_void", request);

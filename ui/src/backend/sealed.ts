/** Sealed texts of a record. */
import type { OpenSealedRequest, RecordRequest, SealedRow, SealedTextView, WriteSealedRequest } from "../generated/index";
import { call } from "./call";

export const sealedList = (request: RecordRequest) => call<SealedRow[]>("sealed_list", request);
export const sealedWrite = (request: WriteSealedRequest) => call<SealedRow[]>("sealed_write", request);
export const sealedOpen = (request: OpenSealedRequest) => call<SealedTextView>("sealed_open", request);

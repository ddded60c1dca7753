/** Concerns. */
import type {
  IdRequest,
  ConcernListRequest,
  ConcernRow,
  ConcernView,
  SavedView,
  RecordConcernRequest,
} from "../generated/index";
import { call } from "./call";

export const concernList = (request: ConcernListRequest) => call<ConcernRow[]>("concern_list", request);
export const concernGet = (id: string) => call<ConcernView>("concern_get", { id } satisfies IdRequest);
export const concernRecord = (request: RecordConcernRequest) =>
  call<SavedView>("concern_record", request);

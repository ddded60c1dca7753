/** Concerns. */
import type {
  IdRequest,
  ConcernListRequest,
  ConcernListView,
  ConcernView,
  IntakeCheckView,
  SavedView,
  RecordConcernRequest,
} from "../generated/index";
import { call } from "./call";

export const concernList = (request: ConcernListRequest) => call<ConcernListView>("concern_list", request);
export const concernGet = (id: string) => call<ConcernView>("concern_get", { id } satisfies IdRequest);
export const concernRecord = (request: RecordConcernRequest) =>
  call<SavedView>("concern_record", request);

/** Warnings and possible doubles of what is typed so far. */
export const concernCheck = (request: RecordConcernRequest) => call<IntakeCheckView>("concern_check", request);

/** Staff, classes, pupils and the pick lists of forms. */
import type {
  AddClassRequest,
  AddPupilRequest,
  AddStaffRequest,
  ChoicesView,
  ClassRow,
  IdRequest,
  PathView,
  PupilFindRequest,
  PupilLeaveRequest,
  PupilListRequest,
  PupilMoveRequest,
  PupilReturnRequest,
  PupilRow,
  PupilView,
  RolloverRequest,
  RolloverView,
  RosterApplyRequest,
  RosterBatchRequest,
  RosterBatchView,
  RosterDoneView,
  RosterFileView,
  RosterMapRequest,
  RosterPlanRequest,
  RosterPlanView,
  RosterTemplateRequest,
  StaffRow,
} from "../generated/index";
import { call } from "./call";

export const staffList = () => call<StaffRow[]>("staff_list");
export const staffAdd = (request: AddStaffRequest) => call<StaffRow>("staff_add", request);
export const classList = () => call<ClassRow[]>("class_list");
export const classAdd = (request: AddClassRequest) => call<ClassRow>("class_add", request);
export const pupilList = (request: PupilListRequest) => call<PupilRow[]>("pupil_list", request);
export const pupilAdd = (request: AddPupilRequest) => call<PupilRow>("pupil_add", request);

/** The pick lists of all forms. */
export const choices = () => call<ChoicesView>("choices");

export const pupilFind = (request: PupilFindRequest) => call<PupilRow[]>("pupil_find", request);
export const pupilGet = (request: IdRequest) => call<PupilView>("pupil_get", request);
export const pupilMove = (request: PupilMoveRequest) => call<PupilView>("pupil_move", request);
export const pupilLeave = (request: PupilLeaveRequest) => call<PupilView>("pupil_leave", request);
export const pupilReturn = (request: PupilReturnRequest) => call<PupilView>("pupil_return", request);

/** Asks for a table and reads it; null when the person thinks better of it. */
export const rosterPick = () => call<RosterFileView | null>("roster_pick");
export const rosterMap = (request: RosterMapRequest) => call<RosterFileView>("roster_map", request);
export const rosterPlan = (request: RosterPlanRequest) => call<RosterPlanView>("roster_plan", request);
export const rosterApply = (request: RosterApplyRequest) => call<RosterDoneView>("roster_apply", request);
export const rosterBatches = () => call<RosterBatchView[]>("roster_batches");
export const rosterUndo = (request: RosterBatchRequest) => call<RosterDoneView>("roster_undo", request);
export const rosterTemplate = (request: RosterTemplateRequest) => call<PathView | null>("roster_template", request);
export const rolloverView = () => call<RolloverView>("rollover_view");
export const rolloverApply = (request: RolloverRequest) => call<RosterDoneView>("rollover_apply", request);

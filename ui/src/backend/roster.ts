/** Staff, classes, pupils and the pick lists of forms. */
import type {
  AddClassRequest,
  AddPupilRequest,
  AddStaffRequest,
  ChoicesView,
  ClassRow,
  PupilListRequest,
  PupilRow,
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

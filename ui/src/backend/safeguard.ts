/** Sensitive cases, legal bases, consents and requests of guardians. */
import type {
  AddGuardianRequest,
  AnswerGuardianRequest,
  ConsentRequest,
  GuardianRequestsView,
  MarkSensitiveRequest,
  OpenSensitiveRequest,
  PrivacyBasisRequest,
  PrivacyView,
  SensitiveView,
} from "../generated/index";
import { call } from "./call";

export const sensitiveOpen = (request: OpenSensitiveRequest) => call<null>("sensitive_open", request);
export const sensitiveMark = (request: MarkSensitiveRequest) => call<SensitiveView>("sensitive_mark", request);
export const privacyGet = () => call<PrivacyView>("privacy_get");
export const privacyBasisSet = (request: PrivacyBasisRequest) => call<PrivacyView>("privacy_basis_set", request);
export const consentAdd = (request: ConsentRequest) => call<PrivacyView>("consent_add", request);
export const guardianRequestList = () => call<GuardianRequestsView>("guardian_request_list");
export const guardianRequestAdd = (request: AddGuardianRequest) => call<GuardianRequestsView>("guardian_request_add", request);
export const guardianRequestAnswer = (request: AnswerGuardianRequest) => call<GuardianRequestsView>("guardian_request_answer", request);

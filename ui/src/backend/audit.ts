/** The audit log: read, verified, compared, exported. */
import type {
  AuditChoicesView,
  AuditCompareView,
  AuditPageRequest,
  AuditPageView,
  AuditVerifyView,
  PathView,
} from "../generated/index";
import { call } from "./call";

export const auditPage = (request: AuditPageRequest) => call<AuditPageView>("audit_page", request);
export const auditChoices = () => call<AuditChoicesView>("audit_choices");
export const auditVerify = () => call<AuditVerifyView>("audit_verify");
/** Asks for a packet or a backup; null when nothing was chosen. */
export const auditCompare = () => call<AuditCompareView | null>("audit_compare");
/** Asks where to save; null when nothing was chosen. */
export const auditExport = (request: AuditPageRequest) => call<PathView | null>("audit_export", request);

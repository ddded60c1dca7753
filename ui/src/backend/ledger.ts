/** The rectification ledger. */
import type {
  IdRequest,
  SavedView,
  LedgerListRequest,
  LedgerRow,
  LedgerView,
  RecordLedgerRequest,
} from "../generated/index";
import { call } from "./call";

export const ledgerList = (request: LedgerListRequest) => call<LedgerRow[]>("ledger_list", request);
export const ledgerGet = (id: string) => call<LedgerView>("ledger_get", { id } satisfies IdRequest);
export const ledgerRecord = (request: RecordLedgerRequest) => call<SavedView>("ledger_record", request);

/** The June packet and the papers in it; the papers of a case and of the school. */
import type {
  CasePaperRequest,
  CasePaperRow,
  IdRequest,
  JuneView,
  MissingReportsRequest,
  MissingReportsView,
  MissingView,
  NameConfirmRequest,
  NamesView,
  PaperPageRequest,
  PaperRequest,
  PaperTextRequest,
  PaperView,
  PathView,
  SchoolPaperRequest,
  TokenRequest,
} from "../generated/index";
import { call, callBytes } from "./call";

/** What is still missing before the June report can be made. */
export const juneCheck = () => call<MissingView[]>("june_check");

/** Makes, signs and seals the June papers. */
export const juneMake = () => call<JuneView>("june_make");

/** Every text of the packet in which a pupil's name or number stands. */
export const juneNames = () => call<NamesView>("june_names");

/** Keeps that a word is no name in the texts that were shown. */
export const juneNameConfirm = (request: NameConfirmRequest) => call<NamesView>("june_name_confirm", request);

export const paperOpen = (request: PaperRequest) => call<PaperView>("paper_open", request);

/** One page as PNG bytes, drawn from the signed file itself. People count pages from 1, the program from 0. */
export const paperPage = (token: string, page: number, dpi: number) =>
  callBytes("paper_page", { token, page: page - 1, dpi } satisfies PaperPageRequest);

/** The words of one page, counted from 1. */
export const paperText = (token: string, page: number) =>
  call<string>("paper_text", { token, page: page - 1 } satisfies PaperTextRequest);

export const paperClose = (token: string) => call<null>("paper_close", { token } satisfies TokenRequest);

/** Hands the file to the system's viewer, where it is printed. */
export const paperPrint = (request: PaperRequest) => call<PathView>("paper_print", request);

/** Which papers a case has, and why one of them cannot be printed yet. */
export const casePapers = (id: string) => call<CasePaperRow[]>("case_papers", { id } satisfies IdRequest);

/** Makes a paper of a case. */
export const casePaperOpen = (request: CasePaperRequest) => call<PaperView>("case_paper_open", request);

/** Makes a paper of the school: the blank form, the ledger of a period, the weekly list. */
export const schoolPaperOpen = (request: SchoolPaperRequest) => call<PaperView>("school_paper_open", request);

/** Hands the very bytes that are open to the system's viewer. */
export const openedPaperPrint = (token: string) => call<PathView>("opened_paper_print", { token } satisfies TokenRequest);

/** The reports that should have been made by the end of a week and were not. */
export const missingReports = (request: MissingReportsRequest) => call<MissingReportsView>("missing_reports", request);

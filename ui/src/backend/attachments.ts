/** Photographs, scans, recordings and documents of a record. */
import type {
  AttachmentAddedView,
  AttachmentExportRequest,
  AttachmentPickRequest,
  AttachmentRequest,
  AttachmentVoidRequest,
  AttachmentsView,
  PaperView,
  PathView,
  RecordRequest,
} from "../generated/index";
import { call, callBytes } from "./call";

export const attachmentList = (request: RecordRequest) => call<AttachmentsView>("attachment_list", request);

/** Asks for files; null when nothing was chosen. */
export const attachmentPick = (request: AttachmentPickRequest) => call<AttachmentAddedView | null>("attachment_pick", request);

/** A small picture as JPEG bytes. */
export const attachmentThumb = (id: string) => callBytes("attachment_thumb", { id } satisfies AttachmentRequest);

/** A picture or a recording; that it was opened is logged. */
export const attachmentBytes = (id: string) => callBytes("attachment_bytes", { id } satisfies AttachmentRequest);

/** A PDF file, page by page; that it was opened is logged. */
export const attachmentOpen = (id: string) => call<PaperView>("attachment_open", { id } satisfies AttachmentRequest);

/** Asks where to; null when the person thinks better of it. */
export const attachmentExport = (request: AttachmentExportRequest) => call<PathView | null>("attachment_export", request);

export const attachmentVoid = (request: AttachmentVoidRequest) => call<AttachmentsView>("attachment_void", request);

/** Where a paper in the viewer comes from: a packet, a case, or the school. */
import { casePaperOpen, openedPaperPrint, paperOpen, paperPrint, schoolPaperOpen } from "../backend/papers";
import type { PaperView, PathView, SchoolPaperRequest } from "../generated/index";

export interface PaperSource {
  /** Two sources with the same key show the same paper. */
  readonly key: string;
  readonly open: () => Promise<PaperView>;
  /** Hands it to the system's viewer. */
  readonly print: (view: PaperView) => Promise<PathView>;
}

/** A paper of a packet, drawn from the bytes that were signed. */
export const packetPaper = (packetId: string, paper: string): PaperSource => ({
  key: `packet ${packetId} ${paper}`,
  open: () => paperOpen({ packetId, paper }),
  print: () => paperPrint({ packetId, paper }),
});

/** A paper of a case, made when it is opened; printed are the bytes that are shown. */
export const casePaper = (id: string, paper: string): PaperSource => ({
  key: `case ${id} ${paper}`,
  open: () => casePaperOpen({ id, paper }),
  print: ({ token }) => openedPaperPrint(token),
});

/** A paper of the school. */
export const schoolPaper = (request: SchoolPaperRequest): PaperSource => ({
  key: `school ${JSON.stringify(request)}`,
  open: () => schoolPaperOpen(request),
  print: ({ token }) => openedPaperPrint(token),
});

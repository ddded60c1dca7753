/** What is being typed, kept in the school's own encrypted file. */
import type { DraftRequest, DraftRow, DraftSavedView, DraftView, SaveDraftRequest } from "../generated/index";
import { call } from "./call";

export const draftSave = (request: SaveDraftRequest) => call<DraftSavedView>("draft_save", request);
export const draftList = () => call<DraftRow[]>("draft_list");
export const draftGet = (request: DraftRequest) => call<DraftView | null>("draft_get", request);
export const draftDrop = (request: DraftRequest) => call<DraftRow[]>("draft_drop", request);

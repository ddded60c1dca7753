/** Search over everything, and filters kept under a name. */
import type {
  IdRequest,
  SavedListView,
  SaveViewRequest,
  SearchRequest,
  SearchView,
  ViewListRequest,
} from "../generated/index";
import { call } from "./call";

export const searchAll = (request: SearchRequest) => call<SearchView>("search", request);
export const viewList = (page: string) => call<SavedListView[]>("view_list", { page } satisfies ViewListRequest);
export const viewSave = (request: SaveViewRequest) => call<SavedListView[]>("view_save", request);
export const viewDrop = (id: string) => call<SavedListView[]>("view_drop", { id } satisfies IdRequest);

/** The first page. */
import type { BoardView } from "../generated/index";
import { call } from "./call";

export const todayBoard = () => call<BoardView>("today_board");

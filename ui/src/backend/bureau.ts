/** The bureau that the school trusts, and the school's certificate. */
import type { AcceptProfileRequest, BureauView, ProfileView, PathView } from "../generated/index";
import { call } from "./call";

export const bureauGet = () => call<BureauView>("bureau_get");

/** Reads a profile the person chooses; nothing is trusted yet. Null when they cancel. */
export const bureauProfilePick = () => call<ProfileView | null>("bureau_profile_pick");

/** Trusts the picked profile, given the fingerprint compared over the phone. */
export const bureauProfileAccept = (fingerprint: string) =>
  call<BureauView>("bureau_profile_accept", { fingerprint } satisfies AcceptProfileRequest);
export const certificateRequestExport = () => call<PathView | null>("certificate_request_export");
export const certificateImport = () => call<BureauView | null>("certificate_import");

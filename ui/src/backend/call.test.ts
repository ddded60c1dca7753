import { beforeEach, expect, it, vi } from "vitest";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));

const { call, CommandError, onLockedOut } = await import("./call");

const out = vi.fn();
beforeEach(() => {
  out.mockReset();
  onLockedOut(out);
});

it("shows the way in whenever a command finds the home closed, whoever closed it", async () => {
  for (const code of ["not_logged_in", "database_damaged"]) {
    out.mockReset();
    invoke.mockRejectedValueOnce({ code, args: {} });
    await expect(call("today_board")).rejects.toBeInstanceOf(CommandError);
    expect(out, code).toHaveBeenCalledOnce();
  }
});

it("stays where it is for any other refusal and for a reply that is none of the program's", async () => {
  for (const reason of [{ code: "no_right", args: {} }, { code: "disk_full", args: {} }, "boom"]) {
    invoke.mockRejectedValueOnce(reason);
    await expect(call("today_board")).rejects.toBeInstanceOf(CommandError);
  }
  expect(out).not.toHaveBeenCalled();
});

/** The one door to the shell: every command goes through here, and every refusal comes back as a code. */
import { invoke } from "@tauri-apps/api/core";
import type { AppError, Code } from "../generated/index";

/** What a refused command throws: a stable code and the values its sentence needs. */
export class CommandError extends Error {
  constructor(
    readonly code: Code,
    readonly args: Readonly<Record<string, unknown>>,
  ) {
    super(code);
    this.name = "CommandError";
  }
}

let whenLockedOut: () => void = () => undefined;

/**
 * What closes the home: nobody is logged in, or a page of the database does not hold. The shell has closed it by then, and
 * only the way in says what can be done.
 */
const CLOSED = new Set<string>(["not_logged_in", "database_damaged"]);

/** Names what to do when a command finds the home closed: the window then shows the way in. */
export function onLockedOut(run: () => void): void {
  whenLockedOut = run;
}

function isAppError(value: unknown): value is AppError {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";
}

/**
 * Runs one command of the shell. Whatever is not one of its own errors (a command
 * that is not allowed, a reply that cannot be read) becomes the code `internal`.
 */
export async function call<Reply>(command: string, request?: object): Promise<Reply> {
  try {
    return await invoke<Reply>(command, request === undefined ? {} : { request });
  } catch (reason) {
    if (isAppError(reason)) {
      if (CLOSED.has(reason.code)) whenLockedOut();
      throw new CommandError(reason.code, reason.args);
    }
    throw new CommandError("internal", {});
  }
}

/** A command whose reply is raw bytes. */
export async function callBytes(command: string, request: object): Promise<Uint8Array<ArrayBuffer>> {
  const reply = await call<ArrayBuffer | number[]>(command, request);
  return reply instanceof ArrayBuffer ? new Uint8Array(reply) : Uint8Array.from(reply);
}

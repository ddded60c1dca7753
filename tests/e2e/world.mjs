// One world for one journey: a display of its own, folders of its own, and the program in it.
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, readlink, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Page } from "./page.mjs";
import { openSession } from "./webdriver.mjs";

const run = promisify(execFile);
export const ROOT = new URL("../..", import.meta.url).pathname;
/** Where the built programs lie; `ANMIAO_PROGRAMS` names another folder, so that a build under way does not disturb a run. */
const PROGRAMS = process.env.ANMIAO_PROGRAMS ?? join(ROOT, "target/debug");
export const PROGRAM = join(PROGRAMS, "anmiao-desktop");
export const ANMIAO = join(PROGRAMS, "anmiao");
export const PICTURES = join(ROOT, "target/e2e");

/** The folders that the program and its web view may write to. */
const FOLDERS = { home: "ANMIAO_HOME", data: "XDG_DATA_HOME", config: "XDG_CONFIG_HOME", state: "XDG_STATE_HOME", cache: "XDG_CACHE_HOME", runtime: "XDG_RUNTIME_DIR", temp: "TMPDIR", user: "HOME" };

/** Everything that was started, so that nothing outlives the run. */
const children = new Set();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    console.error(`ended by ${signal}`);
    process.exit(1);
  });
}
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

function start(command, args, options) {
  const child = spawn(command, args, options);
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await Promise.race([gone, sleep(2000).then(() => child.kill("SIGKILL"))]);
}

export class World {
  /** Makes the folders and the display; `width` and `height` in pixels. */
  static async open(name, { width = 1366, height = 768 } = {}) {
    const world = new World();
    world.name = name;
    world.folder = await mkdtemp(join(tmpdir(), `anmiao-e2e-${name}-`));
    world.folders = Object.fromEntries(Object.keys(FOLDERS).map((key) => [key, join(world.folder, key)]));
    for (const folder of Object.values(world.folders)) await mkdir(folder, { mode: 0o700 });
    world.environment = {
      PATH: process.env.PATH,
      LC_ALL: "C.UTF-8",
      TZ: "Asia/Shanghai",
      GTK_USE_PORTAL: "0",
      NO_AT_BRIDGE: "1",
      // Otherwise GTK starts a bus of its own, which outlives the program.
      DBUS_SESSION_BUS_ADDRESS: "disabled:",
      TAURI_WEBVIEW_AUTOMATION: "true",
      ...Object.fromEntries(Object.entries(FOLDERS).map(([key, name]) => [name, world.folders[key]])),
    };
    const display = start("Xvfb", ["-displayfd", "3", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    world.display = display;
    world.environment.DISPLAY = `:${await firstLine(display.stdio[3])}`;
    world.page = new Page(world);
    await mkdir(PICTURES, { recursive: true });
    return world;
  }

  /** Starts the program and waits until its first page stands there. */
  async start() {
    if (this.driver === undefined) {
      this.port = await freePort();
      this.driver = start("WebKitWebDriver", [`--port=${this.port}`], { env: this.environment, stdio: "ignore" });
      await listening(this.port);
    }
    this.session = await openSession(this.port, PROGRAM);
    this.pid = await this.programId();
    await this.page.until("the first page", () => this.session.run("return document.querySelector('#app')?.childElementCount > 0;"));
  }

  /** The program's process: the driver's child that runs it. */
  async programId() {
    for (const entry of await readdir("/proc")) {
      if (!/^\d+$/.test(entry)) continue;
      const binary = await readlink(`/proc/${entry}/exe`).catch(() => "");
      if (binary !== PROGRAM) continue;
      const environment = await readFile(`/proc/${entry}/environ`, "utf8").catch(() => "");
      if (environment.includes(`ANMIAO_HOME=${this.folders.home}\0`)) return Number(entry);
    }
    throw new Error("the program does not run");
  }

  /** Ends the program at once, as a power cut does, and waits until its process is gone. */
  async kill() {
    process.kill(this.pid, "SIGKILL");
    await this.session.quit();
    await this.gone();
  }

  /** Closes the window as a person does and waits until the process is gone. */
  async close() {
    if (this.session === undefined) return;
    await this.session.quit(60_000);
    await this.gone().catch(() => process.kill(this.pid, "SIGKILL"));
    this.session = undefined;
  }

  async gone(patience = 60_000) {
    const until = performance.now() + patience;
    while (performance.now() < until) {
      try {
        process.kill(this.pid, 0);
      } catch {
        return;
      }
      await sleep(20);
    }
    throw new Error("the program is still there");
  }

  /** A picture of the whole display. */
  async picture(name) {
    await this.page.rest();
    await this.snap(name);
  }

  async snap(name) {
    await run("import", ["-window", "root", "-define", "png:compression-level=3", join(PICTURES, `${name}.png`)], { env: this.environment });
  }

  /** Gives the window another size, in pixels. */
  async resize(width, height) {
    const window = (await run("xdotool", ["search", "--onlyvisible", "--name", "^安苗$"], { env: this.environment })).stdout.split("\n")[0];
    await run("xdotool", ["windowsize", "--sync", window, String(width), String(height)], { env: this.environment });
    await this.page.until(`a window ${width} wide`, () => this.session.run("return innerWidth === arguments[0];", width));
  }

  /** Ends everything and removes the folders. */
  async end() {
    await this.close().catch(() => undefined);
    for (const child of [this.driver, this.display]) if (child !== undefined) await end(child);
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Starts a program beside the window that ends with the run; gives it back with the first line it prints. */
export async function beside(command, args) {
  const child = start(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  return { line: await firstLine(child.stdout), end: () => end(child) };
}

function firstLine(stream) {
  return new Promise((done, fail) => {
    let text = "";
    stream.on("data", (bytes) => {
      text += bytes;
      if (text.includes("\n")) done(text.split("\n")[0]);
    });
    stream.once("end", () => fail(new Error(`ended without a line: ${text}`)));
  });
}

function freePort() {
  return new Promise((done) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

async function listening(port) {
  for (let tries = 0; tries < 2400; tries += 1) {
    const there = await new Promise((done) => {
      const socket = net.connect(port, "127.0.0.1", () => done(true)).on("error", () => done(false));
      socket.on("connect", () => socket.end());
    });
    if (there) return;
    await sleep(25);
  }
  throw new Error("the driver does not answer");
}

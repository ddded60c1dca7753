// The system's own file dialogs, answered from outside with keys and the clipboard: Chinese text cannot be typed by xdotool
// without now and then losing a character.
import { execFile, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const TITLES = {
  profile: "安苗：选择教育局档案文件",
  certificate: "安苗：选择教育局发回的证书",
  request: "安苗：保存证书申请",
  folder: "安苗：选择U盘文件夹",
  receipt: "安苗：选择回执文件",
  backupFolder: "安苗：选择放备份的U盘文件夹",
  backupFile: "安苗：选择备份文件（.anmiaobak）",
  compare: "安苗：选择报送包、packet.json 或备份",
  log: "安苗：导出审计记录",
};
const SAVES = new Set(["request", "log"]);

async function xdotool(world, ...words) {
  return (await run("xdotool", words, { env: world.environment })).stdout.trim();
}

/** The dialog's window, or nothing while it is not there. */
async function shown(world, title) {
  return xdotool(world, "search", "--onlyvisible", "--name", `^${title.replace(/[.()]/g, "\\$&")}$`).catch(() => "");
}

async function until(what, ask) {
  for (let tries = 0; tries < 2400; tries += 1) {
    const answer = await ask();
    if (answer) return answer;
    await sleep(50);
  }
  throw new Error(`waited in vain for ${what}`);
}

async function copy(world, text) {
  // xclip stays in the background for as long as it owns the clipboard, so its exit is not waited for.
  const clip = spawn("xclip", ["-selection", "clipboard", "-i"], { env: world.environment, stdio: ["pipe", "ignore", "ignore"] });
  clip.stdin.end(text);
  await new Promise((done, fail) => clip.once("exit", done).once("error", fail));
}

/** Waits for the dialog, gives it the path, and waits until it is gone; without a path it is cancelled. */
export async function answer(world, kind, path) {
  const title = TITLES[kind];
  const window = (await until(`the dialog “${title}”`, () => shown(world, title))).split("\n")[0];
  // A dialog that has just come up loses keys now and then, and a Return may only have taken what it completed: so it is asked again.
  for (let tries = 0; tries < 12; tries += 1) {
    await sleep(250);
    if (await act(world, kind, window, path).catch(() => false)) return;
    for (let looks = 0; looks < 100; looks += 1) {
      if ((await shown(world, title)) === "") return;
      await sleep(50);
    }
  }
  throw new Error(`waited in vain for the dialog “${title}” to close`);
}

/** One answer to the dialog; true when it went away meanwhile. */
async function act(world, kind, window, path) {
  if ((await shown(world, TITLES[kind])) === "") return true;
  await xdotool(world, "windowfocus", "--sync", window);
  if (path === null) {
    await xdotool(world, "key", "Escape");
    return false;
  }
  await copy(world, path);
  if (!SAVES.has(kind)) await xdotool(world, "key", "ctrl+l");
  await xdotool(world, "key", "ctrl+a");
  await xdotool(world, "key", "ctrl+v");
  await sleep(300);
  await xdotool(world, "key", "Return");
  return false;
}

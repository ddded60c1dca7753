// What lies in the folders of a world: only files of known kinds, and none that holds what somebody typed.
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

/** The files of a home, whole, practice or set aside, as its layout names them. */
const HOME = /^(practice\/)?(unfinished-[0-9a-f-]{36}\/|aside-\d{8}-\d{6}(-\d+)?\/)?(app\.lock|school(-\d+)?\.db(-wal|-shm)?|keys\.json(\.bak)?|login\.json|seen\.bin|reserve\.bin|files\/[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64}|backups\/AM-\d{10}-\d{8}-\d{6}\.anmiaobak)$/;

/** What GTK and WebKit write besides; none of it is a place for what the person typed. */
const SYSTEM = [
  { place: "runtime", name: /^dconf\/user$/ },
  { place: "runtime", name: /^at-spi\/bus/ },
  // The paths that somebody chose in a file dialog of GTK, as every program of the desktop leaves them.
  { place: "data", name: /^recently-used\.xbel$/ },
  { place: "runtime", name: /^anmiao-webview\/(hsts-storage\.sqlite(-wal|-shm|-journal)?|([\w -]+\/)+salt|storage\/[\w-]+\/[\w-]+\/origin)$/ },
];

/** Every file under the folders of the world, with its bytes. */
async function files(world) {
  const found = [];
  for (const [place, folder] of Object.entries(world.folders)) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) continue;
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const bytes = entry.isFile() ? await readFile(path) : Buffer.alloc(0);
      found.push({ place, name: relative(folder, path), bytes });
    }
  }
  return found;
}

/** The encodings a text may lie in. */
function spellings(text) {
  const wide = Buffer.from(text, "utf16le");
  return [Buffer.from(text, "utf8"), wide, Buffer.from(wide).swap16(), Buffer.from(encodeURIComponent(text)), Buffer.from(Buffer.from(text).toString("hex"))];
}

/** The bytes of a file, and those it unpacks to where it is compressed. */
function readings(bytes) {
  const all = [bytes];
  for (const unpack of [gunzipSync, inflateSync, brotliDecompressSync]) {
    try {
      all.push(unpack(bytes, { maxOutputLength: 1 << 28 }));
    } catch {
      // Not compressed this way.
    }
  }
  // A compressed part may also stand inside a file, as in a web cache.
  for (let at = bytes.indexOf(GZIP); at > 0; at = bytes.indexOf(GZIP, at + 1)) {
    try {
      all.push(member(bytes.subarray(at)));
    } catch {
      // Three bytes that only look like a beginning.
    }
  }
  return all;
}
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);

/** Unpacks the gzip member (RFC 1952 section 2.3) that bytes begin with, whatever follows it. */
function member(bytes) {
  const flags = bytes[3];
  let at = 10;
  if (flags & 4) at += 2 + bytes.readUInt16LE(at);
  for (const named of [8, 16]) if (flags & named) at = bytes.indexOf(0, at) + 1;
  if (flags & 2) at += 2;
  // The gzip reader itself refuses what follows a member; the reader of its deflate stream stops at the end.
  return inflateRawSync(bytes.subarray(at), { maxOutputLength: 1 << 28 });
}

/** In this many encrypted bytes a spelling of four bytes, as two characters have in UTF-16, turns up by chance. */
const LARGE = 1 << 16;
const CHANCE = 6;

/** Which of the words lie in the bytes, in any spelling that is long enough to be more than chance. */
export function wordsIn(bytes, words) {
  const all = readings(bytes);
  const least = bytes.length > LARGE ? CHANCE : 1;
  return words.filter((word) => spellings(word).some((spelling) => spelling.length >= least && all.some((reading) => reading.includes(spelling))));
}

/** The files once the backup that follows a locking is done: until then its copies come and go. */
async function settled(world) {
  for (let tries = 0; ; tries += 1) {
    const found = await files(world).catch((error) => {
      if (error.code !== "ENOENT" || tries >= 120) throw error;
      return null;
    });
    if (found && (tries >= 120 || !found.some((file) => /copies\.tmp\/|\.part$/.test(file.name)))) return found;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Fails when a file of another kind lies in the folders, or one that holds any of the words. */
export async function nothingLeft(world, words) {
  const found = await settled(world);
  if (!found.some((file) => file.place === "home" && /school(-\d+)?\.db$/.test(file.name))) throw new Error("the search did not see the database");
  const strange = found.filter((file) => (file.place === "home" ? !HOME.test(file.name) : !SYSTEM.some(({ place, name }) => place === file.place && name.test(file.name))));
  if (strange.length > 0) throw new Error(`files of unknown kind: ${strange.map((file) => `${file.place}/${file.name}`).join(", ")}`);
  for (const file of found) {
    const seen = wordsIn(Buffer.concat([file.bytes, Buffer.from(file.name)]), words);
    if (seen.length > 0) throw new Error(`${file.place}/${file.name} holds ${seen.join(", ")}`);
  }
}

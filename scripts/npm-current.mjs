// npm-current.mjs FOLDER   Exit 0 when FOLDER/node_modules holds just what FOLDER/package-lock.json says.
// npm keeps what it installed in node_modules/.package-lock.json; comparing the two takes milliseconds, `npm ci` many seconds.
import { readFileSync } from "node:fs";

const packages = (path) => {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
  } catch {
    return undefined;
  }
};

const folder = process.argv[2] ?? ".";
const wanted = packages(`${folder}/package-lock.json`);
const installed = packages(`${folder}/node_modules/.package-lock.json`);
// A package that is only there for another system is left out by npm, so an optional one may be missing.
const current =
  wanted !== undefined &&
  installed !== undefined &&
  Object.entries(wanted).every(([path, { version, optional, devOptional, peer, integrity }]) => {
    if (path === "") return true;
    const found = installed[path];
    if (found === undefined) return Boolean(optional || devOptional || peer);
    return found.version === version && found.integrity === integrity;
  });
process.exit(current ? 0 : 1);

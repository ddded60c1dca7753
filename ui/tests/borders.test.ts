// Rules about the source itself that neither the compiler nor the linter holds:
// wording lives in src/text, colours and sizes live in src/theme.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const src = fileURLToPath(new URL("../src", import.meta.url));

function files(folder: string, end: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path, end);
    return path.endsWith(end) ? [path] : [];
  });
}

function offenders(paths: string[], pattern: RegExp, strip: (source: string) => string = (source) => source): string[] {
  return paths.flatMap((path) => {
    const found = pattern.exec(strip(readFileSync(path, "utf8")));
    return found ? [`${relative(src, path)}: ${found[0]}`] : [];
  });
}

const pages = files(src, ".vue");
const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|\/\/.*$/gm, "");

it("finds the pages it judges", () => expect(pages.length).toBeGreaterThan(30));

it("keeps every word a user reads in src/text", () =>
  expect(offenders(pages, /\p{Script=Han}+/u, withoutComments)).toEqual([]));

it("keeps colours in src/theme", () =>
  expect(offenders(pages, /#[0-9a-fA-F]{3,8}\b(?=[;\s)])|\brgba?\(|\bhsla?\(/)).toEqual([]));

it("keeps font sizes in src/theme", () =>
  expect(offenders(pages, /font-size:(?!\s*(?:var\(|inherit))[^;]+/)).toEqual([]));

it("keeps pixel sizes in src/theme, but for the widths and heights at which a page rearranges", () =>
  expect(offenders(pages, /(?<!max-(?:width|height): )\b\d+px\b/, (source) => source.replace(/\$\{[^}]*\}px/g, "").replace(/<script[\s\S]*?<\/script>/g, ""))).toEqual([]));

it("puts nothing of a record into the browser's own stores", () =>
  expect(offenders([...pages, ...files(src, ".ts")], /\b(localStorage|sessionStorage|indexedDB|document\.cookie)\b/)).toEqual([]));

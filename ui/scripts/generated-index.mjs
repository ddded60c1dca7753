// Rewrites src/generated/index.ts from the type files beside it, so that pages have
// one place to import from. Run it whenever the generated files change.
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "src", "generated");
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".ts") && name !== "index.ts")
  .map((name) => name.slice(0, -".ts".length))
  .sort();
writeFileSync(
  join(folder, "index.ts"),
  names.map((name) => `export type { ${name} } from "./${name}";\n`).join(""),
);

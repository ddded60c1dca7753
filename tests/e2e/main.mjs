// Runs the journeys side by side, each in a world of its own, and counts their steps.
import { mkdir, rm } from "node:fs/promises";
import { correct } from "./journeys/correct.mjs";
import { crash } from "./journeys/crash.mjs";
import { damaged } from "./journeys/damaged.mjs";
import { idle } from "./journeys/idle.mjs";
import { june } from "./journeys/june.mjs";
import { keep } from "./journeys/keep.mjs";
import { names } from "./journeys/names.mjs";
import { people } from "./journeys/people.mjs";
import { practice } from "./journeys/practice.mjs";
import { PICTURES, World } from "./world.mjs";

const JOURNEYS = { june, correct, practice, crash, damaged, people, keep, names, idle };
/** Two lanes of about the same length, for a machine of two cores; beside them one that only waits. */
const LANES = [["june", "correct", "names", "crash"], ["practice", "damaged", "people", "keep"], ["idle"]];
const began = performance.now();
const wanted = process.argv.slice(2);
let passed = 0;
const failures = [];

async function travel(name) {
  const world = await World.open(name);
  let last = performance.now();
  const step = async (title, walk) => {
    try {
      await walk();
    } catch (error) {
      await world.snap(`failed-${name}`).catch(() => undefined);
      throw new Error(`${title}: ${error.message}`, { cause: error });
    }
    passed += 1;
    const now = performance.now();
    console.log(`ok   ${name}: ${title} (${((now - last) / 1000).toFixed(1)} s)`);
    last = now;
  };
  try {
    await JOURNEYS[name](world, step);
  } catch (error) {
    failures.push(error);
    console.log(`FAIL ${name}: ${error.message}\n${error.cause?.stack ?? error.stack}`);
  } finally {
    await world.end();
  }
}

if (wanted.length === 0) await rm(PICTURES, { recursive: true, force: true });
await mkdir(PICTURES, { recursive: true });
await Promise.all(
  LANES.map(async (lane) => {
    for (const name of lane) if (wanted.length === 0 || wanted.includes(name)) await travel(name);
  }),
);
console.log(`${passed} passed, ${failures.length} failed in ${((performance.now() - began) / 1000).toFixed(0)} s`);
process.exit(failures.length === 0 && passed > 0 ? 0 : 1);

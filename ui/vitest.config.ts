// Unit tests of pure logic: no browser, no shell. Pages are tested in the real window.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["src/**/*.test.ts", "tests/**/*.test.ts"], environment: "node" },
});

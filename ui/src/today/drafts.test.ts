import { expect, it } from "vitest";
import { draftLink, draftWord } from "./drafts";

it("leads to the form that was left", () => {
  expect(draftLink({ form: "concern", objectId: "" })).toBe("/concerns/new?resume=1");
  expect(draftLink({ form: "sealed:concern", objectId: "GZ-2026-024" })).toBe("/concerns/GZ-2026-024?sealed=1&resume=1");
  expect(draftLink({ form: "toString", objectId: "" })).toBeNull();
});
it("names the form, never its content", () => {
  expect(draftWord({ form: "pact", objectId: "" })).toBe("公约");
  expect(draftWord({ form: "sealed:concern", objectId: "GZ-2026-024" })).toContain("GZ-2026-024");
});

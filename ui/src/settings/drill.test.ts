import { expect, it } from "vitest";
import { drillLine } from "./drill";

it("tells an item with its values", () => expect(drillLine({ code: "tables_equal", args: { rows: 812 } })).toContain("812"));
it("leaves an unknown item readable as its code", () => expect(drillLine({ code: "toString", args: {} })).toBe("toString"));

import { expect, it } from "vitest";
import { dpiFor, fitZoom, pagesAround, pageWidth, stepZoom } from "./pages";

it("shows A4 at its size and as fine as the screen", () => {
  expect(pageWidth(595.28, 100)).toBe(794);
  expect(dpiFor(100, 1)).toBe(96);
  expect(dpiFor(100, 1.5)).toBe(144);
  expect(dpiFor(200, 2)).toBe(240);
});

it("fits a page into the room there is", () => {
  expect(pageWidth(595.28, fitZoom(595.28, 500))).toBeLessThanOrEqual(500);
  expect(fitZoom(595.28, 5000)).toBe(150);
  expect(fitZoom(0, 500)).toBe(100);
});

it("steps from any zoom to the neighbouring step", () => {
  expect(stepZoom(83, 1)).toBe(100);
  expect(stepZoom(83, -1)).toBe(75);
  expect(stepZoom(200, 1)).toBe(200);
  expect(stepZoom(50, -1)).toBe(50);
});

it("keeps only the pages around the one in view", () => {
  expect(pagesAround(1, 304, 2)).toEqual([1, 2, 3]);
  expect(pagesAround(304, 304, 1)).toEqual([303, 304]);
  expect(pagesAround(1, 0, 2)).toEqual([]);
});

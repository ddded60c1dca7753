/** The geometry of the page viewer: what a page measures on screen and how finely it is drawn. */

/** CSS pixels of one point at 100 %. */
const PX_PER_PT = 96 / 72;

/** The zoom steps offered, in per cent. */
export const ZOOMS: readonly number[] = [50, 75, 100, 125, 150, 200];

/** Drawing finer than this costs memory on a 4 GB machine and shows nothing more. */
const MOST_DPI = 240;

export function pageWidth(widthPt: number, zoom: number): number {
  return Math.round((widthPt * PX_PER_PT * zoom) / 100);
}

/** Dots per inch so that one drawn pixel is one pixel of the screen. */
export function dpiFor(zoom: number, pixelRatio: number): number {
  return Math.max(48, Math.min(MOST_DPI, Math.round((96 * zoom * pixelRatio) / 100)));
}

/** The zoom, in per cent, at which a page fills `room` pixels; never above 150. */
export function fitZoom(widthPt: number, room: number): number {
  if (widthPt <= 0 || room <= 0) return 100;
  return Math.max(25, Math.min(150, Math.floor((room / (widthPt * PX_PER_PT)) * 100)));
}

/** The next zoom step up (+1) or down (−1) from any zoom. */
export function stepZoom(zoom: number, direction: 1 | -1): number {
  const steps = direction === 1 ? ZOOMS.filter((step) => step > zoom) : ZOOMS.filter((step) => step < zoom).reverse();
  return steps[0] ?? zoom;
}

/** The pages kept drawn around the one in view, counted from 1. */
export function pagesAround(page: number, total: number, reach: number): number[] {
  const first = Math.max(1, page - reach);
  const last = Math.min(total, page + reach);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

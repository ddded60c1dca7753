/**
 * Waits until a press of the mouse is over. Leaving a field by pressing a button must not
 * show the field's mistake between press and release: the page would move and the button
 * would be missed.
 */
let down = false;

if (typeof window !== "undefined") {
  window.addEventListener("pointerdown", () => (down = true), true);
  for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => (down = false), true);
}

/** Runs at once, or after the click that is under way. */
export function afterPress(run: () => void): void {
  if (!down) {
    run();
    return;
  }
  const done = () => {
    window.removeEventListener("pointerup", done, true);
    window.removeEventListener("pointercancel", done, true);
    window.setTimeout(run);
  };
  window.addEventListener("pointerup", done, true);
  window.addEventListener("pointercancel", done, true);
}

/** Small pictures are asked for one after the other: a slow machine stays free for what a person does meanwhile. */
let last: Promise<unknown> = Promise.resolve();

/** Runs when everything that was asked for before has ended, however it ended. */
export function inTurn<T>(run: () => Promise<T>): Promise<T> {
  const mine = last.then(run, run);
  last = mine.catch(() => undefined);
  return mine;
}

// The part of the W3C WebDriver protocol that the journeys need (https://www.w3.org/TR/webdriver2/).

/** Under this key the protocol hands over elements (section 11). */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** What the driver answered instead of a value; `code` is the protocol's error code, "gone" when nobody answered. */
export class DriverError extends Error {
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Opens a session: the driver starts `binary` and hands over its first window. */
export async function openSession(port, binary) {
  const base = `http://127.0.0.1:${port}`;
  const { sessionId } = await call(base, "POST", "/session", {
    capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: [] } } },
  });
  return new Session(`${base}/session/${sessionId}`);
}

async function call(base, method, path, body, timeout = 180_000) {
  let answer;
  try {
    answer = await fetch(base + path, {
      method,
      signal: AbortSignal.timeout(timeout),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
  } catch (error) {
    throw new DriverError("gone", `${method} ${path}: ${error.cause?.message ?? error.message}`);
  }
  const { value } = await answer.json().catch(() => ({ value: { error: "gone", message: "no JSON" } }));
  if (!answer.ok || value?.error) throw new DriverError(value?.error ?? "gone", value?.message ?? "");
  return value;
}

/** One window under control. */
export class Session {
  constructor(base) {
    this.base = base;
  }

  /** Runs the body of a function in the page and gives back what it returns; elements come as their ids. */
  async run(body, ...args) {
    const value = await call(this.base, "POST", "/execute/sync", { script: body, args });
    return value?.[ELEMENT] ?? value;
  }

  async click(element) {
    await call(this.base, "POST", `/element/${element}/click`, {});
  }

  async type(element, text) {
    await call(this.base, "POST", `/element/${element}/value`, { text });
  }

  /** Presses keys as a person does, wherever the focus is; `held` are held down meanwhile. */
  async keys(text, held = []) {
    const press = (value) => [{ type: "keyDown", value }, { type: "keyUp", value }];
    const actions = [
      ...held.map((value) => ({ type: "keyDown", value })),
      ...[...text].flatMap(press),
      ...[...held].reverse().map((value) => ({ type: "keyUp", value })),
    ];
    await call(this.base, "POST", "/actions", { actions: [{ type: "key", id: "keys", actions }] });
  }

  /** Ends the session; the program goes with it. A program that is gone already is no fault here. */
  async quit(patience = 3000) {
    await call(this.base, "DELETE", "", undefined, patience).catch(() => undefined);
  }
}

/** An element as an argument of `run`. */
export const element = (id) => ({ [ELEMENT]: id });

export const KEY = { control: "\uE009", enter: "\uE007", escape: "\uE00C", down: "\uE015", pageDown: "\uE00F", end: "\uE010", backspace: "\uE003" };

// Fields, buttons, lists and sentences of the window, found the way a person finds them: by label, by word, by what is in sight.
import { setTimeout as sleep } from "node:timers/promises";
import { DriverError, element, KEY } from "./webdriver.mjs";

/** What every look-up in the page shares: an element counts only while it is in sight. */
const IN_SIGHT = `
  const inSight = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden" && !e.closest("[inert],[aria-hidden=true]");
  const words = (e) => e.innerText.replace(/\\s+/g, " ").trim();
`;

/** How long the window may take for anything before a journey gives it up, in milliseconds: no matter how slow or busy the machine is. */
const PATIENCE = 120_000;

export class Page {
  /** `world` says which session is the present one: a program that was killed gets another. */
  constructor(world) {
    this.world = world;
  }

  get session() {
    return this.world.session;
  }

  /** Asks again until the answer is neither false nor nothing; says what was waited for when it never comes. */
  async until(what, ask, patience = PATIENCE) {
    const end = performance.now() + patience;
    for (;;) {
      const answer = await ask().catch((error) => {
        // An element may vanish between being found and being used.
        if (error instanceof DriverError && error.code !== "gone") return undefined;
        throw error;
      });
      if (answer) return answer;
      if (performance.now() > end) throw new Error(`${this.world.name}: waited in vain for ${what}; the window says: ${await this.text()}`);
      await sleep(40);
    }
  }

  /** Everything in sight, as text. */
  async text() {
    return (await this.session.run("return document.body.innerText;")).replace(/\s+/g, " ").trim();
  }

  /** Waits until the words stand in the window. */
  async see(words, patience) {
    await this.until(`“${words}”`, async () => (await this.text()).includes(words.replace(/\s+/g, " ")), patience);
  }

  /** Waits until the words are gone. */
  async seeNot(words, patience) {
    await this.until(`“${words}” to be gone`, async () => !(await this.text()).includes(words), patience);
  }

  async field(id) {
    return this.until(`the field ${id}`, () =>
      this.session.run(`${IN_SIGHT} const e = document.getElementById(arguments[0]); return e && inSight(e) && !e.disabled ? e : null;`, id),
    );
  }

  /** Replaces what a field holds by typing. */
  async fill(id, text) {
    const field = await this.field(id);
    // The bar under a form covers fields that the driver takes for in sight.
    await this.session.run("arguments[0].scrollIntoView({ block: 'center' });", element(field));
    await this.session.click(field);
    await this.session.run("arguments[0].select?.();", element(field));
    await this.session.type(field, text === "" ? KEY.backspace : text);
    await this.until(`${id} to hold what was typed`, async () => {
      const held = await this.session.run("return arguments[0].value;", element(field));
      return held === text || (text !== "" && held !== "" && /date|clock|found|deadline|adopted|effective|occurred|learned/.test(id));
    });
  }

  /** What a field holds. */
  async value(id) {
    return this.session.run("return arguments[0].value ?? arguments[0].innerText;", element(await this.field(id)));
  }

  async find(what, selector, words) {
    return this.until(what, () =>
      this.session.run(
        `${IN_SIGHT}
         const wanted = arguments[1];
         const all = [...document.querySelectorAll(arguments[0])].filter((e) => inSight(e) && !e.disabled);
         return all.find((e) => words(e) === wanted) ?? all.find((e) => words(e).startsWith(wanted)) ?? null;`,
        selector,
        words,
      ),
    );
  }

  /** Presses the button that begins with these words; of an open question, only its own buttons count. */
  async press(words) {
    const button = await this.until(`the button “${words}”`, () =>
      this.session.run(
        `${IN_SIGHT}
         const wanted = arguments[0];
         const root = [...document.querySelectorAll(".el-dialog")].filter(inSight).at(-1) ?? document;
         const found = [...root.querySelectorAll("button")].filter((e) => inSight(e) && !e.disabled && words(e).startsWith(wanted));
         return found.findLast((e) => words(e) === wanted) ?? found[0] ?? null;`,
        words,
      ),
    );
    await this.session.click(button);
  }

  /** Ticks a radio or a checkbox by the words beside it. */
  async tick(words) {
    await this.session.click(await this.find(`the choice “${words}”`, "label.el-radio, label.el-checkbox", words));
  }

  /** Follows a link or a stop of the menu by its words. */
  async follow(words) {
    await this.session.click(await this.find(`the link “${words}”`, "a", words));
  }

  /** Opens a pick list, narrows it by typing and takes the choice with Enter. */
  async choose(id, label) {
    const list = await this.field(id);
    await this.session.run("arguments[0].scrollIntoView({ block: 'center' });", element(list));
    await this.session.click(list);
    await this.session.type(list, label);
    await this.find(`“${label}” in the list ${id}`, ".el-select-dropdown__item", label);
    await this.session.type(list, KEY.enter);
    await this.until(`${id} to show ${label}`, () =>
      this.session.run("return arguments[0].closest('.el-select')?.innerText.includes(arguments[1]);", element(list), label),
    );
  }

  /** Opens the row that shows these words in the drawer beside its list. */
  async openRow(words) {
    const row = await this.until(`the row “${words}”`, () =>
      this.session.run(
        `${IN_SIGHT} const wanted = arguments[0]; return [...document.querySelectorAll("[role=row]")].find((e) => inSight(e) && words(e).includes(wanted)) ?? null;`,
        words,
      ),
    );
    await this.session.click(row);
  }

  /** Goes to an address inside the window and waits until its page stands there. */
  async go(route, words) {
    await this.session.run("location.hash = arguments[0];", route);
    await this.see(words);
  }

  /** The text of every element that matches. */
  async texts(selector) {
    return this.session.run(`${IN_SIGHT} return [...document.querySelectorAll(arguments[0])].filter(inSight).map(words);`, selector);
  }

  /** Waits until nothing in the window still loads, moves or draws: what is on a picture is what a person sees. */
  async rest() {
    await this.until(
      "the window to rest",
      () =>
        this.session.run(
          `const busy = /正在(读取|显示|打开|保存)/.test(document.body.innerText);
           const moving = document.getAnimations().some((a) => a.playState === "running");
           return document.fonts.status === "loaded" && !busy && !moving;`,
        ),
    );
    await sleep(120);
  }
}

// The small steps that every engine takes alike: open the shop's page, type, tick by mouse or by keyboard,
// look.
// `loudly` says once per engine what is not tested and how to get it.

import { chromium } from './engines/chromium.ts';
import { firefox } from './engines/firefox.ts';
import type { Engine, Hands } from './engines/hands.ts';
import { webkit } from './engines/webkit.ts';

export const engines: Engine[] = [chromium, firefox, webkit];

/** Whether the engine is not here; then says so, with what to install. */
export function missingLoudly({ name, missing }: Engine): boolean {
  const sentence = missing();
  if (sentence !== undefined) console.warn(`${name} is not here, so its tests are skipped. ${sentence}`);
  return sentence !== undefined;
}

/** Expressions that find the parts of the element. */
const element = "document.querySelector('optmark-opt-in')";
const box = `${element}.shadowRoot.querySelector('input[type=checkbox]')`;
const STEP_LIMIT_MS = 10_000;

export type Visit = ReturnType<typeof visit>;

export function visit(hands: Hands) {
  const { evaluate } = hands;

  async function clickOn(what: string): Promise<void> {
    const centre = `(() => {
      const found = ${what};
      found.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = found.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    })()`;
    const [x, y] = await evaluate<[number, number]>(centre);
    await hands.click(x, y);
  }

  return {
    evaluate,
    /** Until the box can be ticked, and for as long as the quickest reader needs. */
    async open(url: string): Promise<void> {
      await hands.go(url);
      await until(() => evaluate(`Boolean(${element}?.shadowRoot && ${box})`));
    },
    /** Key by key into an input of the page. */
    async type(selector: string, text: string): Promise<void> {
      await clickOn(`document.querySelector('${selector}')`);
      for (const key of text) await hands.press(key);
    },
    tickByMouse: () => clickOn(box),
    /** From where the focus is, by Tab alone. */
    async tickByKeyboard(): Promise<void> {
      for (let steps = 0; !(await evaluate(`${element}.shadowRoot.activeElement === ${box}`)); steps++) {
        if (steps > 20) throw new Error('Tab does not lead to the box');
        await hands.press('Tab');
      }
      await hands.press(' ');
    },
    press: (button: string) => clickOn(`document.querySelector('${button}')`),
    state: () => evaluate<string>(`${element}.state`),
    ticked: () => evaluate<boolean>(`${box}.checked`),
    /** What is said at the number, or in the card. */
    error: () =>
      evaluate<string>(
        `(document.querySelector('optmark-says, [slot=phone-error]')?.textContent || ${element}.shadowRoot.querySelector('[role=alert]')?.textContent || '').trim()`,
      ),
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const limit = Date.now() + STEP_LIMIT_MS;
  while (!(await holds())) {
    if (Date.now() > limit) throw new Error('the element was not drawn in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

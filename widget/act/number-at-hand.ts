// The number as it stands now, read with what is loaded. At first that is only a whole known number. Once the
// person has typed, it is all that its country's plan can tell.

import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { callingCodeOf } from '../../ledger/core/notice/render.ts';
import type { Html } from '../draw/card.ts';
import type { Reading } from '../number/reading.ts';
import type { Host } from './act.ts';

export type NumberAtHand = ReturnType<typeof numberAtHand>;

export function numberAtHand({ element, root, adopt, drawnCard, callingCodeOf, ...host }: Host) {
  let part: typeof import('../number/part.ts') | undefined;
  let last: string | undefined;
  /** The loading of what a reading needs. */
  let prepared: Promise<void> | undefined;

  const typed = () => ({ ...host.now(), element });
  const read = (): Reading => part?.read(typed()) ?? knownNumber(typed().text, callingCodeOf);

  const seen = () => {
    const { text, notice } = typed();
    return [text, notice?.calling_code, JSON.stringify(part?.placeOf(typed()))].join();
  };
  const isOther = () => seen() !== last;

  /**
   * Loads the plan of the country, to check a typed number. Where it cannot be loaded, the ledger judges.
   */
  function prepare(): void {
    prepared = load().then(host.changed, () => {});
  }

  async function load(): Promise<void> {
    part = await host.loadPart('number');
    for (const place of [root, element.getRootNode() as Document]) adopt(place, part.styles);
    await part.prepare(typed());
  }

  return {
    typed,
    read,

    /**
     * The number itself once it is whole. While what reading it takes is on its way, what was typed; then, as
     * long as no one number is meant, nothing.
     */
    shown(): string {
      const reading = read();
      if (reading.kind === 'complete') return reading.international;
      return part?.isRead(typed()) ? '' : typed().text;
    },

    /** Numbers that the person may mean, as people write them. */
    offers(): string[] {
      const reading = read();
      return reading.kind === 'unclear' ? reading.meant.map((number) => part!.grouped(number)) : [];
    },

    isOther,

    /** Has the number or its country changed since the last look? */
    look(): boolean {
      if (!isOther()) return false;
      // The person may not have typed a number that was there before this was loaded, so a whole number is
      // taken as it is.
      if (last !== undefined || read().kind !== 'complete') prepare();
      last = seen();
      return true;
    },

    /**
     * Until it is read as well as it can be, or for so many milliseconds: what hangs must not keep a tick
     * waiting. False: what reads it is not here.
     */
    async ready(patience: number): Promise<boolean> {
      if (read().kind !== 'complete') prepare();
      await Promise.race([prepared, new Promise((resolve) => setTimeout(resolve, patience))]);
      if (prepared && !part) host.giveUp('number');
      return part !== undefined;
    },

    /**
     * The offers as buttons. The one that the person presses goes into the field, so the shop gets it too.
     */
    question(html: Html, strings: Partial<Strings>): unknown {
      const { input } = typed();
      // The page must correct a number that it handed over itself.
      if (!input) return undefined;
      return part!.question(html, strings, this.offers(), (number) => {
        part!.write(input, number);
        drawnCard(root)!.box.focus();
      });
    },
  };
}

/**
 * A number that the shop already knows, as its server fills it in: international, with `+`, and without
 * anything that a plan might remove. number/reading.ts reads the same number in it, for every country
 * (test/widget/number/reading.test.ts). That part reads everything else.
 */
export function knownNumber(text: string, codeOf: typeof callingCodeOf): Reading {
  const international = text.replace(/[\s.-]/g, '');
  const code = codeOf(international) ?? '';
  const national = international.slice(1 + code.length);
  // It has no trunk prefix of any plan, does not repeat the code, and has as many digits as most numbers:
  // some plans put an area code before fewer.
  const isPlain = code !== '' && /^[2-79]\d{7,9}$/.test(national) && !national.startsWith(code);
  return isPlain ? { kind: 'complete', international } : { kind: 'incomplete' };
}

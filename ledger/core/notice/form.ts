// A notice on paper, and as a member of staff reads it aloud. Both have the exact words of its bytes, so that
// a record which names the form holds them, and the audit draws them again years later. They are drawn
// without a person: the number is a blank that the person fills in, or that is read out.

import { z } from 'zod';
import { flowStrings } from '../language/flow-words.ts';
import type { Notice, Wording } from './notice.ts';
import { fill, type RenderableNotice, type Rendered, renderLines } from './render.ts';

/** `order-updates@1/en`, as it is printed on the form and named in evidence. */
export const formNameSchema = z
  .string()
  .max(96)
  .regex(/^[a-z0-9][a-z0-9-]{1,62}@[1-9]\d{0,8}\/[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, {
    error: 'must be the name printed on the form: id@version/locale',
  });

export const formName = ({ id, version }: Pick<Notice, 'id' | 'version'>, locale: string): string =>
  `${id}@${version}/${locale}`;

/** Where the person writes the number. */
export const numberBlank = '__________';

/** Where the member of staff says how the number ends. */
export const endingBlank = '_ _ _ _';

/** The lines as they are printed. */
export const printedWords = (notice: RenderableNotice, wording: Wording): Rendered =>
  renderLines(notice, wording, wording.sentence, numberBlank);

/**
 * What the person says yes to, and before it is asked, how to stop. The sentence of the notice and not its
 * `prompt`, which asks for a key; and no line of it that has an address, which nobody can write down by ear.
 * The line on stopping is drawn again whenever a record is audited, so it never changes (its test pins it).
 * @param ending the last four digits, one by one
 */
export const readAloud = (
  notice: RenderableNotice,
  wording: Wording,
  { ending, locale }: { ending: string; locale: string },
): string =>
  [
    fill(wording.sentence, {
      what: wording.what,
      business: notice.business.name,
      masked: `… ${ending}`,
    }),
    flowStrings(locale).stop,
  ].join('\n');

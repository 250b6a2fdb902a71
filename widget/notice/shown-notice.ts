// The notice in the form browsers get (GET /v1/notices/current): one locale, ready for `renderNotice`.

import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { Wording } from '../../ledger/core/notice/notice.ts';
import type { RenderableNotice } from '../../ledger/core/notice/render.ts';

export type ShownNotice = RenderableNotice & {
  id: string;
  version: number;
  locale: string;
  direction: 'ltr' | 'rtl';
  wording: Wording;
  /** Calling code of the business's country, digits only, for numbers typed without one. */
  calling_code?: string;
  /** The ledger refuses what is ticked in a page of this origin. */
  origin_allowed?: false;
  /** The element's own words in the notice's language. */
  strings?: Strings;
};

/** Checks the parts that the element needs. The element must not draw a notice without them. */
export function parseNotice(body: unknown): ShownNotice | undefined {
  const notice = (body ?? {}) as Partial<ShownNotice>;
  const lines = [
    notice.wording?.sentence,
    notice.wording?.privacy,
    notice.wording?.withdrawal,
    notice.wording?.contact,
  ];
  const texts = [...lines, notice.id, notice.locale, notice.business?.name, notice.privacy_url];
  const whole = texts.every((text) => typeof text === 'string') && Number.isInteger(notice.version);
  return whole && notice.contact ? (notice as ShownNotice) : undefined;
}

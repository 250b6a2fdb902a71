// A notice, a locale and a number become the exact lines a person sees or hears. There is one renderer: the
// widget draws with it, the server compares with it byte for byte, the verifier re-draws with it years later.
// It must stay free of imports by value: the widget ships this file.

import type { Notice, Wording } from './notice.ts';

/** What the renderer needs of a notice; the public form that browsers get has exactly this and its digest. */
export type RenderableNotice = Pick<Notice, 'business' | 'contact' | 'privacy_url' | 'withdrawal_url'>;

export type Rendered = { sentence: string; privacy: string; withdrawal: string; contact: string };

// Calling codes are prefix-free, and these are all of one and two digits (ITU-T E.164, list of assigned
// codes).
const callingCode = /^\+(1|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|7|8[1246]|9[0-58]|[1-9]\d\d)/;

/** The calling code that a number in international form begins with. */
export function callingCodeOf(number: string): string | undefined {
  return callingCode.exec(number)?.[1];
}

/**
 * The number as shown: six X and the last four digits, for a number of any length, so that the mask tells
 * nothing more. Before four digits are known: all X.
 * @param own the calling code of the business's country, or empty: any other is shown before the mask.
 * Absent: none is shown
 */
export function maskNumber(number: string, own?: string): string {
  const digits = number.replace(/\D/g, '');
  if (digits.length < 4) return 'XXXXXXXXXX';
  const code = own !== undefined && callingCodeOf(number);
  return `${code && code !== own ? `+${code} ` : ''}XXXXXX${digits.slice(-4)}`;
}

/** Fills the slots of a template. */
export function fill(template: string, values: Record<string, string>): string {
  // One pass, so that a business whose name contains "{masked}" is shown literally and cannot re-enter a
  // slot. Own keys only: "{constructor}" is not a slot.
  return template.replace(/\{(\w+)\}/g, (slot, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : slot,
  );
}

function contactLine(contact: Notice['contact']): string {
  return [contact.phone, contact.email, contact.url, contact.address].filter(Boolean).join(' · ');
}

/** The lines of a notice for one number, as they are shown. `own`: as for `maskNumber`. */
export function renderNotice(
  notice: RenderableNotice,
  wording: Wording,
  number: string,
  own?: string,
): Rendered {
  return renderLines(notice, wording, wording.sentence, maskNumber(number, own));
}

/** The last four digits, one by one: how a voice says which number it means. */
export const endingOf = (number: string): string => number.slice(-4).split('').join(' ');

/** The lines as a voice speaks them. */
export function renderPrompt(notice: RenderableNotice, wording: Wording, number: string): Rendered {
  return renderLines(notice, wording, wording.prompt, endingOf(maskNumber(number)));
}

/** @param masked what stands in the place of the number */
export function renderLines(
  notice: RenderableNotice,
  wording: Wording,
  sentence: string,
  masked: string,
): Rendered {
  const values = {
    what: wording.what,
    business: notice.business.name,
    masked,
    privacy_url: notice.privacy_url,
    withdrawal_url: notice.withdrawal_url,
    contact: contactLine(notice.contact),
  };
  return {
    sentence: fill(sentence, values),
    privacy: fill(wording.privacy, values),
    withdrawal: fill(wording.withdrawal, values),
    contact: fill(wording.contact, values),
  };
}

/** The lines as one text; its SHA-256 is the record's `text_sha256`. */
export function joinLines(text: Rendered): string {
  return [text.sentence, text.privacy, text.withdrawal, text.contact].join('\n');
}

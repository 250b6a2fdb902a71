// A notice, a locale and a number become the exact lines a person sees or hears. One renderer for everybody: the
// widget draws with it, the server compares with it byte for byte, the verifier re-draws with it years later.
// It must stay free of imports by value: the widget ships this file.

import type { Notice, Wording } from './notice.ts';

/** What the renderer needs of a notice; the public form that browsers get has exactly this and its digest. */
export type RenderableNotice = Pick<Notice, 'business' | 'contact' | 'privacy_url' | 'withdrawal_url'>;

export type Rendered = { sentence: string; privacy: string; withdrawal: string; contact: string };

/**
 * The number as shown: six X and the last four digits, whatever the length, so that the mask tells nothing more.
 * Before four digits are known: all X.
 */
export function maskNumber(number: string): string {
  const digits = number.replace(/\D/g, '');
  return digits.length < 4 ? 'XXXXXXXXXX' : `XXXXXX${digits.slice(-4)}`;
}

function fill(template: string, values: Record<string, string>): string {
  // One pass, so that a business whose name contains "{masked}" is shown literally and cannot re-enter a slot.
  // Own keys only: "{constructor}" is not a slot.
  return template.replace(/\{(\w+)\}/g, (slot, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : slot,
  );
}

function contactLine(contact: Notice['contact']): string {
  return [contact.phone, contact.email, contact.url, contact.address].filter(Boolean).join(' · ');
}

/** The lines of a notice for one number, as they are shown. */
export function renderNotice(notice: RenderableNotice, wording: Wording, number: string): Rendered {
  return lines(notice, wording, wording.sentence, maskNumber(number));
}

/** As they are spoken: the prompt, with the last four digits read one by one. */
export function renderPrompt(notice: RenderableNotice, wording: Wording, number: string): Rendered {
  return lines(notice, wording, wording.prompt, maskNumber(number).slice(-4).split('').join(' '));
}

function lines(notice: RenderableNotice, wording: Wording, sentence: string, masked: string): Rendered {
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

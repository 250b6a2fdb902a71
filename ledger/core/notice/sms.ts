// The wording of a notice for text messages: keywords that people send, and the reply by which the ledger
// asks them. A person who answers yes has agreed to that reply, so it must say by itself what it is about.
// There is one renderer: a keyword is answered with it, a record is compared with it, the audit draws the
// words again with it years later.

import { z } from 'zod';
import { sha256Hex } from '../canonical.ts';
import { smsStrings } from '../language/sms-words.ts';
import { lineOf } from './line.ts';
import type { Notice, Wording } from './notice.ts';
import { fill } from './render.ts';

const slots = ['what', 'business', 'contact', 'privacy_url'];
const needed = ['what', 'business'];

/** What a keyword gets back. */
const replySchema = lineOf({ max: 500 }).refine(
  (text) => {
    const used = Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name!);
    return needed.every((slot) => used.includes(slot)) && used.every((name) => slots.includes(name));
  },
  {
    error: 'must contain {what} and {business}, and no slot besides them but {contact} and {privacy_url}',
    params: { rule: 'slots' },
  },
);

const keywordSchema = lineOf({ min: 2, max: 30 })
  .refine((keyword) => /[\p{L}\p{N}]/u.test(keyword), {
    error: 'must have a letter or digit',
    params: { rule: 'keyword' },
  })
  .meta({ description: 'Capitals and punctuation make no difference.', example: 'ORDERS' });

export const smsDraftSchema = z
  .strictObject({ keywords: z.array(keywordSchema).min(1).max(8), reply: replySchema.optional() })
  .meta({
    description:
      'For text messages. A keyword gets the reply back, and only a yes to it within 24 hours agrees. The reply ' +
      'names the business, WhatsApp, what is sent, the word that agrees, STOP, and a way to a person; left out, ' +
      'it is in the language’s own words.',
  });

export const smsSchema = smsDraftSchema.required();

/** The path to a human that is shortest to write and surest to reach. */
const contactOf = ({ phone, email, address, url }: Notice['contact']): string =>
  phone ?? email ?? address ?? url ?? '';

type Asking = Pick<Notice, 'business' | 'contact' | 'privacy_url'>;

/** The words that a keyword gets back; undefined where this wording has none for text messages. */
export function smsText(notice: Asking, { what, sms }: Wording): string | undefined {
  if (sms === undefined) return undefined;
  return fill(sms.reply, { what, ...slotsOf(notice), privacy_url: notice.privacy_url });
}

const slotsOf = ({ business, contact }: Pick<Asking, 'business' | 'contact'>) => ({
  business: business.name,
  contact: contactOf(contact),
});

/** What a person hears of what they wrote; it is in no record. */
export type SmsSaid = 'recorded' | 'declined' | 'stopped' | 'nothing' | 'help';

/** @param about absent: the business has published no notice, so nothing is known of whom to turn to */
export function smsAnswer(
  said: SmsSaid,
  locale: string,
  { name, about, what = '' }: { name: string; about?: Notice | undefined; what?: string },
): string {
  const own = smsStrings(locale);
  const values = { what, business: name, contact: about === undefined ? '' : contactOf(about.contact) };
  const help = values.contact === '' ? [] : [own.help];
  const sentences = {
    recorded: [own.recorded, own.stop],
    declined: [own.declined],
    stopped: [own.stopped, ...help],
    nothing: [own.nothing, ...help],
    help: [...(help.length === 0 ? ['{business}:'] : help), own.stop],
  }[said];
  return fill(sentences.join(' ').replaceAll('。 ', '。'), values);
}

/** Where nothing can be read but what the person wrote: not even the name of the business. */
export const nothingRecorded = (locale: string): string => smsStrings(locale).nothing;

/** Whether the evidence of a yes names a keyword of this wording, and the words that it got back. */
export function isSmsEvidence(
  notice: Notice,
  wording: Wording,
  { keyword, wording_sha256: digest }: { keyword: string; wording_sha256: string },
): boolean {
  const text = smsText(notice, wording);
  if (text === undefined || wording.sms === undefined) return false;
  return wording.sms.keywords.includes(keyword) && digest === sha256Hex(text);
}

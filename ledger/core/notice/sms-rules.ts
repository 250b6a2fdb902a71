// Publishing a wording for text messages: what would be refused of each yes is refused here, once. And how
// many messages it is sent as, which is what it costs.

import { sha256Hex } from '../canonical.ts';
import type { OptIn } from '../consent/command.ts';
import type { Fault } from '../error.ts';
import { answersIn, helpWords } from '../language/sms-words.ts';
import { policyNamed } from '../policy/policy.ts';
import type { PublishedNotice, Wording } from './notice.ts';
import { smsText } from './sms.ts';

/** What looks like an address: a scheme or a domain. */
const address = /:\/\/|\bwww\.|(?<![\p{L}\p{N}@])[\p{L}\p{N}-]+\.[a-z]{2,}\/?/iu;
const slot = /\{\w+\}/g;

/** Every rule that the wording for text messages breaks, so that a yes to it would agree to nothing. */
export function smsFaults(published: PublishedNotice): Fault[] {
  return Object.entries(published.notice.locales).flatMap(([locale, wording]) => {
    if (wording.sms === undefined) return [];
    const { reply } = wording.sms;
    const pointer = `/locales/${locale}/sms/reply`;
    const own = reply.replaceAll(slot, ' ');
    const lacks = (rule: string, detail: string) => ({ pointer, rule, detail });
    const hasHuman = reply.includes('{contact}') || names(own, helpWords);
    return [
      ...(own.includes('WhatsApp') ? [] : [lacks('whatsapp_named', 'The reply must name WhatsApp.')]),
      ...(names(own, answersIn(locale, 'yes')) ? [] : [lacks('yes_named', yesDetail(locale))]),
      ...(names(own, ['STOP']) ? [] : [lacks('stop_named', 'The reply must say how to stop: by STOP.')]),
      ...(hasHuman ? [] : [lacks('human_contact', 'The reply must have {contact} or the word HELP.')]),
      ...(address.test(own) ? [lacks('no_address', 'The reply has no address but {privacy_url}.')] : []),
      ...policyFaults(published, locale, wording).map(({ rule, detail }) => lacks(rule, detail)),
    ];
  });
}

const yesDetail = (locale: string) =>
  `The reply must name a word that agrees: ${answersIn(locale, 'yes').slice(0, 3).join(', ')}.`;

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}]/u;

/** Whether a text has one of these words, as a word of its own. */
function names(text: string, words: readonly string[]): boolean {
  const lower = ` ${text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}’]+/gu, ' ')} `
    // A particle may hang on a Latin word.
    .replaceAll(/[\p{sc=Latin}’]+/gu, ' $& ')
    .replaceAll(/ +/g, ' ');
  return words.some((word) => {
    const sought = word.normalize('NFC').toLowerCase();
    return lower.includes(unspaced.test(sought) ? sought : ` ${sought} `);
  });
}

/** Of any person: the reply is the same for each. */
const someone = '+14155550100';

/** What the notice's policy asks of the words of every opt-in by text message. */
function policyFaults(published: PublishedNotice, locale: string, wording: Wording) {
  const { notice } = published;
  const text = smsText(notice, wording)!;
  const command: OptIn & { channel: 'sms' } = {
    kind: 'opt_in',
    business: notice.business.id,
    identifiers: [],
    number: someone,
    notice: { id: notice.id, version: notice.version },
    locale,
    text,
    submission: { by: 'sms', dialect: '', isSigned: false, proof: { kind: 'none' } },
    source: { system: 'sms' },
    channel: 'sms',
    evidence: { message_id: 'm-1', keyword: wording.sms!.keywords[0]!, wording_sha256: sha256Hex(text) },
  };
  return (
    policyNamed(notice.policy)
      .rules.sms.filter((rule) => !rule.holds({ command, notice: published, rendered: { sent: text } }))
      // That the words themselves name it is a rule of every policy here.
      .filter(({ name }) => name !== 'whatsapp_named')
      .map(({ criterion, name, detail }) => ({ rule: `${criterion}/${name}`, detail }))
  );
}

// 3GPP TS 23.038, 6.2.1: the letters that take seven bits each, and those that take an escape before them.
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extended = '\f^{}\\[~]|€';

/**
 * How many messages a text is sent as: what it costs. One letter outside the alphabet makes all of it longer.
 */
export function segmentsOf(text: string): number {
  const isBasic = [...text].every((letter) => basic.includes(letter) || extended.includes(letter));
  const length = isBasic
    ? [...text].reduce((sum, letter) => sum + (extended.includes(letter) ? 2 : 1), 0)
    : text.length;
  const [single, joined] = isBasic ? [160, 153] : [70, 67];
  return length <= single ? 1 : Math.ceil(length / joined);
}

// What can be wrong with an opt-in: each fault alone, on every channel where strict-2020 minds it.

import { type Channel, channels } from '../../../ledger/core/consent/evidence.ts';
import type { PublishedNotice, Wording } from '../../../ledger/core/notice/notice.ts';
import { seen, shown } from './sample-consent.ts';

/** A published notice with words that no draft could have: what admission must not rely on. */
export function worded(notice: PublishedNotice, words: Partial<Wording>): PublishedNotice {
  const en = { ...notice.notice.locales.en!, ...words };
  return { ...notice, notice: { ...notice.notice, locales: { en } } };
}

export const withoutBusiness = (notice: PublishedNotice) =>
  worded(notice, {
    sentence: 'I consent to receive {what} on my WhatsApp number {masked}',
    prompt: 'To receive {what} on your WhatsApp number ending {masked}, press 1.',
  });
export const withoutWhatsApp = (notice: PublishedNotice) =>
  worded(notice, {
    sentence: 'I consent to receive {what} from {business} on my number {masked}',
    prompt: 'To receive {what} from {business} on your number ending {masked}, press 1.',
  });
const forCalls = (notice: PublishedNotice): PublishedNotice => ({
  ...notice,
  notice: { ...notice.notice, scope: ['message', 'call'] },
});
const withoutNumber = (notice: PublishedNotice) =>
  worded(notice, { prompt: 'To receive {what} from {business} on WhatsApp, press 1.' });

/** One thing wrong, on every channel where a policy minds it. */
export type Fault = {
  rules: string[];
  channels: Channel[];
  evidence?: (good: Record<string, unknown>) => object;
  notice?: (good: PublishedNotice) => PublishedNotice;
  text?: string;
};

const boxes: Channel[] = ['web', 'email', 'app'];
export const outsideWhatsApp = channels.filter((channel) => channel !== 'whatsapp');
export const seeing = (change: object) => (good: object) => ({ ...good, seen: { ...seen, ...change } });
export const showing = (change: object) => (good: object) => ({ ...good, shown: { ...shown, ...change } });

export const strictFaults: Record<string, Fault> = {
  'a box that was drawn ticked': {
    rules: ['never_pre_ticked'],
    channels: boxes,
    evidence: (good) => ({ ...good, initially: 'ticked' }),
  },
  'a box that the widget saw ticked at first': {
    rules: ['never_pre_ticked'],
    channels: ['web'],
    evidence: seeing({ initially: 'ticked' }),
  },
  'a box that nobody ticked': {
    rules: ['ticked_by_person'],
    channels: boxes,
    evidence: (good) => ({ ...good, action: 'none' }),
  },
  'a tick made by a script': {
    rules: ['trusted_gesture'],
    channels: ['web'],
    evidence: seeing({ gesture: { type: 'click', trusted: false } }),
  },
  'a tick without any gesture': {
    rules: ['trusted_gesture'],
    channels: ['web'],
    evidence: seeing({ gesture: { type: 'none', trusted: true } }),
  },
  'a box that the app drew ticked at first': {
    rules: ['never_pre_ticked'],
    channels: ['app'],
    evidence: showing({ initially: 'ticked' }),
  },
  'a tick in an app that no event of the platform’s made': {
    rules: ['trusted_gesture'],
    channels: ['app'],
    evidence: showing({ gesture: { type: 'none' } }),
  },
  'no logo in the app': {
    rules: ['logo_and_name'],
    channels: ['app'],
    evidence: showing({ logo: false }),
  },
  'letters smaller than 12 points': {
    rules: ['legible'],
    channels: ['app'],
    evidence: showing({ font_px: 11.9 }),
  },
  'no logo': { rules: ['logo_and_name'], channels: ['web'], evidence: seeing({ logo: false }) },
  'letters smaller than 12 px': {
    rules: ['legible'],
    channels: ['web'],
    evidence: seeing({ font_px: 11.9 }),
  },
  'another key than 1': {
    rules: ['accept_key'],
    channels: ['ivr'],
    evidence: (good) => ({ ...good, key: '2' }),
  },
  'a form without signature': {
    rules: ['signed_form'],
    channels: ['paper'],
    evidence: (good) => ({ ...good, signed: false }),
  },
  'another text than the published one': {
    rules: ['text_as_published'],
    channels: outsideWhatsApp,
    text: 'Yes, please',
  },
  'a sentence that does not name the business': {
    rules: ['business_named'],
    channels: outsideWhatsApp,
    notice: withoutBusiness,
  },
  'a sentence that does not say WhatsApp': {
    rules: ['whatsapp_named'],
    channels: outsideWhatsApp.filter((channel) => channel !== 'ivr'),
    notice: withoutWhatsApp,
  },
  'a notice for calls whose sentence names none': {
    rules: ['calls_named'],
    channels: outsideWhatsApp,
    notice: forCalls,
  },
  'a prompt that does not say WhatsApp': {
    rules: ['number_read_back', 'whatsapp_named'],
    channels: ['ivr'],
    notice: withoutWhatsApp,
  },
  'a prompt that does not read the number back': {
    rules: ['number_read_back'],
    channels: ['ivr'],
    notice: withoutNumber,
  },
};

// What the page of a dispute pack calls things: for a stranger who knows nothing of the log. What stands in
// the records word for word is in the pack's other files.

import { html } from 'hono/html';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { en } from '../../core/language/en/person.ts';
import type { Identifier } from '../../core/subject/identifier.ts';
import type { SendState } from '../../operations/send/store.ts';
import type { Html } from '../pages/html.ts';

const kinds: Partial<Record<ConsentRecord['kind'], string>> = {
  opt_in: 'Agreed',
  imported: en.channels.import,
  confirmed: 'Showed that the number is theirs',
  opt_out: 'Stopped',
  declined: 'Said no',
  lapsed: 'Consent ended: nothing was heard of the person for long',
  objected: 'Objected',
  resumed: 'Asked for messages again',
  linked: 'WhatsApp said that two names are one person’s',
  identifier_changed: 'WhatsApp said that a number or name changed',
  suspended: 'On hold: the number may have a new holder',
  corrected: 'The business corrected a record',
  notice_published: 'The notice was published',
  flow_published: 'The telephone flow was published',
};

export const kindWords = (kind: ConsentRecord['kind']): string => kinds[kind] ?? spaced(kind);

export const nameWords: Record<Identifier['kind'], string> = {
  number: 'Number',
  wa_id: 'Number, as WhatsApp spells it',
  bsuid: 'WhatsApp user id',
  parent_bsuid: 'WhatsApp user id of linked businesses',
  external_id: 'Customer number',
};

const states: Record<SendState, string> = {
  denied: 'Held back: it was not sent',
  sending: 'Handed to Meta; no answer is kept',
  accepted: 'Meta took it',
  refused: 'Meta refused it',
  not_sent: 'Not sent',
  unknown: 'Handed to Meta; whether it went out is not known',
};

export const stateWords = (state: string): string => states[state as SendState] ?? state;

/** A name of a closed list, such as a purpose, as words. */
export const spaced = (name: string): string => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const clock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' });

/** To the second: what came first may be what is in dispute. */
export const moment = (at: string): Html => html`<time datetime="${at}">${clock.format(new Date(at))}</time>`;

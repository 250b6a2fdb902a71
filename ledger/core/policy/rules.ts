// The rules that policies are made of. Each states one thing that must hold of an opt-in on some channels;
// each policy's own file lists its rules. A rule in use is never edited: its judgements are in records.

import type { OptIn } from '../consent/command.ts';
import type { Channel } from '../consent/evidence.ts';
import { legiblePx } from '../consent/grade.ts';
import { sentenceOf, type Words, wordsOf } from '../consent/record/words.ts';
import { namesCalls } from '../language/wording.ts';
import type { PublishedNotice } from '../notice/notice.ts';
import { endingOf } from '../notice/render.ts';

export const criteria = ['user_action', 'clear_language', 'visual_identification', 'source'] as const;
export type Criterion = (typeof criteria)[number];

/**
 * What a rule may look at: the command, the notice it names, and the words that notice, or the flow of a
 * call, renders to.
 */
export type Case<C extends Channel = Channel> = {
  command: OptIn & { channel: C };
  notice: PublishedNotice;
  rendered: Words;
};

export type Rule<C extends Channel = Channel> = {
  criterion: Criterion;
  name: string;
  /** Where in the request the person who must fix it should look. */
  pointer: string;
  detail: string;
  holds(facts: Case<C>): boolean;
};

/** A rule that looks at the published words alone: it can be judged before anybody is asked. */
export type WordsRule = Omit<Rule, 'holds'> & {
  holds(facts: Pick<Case, 'notice' | 'rendered'> & { command: Pick<OptIn, 'locale' | 'number'> }): boolean;
};

export const boxUnticked: Rule<'web' | 'email' | 'app'> = {
  criterion: 'user_action',
  name: 'never_pre_ticked',
  pointer: '/evidence/initially',
  detail: 'The box must be drawn unticked.',
  holds: ({ command }) => command.evidence.initially === 'unticked',
};
export const seenUnticked: Rule<'web'> = {
  criterion: 'user_action',
  name: 'never_pre_ticked',
  pointer: '/evidence/seen/initially',
  detail: 'The widget must have seen the box unticked when it was first drawn.',
  holds: ({ command: { evidence } }) => evidence.seen === undefined || evidence.seen.initially === 'unticked',
};
export const boxTicked: Rule<'web' | 'email' | 'app'> = {
  criterion: 'user_action',
  name: 'ticked_by_person',
  pointer: '/evidence/action',
  detail: 'The person must have ticked the box; consent is never implied.',
  holds: ({ command }) => command.evidence.action === 'ticked',
};
export const trustedGesture: Rule<'web'> = {
  criterion: 'user_action',
  name: 'trusted_gesture',
  pointer: '/evidence/seen/gesture',
  detail:
    'The tick must come from the person: a click or key press that the browser itself reports as trusted.',
  holds: ({ command: { evidence } }) =>
    evidence.seen === undefined || (evidence.seen.gesture.trusted && evidence.seen.gesture.type !== 'none'),
};
export const shownUnticked: Rule<'app'> = {
  criterion: 'user_action',
  name: 'never_pre_ticked',
  pointer: '/evidence/shown/initially',
  detail: 'The app must have drawn the box unticked at first.',
  holds: ({ command: { evidence } }) =>
    evidence.shown === undefined || evidence.shown.initially === 'unticked',
};
export const gestureInApp: Rule<'app'> = {
  criterion: 'user_action',
  name: 'trusted_gesture',
  pointer: '/evidence/shown/gesture',
  detail: 'The tick must come from the person: a touch, a key or an aid that the platform told the app of.',
  holds: ({ command: { evidence } }) =>
    evidence.shown === undefined || evidence.shown.gesture.type !== 'none',
};
export const keyPressed: Rule<'ivr'> = {
  criterion: 'user_action',
  name: 'accept_key',
  pointer: '/evidence/key',
  detail: 'Only key 1 agrees, or the one that the flow has for it; any other key is not an opt-in.',
  holds: ({ command: { evidence, submission } }) =>
    evidence.key === (submission.by === 'flow' ? submission.flow.keys.yes : '1'),
};
export const formSigned: Rule<'paper'> = {
  criterion: 'user_action',
  name: 'signed_form',
  pointer: '/evidence/signed',
  detail: 'A paper form must carry the person’s signature.',
  holds: ({ command }) => command.evidence.signed,
};

export const textAsPublished: Rule = {
  criterion: 'clear_language',
  name: 'text_as_published',
  pointer: '/text',
  detail: 'The text shown must equal the notice rendered for this number and locale, byte for byte.',
  // A server may name the notice alone; a flow has said its words, and a text message has them.
  holds: ({ command: { text, submission }, rendered }) =>
    text === undefined ? !['flow', 'sms'].includes(submission.by) : text === wordsOf(rendered),
};
export const businessNamed: WordsRule = {
  criterion: 'clear_language',
  name: 'business_named',
  pointer: '/notice',
  detail: 'The sentence must name the business.',
  holds: ({ rendered, notice }) => sentenceOf(rendered).includes(notice.notice.business.name),
};
export const whatsAppNamed: WordsRule = {
  criterion: 'clear_language',
  name: 'whatsapp_named',
  pointer: '/notice',
  detail: 'The sentence must say that messages come over WhatsApp.',
  holds: ({ rendered }) => sentenceOf(rendered).includes('WhatsApp'),
};
export const logoShown: Rule<'web'> = {
  criterion: 'visual_identification',
  name: 'logo_and_name',
  pointer: '/evidence/seen/logo',
  detail: 'The WhatsApp logo and name must stand next to the checkbox.',
  holds: ({ command: { evidence } }) => evidence.seen === undefined || evidence.seen.logo,
};
export const legible: Rule<'web'> = {
  criterion: 'visual_identification',
  name: 'legible',
  pointer: '/evidence/seen/font_px',
  detail: `The sentence must be legible: at least ${legiblePx} px.`,
  holds: ({ command: { evidence } }) => evidence.seen === undefined || evidence.seen.font_px >= legiblePx,
};
export const logoInApp: Rule<'app'> = {
  criterion: 'visual_identification',
  name: 'logo_and_name',
  pointer: '/evidence/shown/logo',
  detail: 'The WhatsApp logo and name must stand next to the checkbox.',
  holds: ({ command: { evidence } }) => evidence.shown === undefined || evidence.shown.logo,
};
export const legibleInApp: Rule<'app'> = {
  criterion: 'visual_identification',
  name: 'legible',
  pointer: '/evidence/shown/font_px',
  detail: `The sentence must be legible: at least ${legiblePx} points or dp.`,
  holds: ({ command: { evidence } }) => evidence.shown === undefined || evidence.shown.font_px >= legiblePx,
};
export const numberReadBack: WordsRule = {
  criterion: 'visual_identification',
  name: 'number_read_back',
  pointer: '/notice',
  detail: 'Where there is no screen, the prompt must read the number back and say WhatsApp.',
  holds: ({ rendered, command }) =>
    sentenceOf(rendered).includes('WhatsApp') && sentenceOf(rendered).includes(endingOf(command.number)),
};
export const neverHere: Rule<'whatsapp'> = {
  criterion: 'source',
  name: 'outside_whatsapp',
  pointer: '/channel',
  detail: 'Consent must be given outside WhatsApp; a message in a thread cannot be an opt-in.',
  holds: () => false,
};

export const callsNamed: WordsRule = {
  criterion: 'clear_language',
  name: 'calls_named',
  pointer: '/notice',
  detail: 'A notice that covers calls must say so in its sentence.',
  holds: ({ notice, rendered, command }) =>
    !notice.notice.scope.includes('call') || namesCalls(command.locale, sentenceOf(rendered)),
};

/** What every sentence must say, and that it is the published one. */
export const language: readonly Rule[] = [textAsPublished, businessNamed, whatsAppNamed, callsNamed];

/** Those about words, of every policy. */
export const aboutWords: readonly WordsRule[] = [businessNamed, whatsAppNamed, callsNamed, numberReadBack];

// What is said next, as the call is kept and as it is answered.

import type { CallFacts, Line, Reply } from '../../channels/ivr/dialect.ts';
import { faultsIn } from '../../core/error.ts';
import { type PlayedLine, playedText, unaskedText } from '../../core/flow/played.ts';
import type { FlowStep } from '../../core/flow/step.ts';
import { tagsFor } from '../../core/language/locale.ts';
import type { Tallied } from '../../core/register/tally.ts';
import type { CallAsked } from './call.ts';
import type { Said } from './kept-call.ts';
import type { StoredFlow } from './store.ts';

/** What a late answer is said in. */
export type Heard = { stored: StoredFlow; locale: string };

type Prompted =
  | Pick<Extract<FlowStep, { kind: 'say' }>, 'kind' | 'prompts' | 'gather'>
  | {
      kind: 'end';
      prompts: Extract<FlowStep, { kind: 'end' }>['prompts'];
    };

/** @param number of whom `ask` is about */
export function saidOf(
  { stored: { flow }, locale }: Heard,
  done: Prompted,
  result: Reply['result'],
  number: string | undefined,
): Said {
  const lines = linesOf(playedText(flow, locale, done.prompts, number === undefined ? {} : { number }));
  if (done.kind === 'end') return { lines, ended: true, result };
  const { digits, finish, whole } = done.gather;
  const gather = {
    digits,
    ...(finish && { finish }),
    timeoutSeconds: flow.timeout_seconds,
    ...(done.prompts.at(-1) === 'ask' && { yes: flow.keys.yes, ...(whole && { whole }) }),
  };
  return { lines, gather, ended: false, result };
}

const linesOf = (played: readonly PlayedLine[]) =>
  played.map(({ audio, ...line }): Line => ({ ...line, ...(audio && { audio: { url: audio.url } }) }));

/**
 * Of a call that is over but for the key that stops. Else strangers who call under a person's number until it
 * is used up would keep that person from stopping: keys are pressed only where a call goes on.
 */
export function unaskedIn({ stored: { flow } }: Heard, { locale = '' }: CallFacts): Said {
  const known = tagsFor(locale).find((tag) => Object.hasOwn(flow.locales, tag));
  const gather = { digits: 1, timeoutSeconds: flow.timeout_seconds };
  return { lines: linesOf(unaskedText(flow, known)), gather, ended: false, result: 'going_on' };
}

export const notRecordedIn = (heard: Heard): Said =>
  saidOf(heard, { kind: 'end', prompts: ['not_recorded'] }, 'not_recorded', undefined);

/**
 * @param answered the step that the next request answers; 0 where this one was not kept, and no key is to
 * follow it
 */
export function replyOf(
  { facts, next }: CallAsked,
  { flow }: StoredFlow,
  said: Said,
  answered: number,
): Reply {
  const of = {
    call: facts.call,
    flow: { id: flow.id, version: flow.version },
    ...(facts.refused && { dropped: faultsIn(facts.refused) }),
  };
  const { gather, ...words } = said;
  const url = new URL(next);
  url.searchParams.set('s', String(answered));
  const early = new URL(url);
  early.searchParams.set('early', '1');
  if (gather === undefined) {
    const isOpen = answered > 0 && said.lines.length > 0 && said.result !== 'withdrawn';
    return { ...words, ...of, ...(isOpen && facts.event !== 'hangup' && { closing: early.href }) };
  }
  const { whole: _, ...waits } = gather;
  const at = { next: url.href, ...(isAsking(said) && { early: early.href }) };
  return { ...words, ...of, gather: { ...waits, ...at } };
}

/** Of a call that is asked the question now, and was not before. */
export function shownIn(
  { stored: { flow }, locale }: Heard,
  said: Said,
  before: Said | undefined,
  isTest: boolean,
): Tallied[] {
  if (said.gather?.yes === undefined || before?.gather?.yes !== undefined) return [];
  const { id: notice, version } = flow.notice;
  const of = { business: flow.business.id, channel: 'ivr', ...(isTest && { test: true as const }) } as const;
  return [{ what: 'shown', ...of, notice, version, locale }];
}

/** Whether a key may interrupt the question, so that what comes next came before it was heard. */
export const isAsking = ({ gather }: Said): boolean => gather?.yes !== undefined && gather.whole !== true;

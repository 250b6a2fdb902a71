// A call that is not made: the flow's own machine, played with the keys that a developer pressed on /flow. It
// knows two numbers, which are nobody's.

import type { Flow } from '../../core/flow/flow.ts';
import { type PlayedLine, playedText } from '../../core/flow/played.ts';
import type { PromptName } from '../../core/flow/prompt.ts';
import { type FlowEvent, type FlowState, type FlowStep, step } from '../../core/flow/step.ts';

export const caller = '+14155550100';
export const another = '+14155550177';

/** `s`: the caller says nothing. `n`: the caller keys in the other number. */
export const acts = /^[0-9*#sn]{0,80}$/;

type Turn = { did?: string; lines: PlayedLine[] };
/** `at`: what is waited for; absent where the call is over. */
export type Rehearsal = { turns: Turn[]; at?: 'language' | 'ask' | 'number' };

const saidOf = { yes: 'recorded', no: 'declined', withdraw: 'withdrawn' } as const;

export function rehearsed(flow: Flow, did: string, locale: string): Rehearsal {
  let done = step(flow, undefined, { kind: 'begin', number: true, ...(locale !== '' && { locale }) });
  const turns: Turn[] = [{ lines: heard(flow, done) }];
  for (const act of did) {
    if (done.kind !== 'say') break;
    done = step(flow, done.state, eventOf(act, done.state));
    turns.push({ did: act, lines: heard(flow, done) });
  }
  return { turns, ...(done.kind === 'say' && done.state.at !== 'ended' && { at: done.state.at }) };
}

function eventOf(act: string, { at }: FlowState): FlowEvent {
  if (act === 's') return { kind: 'silence' };
  const digits = act === 'n' ? another.slice(1) : act;
  return at === 'number' ? { kind: 'number', digits, possible: act === 'n' } : { kind: 'keys', digits };
}

function heard(flow: Flow, done: FlowStep): PlayedLine[] {
  const { locale, number } = done.state;
  const prompts: PromptName[] = done.kind === 'record' ? [saidOf[done.act]] : done.prompts;
  return playedText(flow, locale, prompts, { number: number === 'keyed' ? another : caller });
}

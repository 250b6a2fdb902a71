// Each race of a checkout is a table (races.ts): what happens, and what must be done about it. Nothing here
// has a browser, a ledger or a clock.

import { describe, expect, test } from 'vitest';
import { failureOf } from '../../../widget/act/failure.ts';
import { LedgerProblem, unreachable } from '../../../widget/act/ledger/call.ts';
import { type Effect, type Event, type State, start } from '../../../widget/act/state.ts';
import { carried, step } from '../../../widget/act/step.ts';
import { answerAbout, tickClaims } from './a-tick.ts';
import { races } from './races.ts';

const { number } = tickClaims();
const judgements = {
  '': { inForm: true, isCarried: true },
  'outside a form': { inForm: false, isCarried: false },
  'outside a form, for submit': { inForm: false, isCarried: false, commitAt: 'submit' },
  'at once': { inForm: true, isCarried: true, commitAt: 'tick' },
} as const;
const looks = {
  same: { reading: { kind: 'complete', international: number } },
  other: { reading: { kind: 'complete', international: '+14155550100' }, isOther: true },
  incomplete: { reading: { kind: 'incomplete' }, isOther: true },
  unclear: { reading: { kind: 'unclear', meant: [] }, isOther: true },
  'emptied by a script': { reading: { kind: 'incomplete' }, isOther: true, isCleared: true },
  'emptied by hand': { reading: { kind: 'incomplete' }, isOther: true },
} as const;

/** `judged 1 at once`, `refused 2 nonce_expired`, `number other` */
function eventOf(happening: string): Event {
  const [, what = '', id = 0, more = ''] = /^([a-z]+)(?: (\d+))? ?(.*)$/.exec(happening) ?? [];
  const of = { id: Number(id) };
  switch (what) {
    case 'click':
      return {
        kind: 'click',
        clicked: { iat: 1, links: [new globalThis.Event('click')], drawn: number, shown: '' },
      };
    case 'judged':
      return { kind: 'judged', ...of, base: '', commitAt: undefined, ...judgement(more) };
    case 'number':
      return { kind: 'number', isOther: false, isCleared: false, ...looks[more as 'same'] };
    case 'save':
      return { kind: 'save', inForm: more === 'in a form' };
    case 'signed':
      return { kind: 'signed', ...of, jws: more || 'bare', nonce: more || undefined };
    case 'nonce':
      return { kind: 'nonce', ...of, nonce: more };
    case 'renewed':
      return { kind: 'renewed', ...of, token: more };
    case 'posted':
      return { kind: 'posted', ...of, answer: answerAbout(`record ${id}`) };
    case 'refused':
      return { kind: 'refused', ...of, failure: failureOf(problem(more)) };
    default:
      return { kind: what as 'aged' | 'undone', ...of };
  }
}

type Judged = Extract<Event, { kind: 'judged' }>;

function judgement(more: string): Pick<Judged, 'verdict' | 'inForm' | 'isCarried'> {
  const inForm = judgements[''];
  if (more === 'stale') return { verdict: { kind: 'stale' }, ...inForm };
  const claims = tickClaims();
  if (more in judgements) return { verdict: { kind: 'signable', claims }, ...judgements[more as ''] };
  return { verdict: { kind: 'refused', failure: [more as 'number_unclear', ''] }, ...inForm };
}

function problem(code: string): Error {
  if (code === 'signing_unavailable') return new TypeError('no subtle');
  if (code === 'unreachable') return unreachable();
  if (code === 'expired') return new LedgerProblem('customer_token_invalid', '', ['/customer_token'], [code]);
  return code === 'number' ? new LedgerProblem('invalid', '', ['/number']) : new LedgerProblem(code, '');
}

function wordsOf(effect: Effect): string[] {
  if ('tick' in effect) return [[effect.kind, effect.tick.id, effect.nonce].filter(Boolean).join(' ')];
  switch (effect.kind) {
    case 'show':
      return [];
    case 'judge':
      return [`judge ${effect.id}`];
    case 'error':
      return [`tell ${effect.code}`];
    case 'settled':
      return [`settled ${effect.id} ${effect.answer?.record ?? 'without'}`];
    default:
      return [`tell ${effect.kind}`];
  }
}

/** What a form carries from now on, if it is something else than before. */
function carries(before: State, after: State): string[] {
  if (carried(before) === carried(after)) return [];
  expect(after.effects[0]).toEqual({ kind: 'show' });
  return [`carry ${carried(after) || 'nothing'}`];
}

/** What a page can see: `ready undone`, `error unreachable, ticked`. */
function sight({ choice, tick, judging }: State): string {
  const more = 'why' in choice ? choice.why : 'code' in choice ? choice.code : undefined;
  const words = [choice.kind, more].filter(Boolean).join(' ');
  return [words, tick && 'ticked', judging && 'judging'].filter(Boolean).join(', ');
}

/** Each line: what happens; what is done; what is seen then, where that is told. */
function play(table: string): { played: string; told: string } {
  let state = start;
  const rows = table.split('\n').filter((line) => line.trim() !== '');
  const lines = rows.map((line) => line.split('|').map((cell) => cell.trim()));
  const played = lines.map(([happening = '', , seen]) => {
    const before = state;
    const copy = JSON.stringify(before);
    state = step(before, eventOf(happening));
    expect(JSON.stringify(before), 'the state that went in').toBe(copy);
    const done = [...carries(before, state), ...state.effects.flatMap(wordsOf)].join(', ');
    return [happening, done, ...(seen === undefined ? [] : [sight(state)])].join(' | ');
  });
  return {
    played: played.join('\n'),
    told: lines.map(([happening, done = '', ...seen]) => [happening, done, ...seen].join(' | ')).join('\n'),
  };
}

describe.for(Object.entries(races))('%s', ([, tables]) => {
  test.for(Object.entries(tables))('%s', ([, table]) => {
    const { played, told } = play(table);
    expect(played).toBe(told);
  });
});

test('thirteen nonces are asked for while a tick stands, and no more', () => {
  let state = step(start, eventOf('click'));
  let asked = 0;
  const waiting = ['judged 1', 'signed 1'];
  for (const happening of waiting) {
    state = step(state, eventOf(happening));
    for (const { kind } of state.effects) {
      if (kind === 'nonce') asked++;
      if (kind === 'nonce') waiting.push('nonce 1 n', 'signed 1 n');
      if (kind === 'age') waiting.push('aged 1');
    }
  }
  expect(asked).toBe(13);
});

test('a look at the number shows nothing anew where nothing is new: each showing looks at the number', () => {
  const judging = step(start, eventOf('click'));
  expect(judging.effects).toContainEqual({ kind: 'show' });
  expect(step(judging, eventOf('number other')).effects).toEqual([]);
  expect(step(start, eventOf('number other')).effects).toEqual([]);
});

test('a failure to sign, of whatever kind, is ours and not the ledger’s', () => {
  expect(failureOf(new TypeError('no subtle'))).toEqual([
    'signing_unavailable',
    expect.stringContaining('no subtle'),
  ]);
});

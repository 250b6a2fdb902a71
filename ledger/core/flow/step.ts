// The one state machine of every call: what a caller did, and where the call is, give what is said or
// recorded next.
//
//   begin -> language (where a flow has several) -> number (where the caller has none) -> ask -> ended
//
// A wrong key, silence and an impossible number count, over the whole call, up to the flow's tries. Hearing a
// prompt again does not, but only so often. The key that withdraws works in every state, after the end too:
// no stop is lost to a consent of the same call. A number that was keyed in is asked about like any other,
// with its last digits read back, and nothing is recorded of it before.
//
// A key counts while the question is still being said, but the one that says yes: nobody agrees to words that
// they have not heard. An early yes is told apart from the others here, for every dialect, and asks again.

import { tagsFor } from '../language/locale.ts';
import { asciiDigits } from '../subject/notation.ts';
import type { Flow } from './flow.ts';
import type { PromptName } from './prompt.ts';

export type FlowState = {
  at: 'language' | 'ask' | 'number' | 'ended';
  locale: string;
  /** Wrong keys, silences and impossible numbers so far. */
  wrong: number;
  /** How often a prompt was asked for again, or another number than the last. */
  repeats: number;
  number: 'caller' | 'keyed' | 'none';
  /** How often a yes came before the question was heard. */
  early?: number;
  /** The question was heard to its end, and nothing is said while its answer is waited for. */
  waits?: true;
  /** The caller has said yes, and nothing since. */
  agreed?: true;
  /** The caller has hung up at the question: a no that was pressed before may be told of after it. */
  left?: true;
};

export type FlowEvent =
  /**
   * `number`: the caller's is known and possible. `locale`: what the line says of the caller's language.
   * `digits`: what was pressed in a call of which nothing is known. `several`: it may be of each of several
   * numbers, none of which is asked about, and all of which can be stopped.
   */
  | { kind: 'begin'; number: boolean; several?: boolean; locale?: string; digits?: string }
  /** `early`: the question was still being said, for all that the engine can tell. */
  | { kind: 'keys'; digits: string; early?: boolean; several?: boolean }
  /** What was keyed in at `number`, and whether it is a number that can be meant. */
  | { kind: 'number'; digits: string; possible: boolean; several?: boolean }
  /** `early`: the question has just been said, and no key came meanwhile. */
  | { kind: 'silence'; early?: boolean }
  | { kind: 'hangup' };

/** A number has fifteen digits at most, and two zeros before them (core/subject/number.ts). */
export type Gather = {
  digits: 1 | 17;
  finish?: '#';
  /** Nothing interrupts the question, at an engine that cannot tell keys apart. */
  whole?: true;
};

export type FlowStep =
  /** Without prompts: an answer is waited for in silence. */
  | { kind: 'say'; state: FlowState; prompts: PromptName[]; gather: Gather }
  /**
   * To be recorded, of the number that the state names. Then `recorded`, `declined` or `withdrawn` is said,
   * or `not_recorded`, and the call ends. `withdraw` is an opt-out of every purpose.
   */
  | { kind: 'record'; act: 'yes' | 'no' | 'withdraw'; state: FlowState }
  /** Without prompts: the call had ended before, or the caller has hung up. */
  | { kind: 'end'; state: FlowState; prompts: PromptName[] };

/** How often a caller may ask for that before it counts as a wrong key. */
const repeatsMax = 3;

/** How often a yes may interrupt the question. The question after that is said whole. */
const earlyMax = 2;

/** What was pressed, in ASCII: without the quotes that some providers put around it. */
export const keysOf = (digits: string): string =>
  asciiDigits(digits.normalize('NFKC')).replace(/["'“”\s]/g, '');

/**
 * The one that was meant: some providers send what ended the keys along with them. Never empty for what was
 * pressed.
 */
export const keyOf = (digits: string): string => keysOf(digits).replace(/(?<=[^#])#+$/, '');

/**
 * Whether it can only be meant to stop: the key several times, or with a star, a hash or any other sign about
 * it that is no letter and no digit, seen or unseen. A caller who presses harder must not be heard less, nor
 * one whose program writes marks around the key.
 */
export const isStop = ({ keys }: Flow, digits: string): boolean => {
  const pressed = keysOf(digits).replace(/[^\p{L}\p{N}]|\p{DI}/gu, '');
  return pressed !== '' && pressed.replaceAll(keys.withdraw, '') === '';
};

/** @param state undefined: of this call nothing is known, so it begins, whatever was pressed but a stop */
export function step(flow: Flow, state: FlowState | undefined, event: FlowEvent): FlowStep {
  if (event.kind === 'hangup') {
    const isLeft = state?.at === 'ask' && { left: true as const };
    return ended({ ...(state ?? beginning(flow, { number: false })), ...isLeft }, []);
  }
  if (state === undefined || event.kind === 'begin')
    return begun(flow, event.kind === 'begin' ? event : { number: false });
  const isEarly = event.kind !== 'number' && event.early === true;
  if (event.kind === 'silence' && isEarly && state.at === 'ask' && state.waits !== true)
    return { kind: 'say', state: { ...state, waits: true }, prompts: [], gather: { digits: 1 } };
  const pressed = event.kind === 'silence' ? '' : keyOf(event.digits);
  // At a number it only ends the digits.
  const keys = state.at === 'number' && pressed === '#' ? '' : pressed;
  if (event.kind !== 'silence' && isStop(flow, event.digits)) {
    const stopped = stoppedBy(state, event);
    if (stopped !== undefined) return stopped;
  }
  switch (state.at) {
    case 'language':
      return chosen(flow, state, keys);
    case 'ask':
      return answered(flow, state, keys, isEarly);
    case 'number':
      return keyedIn(flow, state, keys, event.kind === 'number' && event.possible);
    case 'ended':
      // While they are thanked, callers may think again. After anything else the question was not asked, or
      // was answered by no.
      return keys === flow.keys.no && mayRefuse(state) ? recorded(state, 'no') : ended(state, []);
  }
}

/** Whether a no is heard though the call has ended. */
const mayRefuse = ({ agreed, left }: FlowState): boolean => agreed === true || left === true;

/** A stop is never refused, but it needs to be somebody's. */
const stoppedBy = (state: FlowState, { several }: { several?: boolean }): FlowStep | undefined => {
  if (state.number !== 'none') return recorded(state, 'withdraw');
  return several === true ? recorded({ ...state, number: 'caller' }, 'withdraw') : undefined;
};

type Beginning = Omit<Extract<FlowEvent, { kind: 'begin' }>, 'kind'>;

const beginning = ({ default_locale: locale }: Flow, { number }: Beginning): FlowState => ({
  ...{ at: 'ask', locale, wrong: 0, repeats: 0 },
  number: number ? 'caller' : 'none',
});

function begun(flow: Flow, facts: Beginning): FlowStep {
  const state = beginning(flow, facts);
  const stopped = isStop(flow, facts.digits ?? '') ? stoppedBy(state, facts) : undefined;
  if (stopped !== undefined) return stopped;
  const known = tagsFor(facts.locale).find((tag) => Object.hasOwn(flow.locales, tag));
  if (known !== undefined) return asking(flow, { ...state, locale: known });
  return Object.keys(flow.locales).length > 1 ? say({ ...state, at: 'language' }) : asking(flow, state);
}

/**
 * The keys that choose a language, the default one first. None of them answers the question: some providers
 * deliver a key twice and do not say which question it answers, and the second one comes to `ask`. The key
 * for another number is taken last: it records nothing there, and asks for one.
 */
export function languageKeys({ locales, default_locale: first, keys }: Flow): Map<string, string> {
  const tags = [first, ...Object.keys(locales).filter((tag) => tag !== first)];
  const taken = [keys.yes, keys.no, keys.repeat, keys.withdraw, keys.other];
  const free = [...[...'1234567890'].filter((key) => !taken.includes(key)), keys.other];
  return new Map(tags.map((tag, i) => [free[i]!, tag]));
}

function chosen(flow: Flow, state: FlowState, keys: string): FlowStep {
  const locale = languageKeys(flow).get(keys);
  return locale === undefined ? otherwise(flow, state, keys) : asking(flow, { ...state, locale });
}

/** Asks, or for the number first. */
function asking(flow: Flow, state: FlowState): FlowStep {
  if (state.number !== 'none') return say({ ...state, at: 'ask' });
  return flow.other_number ? say({ ...state, at: 'number' }) : ended(state, ['not_recorded']);
}

function answered(flow: Flow, state: FlowState, keys: string, isEarly: boolean): FlowStep {
  if (keys === flow.keys.yes) return isEarly ? tooEarly(flow, state) : recorded(state, 'yes');
  if (keys === flow.keys.no) return recorded(state, 'no');
  if (keys !== flow.keys.other || !flow.other_number) return otherwise(flow, state, keys);
  // One number after another would make a call without end.
  if (state.number !== 'keyed') return say({ ...state, at: 'number' });
  return again({ ...state, at: 'number' }) ?? otherwise(flow, state, keys);
}

/**
 * A yes that cannot count costs no try: its caller is asked again. Who presses it once more hears the
 * question whole, so that nobody who knows the menu by heart is asked without end; only an engine that lets
 * it be interrupted even then has its yes counted as a wrong key.
 */
function tooEarly(flow: Flow, state: FlowState): FlowStep {
  const early = (state.early ?? 0) + 1;
  return early > earlyMax ? otherwise(flow, state, flow.keys.yes) : say({ ...state, early });
}

/** Undefined where the caller has had that often enough. */
function again(state: FlowState): FlowStep | undefined {
  return state.repeats < repeatsMax ? say({ ...state, repeats: state.repeats + 1 }) : undefined;
}

function keyedIn(flow: Flow, state: FlowState, keys: string, isPossible: boolean): FlowStep {
  if (isPossible) return say({ ...state, at: 'ask', number: 'keyed' });
  return otherwise(flow, state, keys, 'number_wrong');
}

function otherwise(flow: Flow, state: FlowState, keys: string, wrong: PromptName = 'wrong_key'): FlowStep {
  const repeated = keys === flow.keys.repeat ? again(state) : undefined;
  if (repeated !== undefined) return repeated;
  const counted = { ...state, wrong: state.wrong + 1 };
  if (counted.wrong >= flow.tries) return ended(counted, ['gave_up']);
  return say(counted, keys === '' ? 'silence' : wrong);
}

/** @param before said ahead of the prompt of the state */
function say({ waits: _, ...state }: FlowState, before?: PromptName): FlowStep {
  const prompt = state.at as 'language' | 'ask' | 'number';
  const isWhole = prompt === 'ask' && (state.early ?? 0) >= earlyMax;
  const gather: Gather =
    prompt === 'number' ? { digits: 17, finish: '#' } : { digits: 1, ...(isWhole && { whole: true }) };
  return { kind: 'say', state, prompts: before === undefined ? [prompt] : [before, prompt], gather };
}

const recorded = (
  { agreed: _, left: __, ...state }: FlowState,
  act: 'yes' | 'no' | 'withdraw',
): Extract<FlowStep, { kind: 'record' }> => ({
  kind: 'record',
  act,
  state: { ...state, at: 'ended', ...(act === 'yes' && { agreed: true }) },
});

const ended = (state: FlowState, prompts: PromptName[]): FlowStep => ({
  kind: 'end',
  state: { ...state, at: 'ended' },
  prompts,
});

// Which words belong to which choice. Errors that concern only the developer have no words for the person.

import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { Note } from '../draw/card.ts';
import type { WidgetErrorCode } from '../events.ts';
import type { State } from './state.ts';

/** For the other codes, the name of the words follows from the code: `undoFailed` from `undo_failed`. */
const named: Partial<Record<WidgetErrorCode, keyof Strings>> = {
  number_unclear: 'didYouMean',
  rate_limited: 'tooMany',
  signing_unavailable: 'refused',
  customer_token_expired: 'refused',
  // A translator, or a script of the page, has changed it.
  text_differs: 'noticeChanged',
  gesture_untrusted: 'byHand',
};

/** What a form carries past them. */
const carriedPast: (WidgetErrorCode | undefined)[] = ['unreachable', 'customer_token_expired'];

const wordsOf = (code: WidgetErrorCode): keyof Strings =>
  named[code] ?? (code.replace(/_(.)/g, (_, letter) => letter.toUpperCase()) as keyof Strings);

export function errorMessage({ choice: { code }, tick }: State, strings: Partial<Strings>): string {
  return say(strings, code && (carriedPast.includes(code) && tick ? 'unreachableCarried' : wordsOf(code)));
}

/** `words`: what is wrong, or nothing. */
export function noteOf({ choice, tick }: State, words: unknown, strings: Partial<Strings>): Note {
  if (choice.kind === 'ready' && choice.why === 'edited')
    return { words: say(strings, 'numberMoved'), tone: 'ask' };
  if (!words) return {};
  // A form carries the tick past a connection that failed: nothing is wrong.
  return { words, tone: choice.code === 'unreachable' && tick ? 'calm' : 'error' };
}

/** A word or two beside the box. */
export function statusMessage({ choice, tick }: State, strings: Partial<Strings>): string {
  if (choice.kind === 'ready') return choice.why === 'undone' ? say(strings, 'undone') : '';
  // Of what is ticked or went wrong nothing is said here.
  return say(strings, choice.kind === 'saving' && !tick ? 'undoing' : (choice.kind as 'saving' | 'saved'));
}

/** Empty where the words could not be loaded. */
const say = (strings: Partial<Strings>, name: keyof Strings | undefined): string =>
  (name && strings[name]) ?? '';

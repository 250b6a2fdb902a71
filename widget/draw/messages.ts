// Which words belong to which state. Errors that concern only the developer say nothing to the person.

import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { ConsentState } from '../consent/consent.ts';
import type { WidgetErrorCode } from '../events.ts';

const errors: Partial<Record<WidgetErrorCode, keyof Strings>> = {
  number_incomplete: 'numberIncomplete',
  number_not_possible: 'numberNotPossible',
  number_refused: 'numberRefused',
  notice_changed: 'noticeChanged',
  unreachable: 'unreachable',
  refused: 'refused',
  rate_limited: 'tooMany',
  signing_unavailable: 'refused',
  undo_failed: 'undoFailed',
};

export function errorMessage(state: ConsentState, strings: Partial<Strings>): string {
  if (state.kind !== 'error') return '';
  const carried = state.code === 'unreachable' && state.ticked;
  return say(strings, carried ? 'unreachableCarried' : errors[state.code]);
}

/** Is it about the number, and so to be said at the number's field? */
export function concernsNumber(state: ConsentState): boolean {
  return state.kind === 'error' && state.code.startsWith('number_');
}

export function statusMessage(state: ConsentState, strings: Partial<Strings>): string {
  switch (state.kind) {
    case 'saving':
      return say(strings, state.ticked ? 'saving' : 'undoing');
    case 'saved':
      return say(strings, 'saved');
    case 'ready':
      return say(strings, state.why === 'edited' ? 'numberChanged' : state.why);
    default:
      return '';
  }
}

/** Words that could not be loaded are not said. */
const say = (strings: Partial<Strings>, name: keyof Strings | undefined): string =>
  (name && strings[name]) ?? '';

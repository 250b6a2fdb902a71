// Which words belong to which state. Errors that concern only the developer say nothing to the person.

import type { ConsentState } from '../consent/consent.ts';
import type { WidgetErrorCode } from '../events.ts';
import type { Strings } from '../strings/strings.ts';

const errors: Partial<Record<WidgetErrorCode, keyof Strings>> = {
  number_incomplete: 'numberIncomplete',
  number_refused: 'numberRefused',
  notice_changed: 'noticeChanged',
  unreachable: 'unreachable',
  refused: 'refused',
  signing_unavailable: 'refused',
  undo_failed: 'undoFailed',
};

export function errorMessage(state: ConsentState, strings: Strings): string {
  if (state.kind !== 'error') return '';
  if (state.code === 'unreachable' && state.ticked) return strings.unreachableCarried;
  const name = errors[state.code];
  return name === undefined ? '' : strings[name];
}

/** Is it about the number, and so to be said at the number's field? */
export function concernsNumber(state: ConsentState): boolean {
  return state.kind === 'error' && (state.code === 'number_incomplete' || state.code === 'number_refused');
}

export function statusMessage(state: ConsentState, strings: Strings): string {
  switch (state.kind) {
    case 'saving':
      return state.ticked ? strings.saving : strings.undoing;
    case 'saved':
      return strings.saved;
    case 'ready':
      return state.why === 'undone' ? strings.undone : state.why === 'edited' ? strings.numberChanged : '';
    default:
      return '';
  }
}

// Whether a version is in use, as a mark with its word.

import { html, type TemplateResult } from 'lit';
import { type Icon, icon, type Tone } from '../parts/icons.ts';
import { notices as words } from '../words/notices.ts';
import { type Notice, type State, stateOf } from './reading.ts';

const marks: Record<State, [Icon, Tone]> = {
  current: ['yes', 'yes'],
  superseded: ['never', 'soft'],
  retired: ['denied', 'soft'],
};

export function stateTag(notice: Notice): TemplateResult {
  const state = stateOf(notice);
  const [mark, tone] = marks[state];
  return html`<span class="tag ${tone}">${icon(mark)}${words.states[state]}</span>`;
}

// The steps of a check, drawn as a chain: each opens its inputs; below a broken one the chain is dotted.

import { html, type TemplateResult } from 'lit';
import { type Icon, icon, type Tone } from '../parts/icons.ts';
import { verify as words } from '../words/en.ts';
import type { Step } from './check.ts';

const marks: Record<Step['state'], [Icon, Tone]> = {
  holds: ['yes', 'yes'],
  broken: ['broken', 'no'],
  open: ['never', 'soft'],
};

export const chain = (steps: readonly Step[]): TemplateResult =>
  html`<ol class="chain">${steps.map(drawn)}</ol>`;

function drawn({ name, state, says, inputs }: Step): TemplateResult {
  const [mark, tone] = marks[state];
  const said = html`<b>${words.names[name]}</b> <span class="soft">${says}</span>`;
  return html`<li class=${state === 'broken' ? 'no cut' : state === 'holds' ? 'yes' : 'soft'}>${icon(mark, tone)}<div>${
    inputs.length === 0
      ? said
      : html`<details class="more" ?open=${state === 'broken'}><summary>${said}</summary>
          <dl class="inputs">${inputs.map(([label, value]) => html`<dt>${label}</dt><dd><code>${value}</code></dd>`)}</dl></details>`
  }</div></li>`;
}

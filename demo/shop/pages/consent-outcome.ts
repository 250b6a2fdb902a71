// The outcome of one box at the checkout, for the order page: recorded, left empty, refused, on its way, or,
// where no script ran, the question itself.

import { html } from 'hono/html';
import { type Rendered, renderNotice } from '../../../ledger/core/notice/render.ts';
import { whatsAppMark } from '../art/whatsapp-mark.ts';
import type { Order } from '../book/order.ts';
import type { Recorded, Tick } from '../book/tick.ts';
import { explainGrade } from '../explain.ts';
import type { Notice } from '../ledger/ledger-client.ts';
import type { Html } from './layout.ts';

export type OutcomeView = { order: Order; what: string; tick: Tick | undefined; notice: Notice | undefined };

export function consentOutcome({ order, what, tick, notice }: OutcomeView): Html {
  if (tick === undefined) return said('none', what, 'You left this box empty, so nothing was recorded.');
  if (tick.outcome?.kind === 'recorded') return said('recorded', what, recorded(tick.outcome));
  if (tick.outcome?.kind === 'refused') return said('refused', what, `Not recorded: ${tick.outcome.detail}`);
  if (tick.jws === undefined && notice !== undefined) return question(order, notice);
  return said('waiting', what, 'The ledger has not answered yet. The shop keeps your tick and tries again.');
}

const recorded = ({ leaf_index, grade, grade_reasons, link }: Recorded): Html =>
  html`Recorded as entry ${leaf_index} of the log, grade ${grade}: ${explainGrade(grade, grade_reasons)}.${
    link && html` <a href="${link}">Your receipt, and how to take it back</a>`
  }`;

const said = (kind: string, what: string, words: Html | string): Html =>
  html`<div class="outcome ${kind}"><strong>${capital(what)}</strong><p>${words}</p></div>`;

/** The plain box of a page without scripts. The shop now knows the number, so the sentence can name it. */
const question = ({ id, phone }: Order, notice: Notice): Html => {
  const lines = renderNotice(notice, notice.wording, phone, notice.calling_code ?? '');
  // Firefox would give the box back ticked after a reload.
  return html`<form class="outcome question" action="/orders/${id}/consent" method="post" autocomplete="off">
    <input type="hidden" name="notice" value="${notice.id}">
    <input type="hidden" name="version" value="${notice.version}">
    <label class="plain-tick" lang="${notice.locale}">
      <input type="checkbox" name="consent" value="yes" required>
      <span><strong class="brand">${whatsAppMark} WhatsApp</strong>${lines.sentence}</span>
    </label>
    ${others(lines)}
    <button class="button quiet" type="submit">Save</button>
  </form>`;
};

const others = ({ privacy, withdrawal, contact }: Rendered): Html =>
  html`${[privacy, withdrawal, contact].map((line) => html`<p class="note">${line}</p>`)}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

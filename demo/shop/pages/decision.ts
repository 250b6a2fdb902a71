// A message and the gate's answer, first in plain words, then exactly.

import { html } from 'hono/html';
import type { Message } from '../book/message.ts';
import { explainReason, isSent, purposeName } from '../explain.ts';
import { takeApart } from '../jws.ts';
import { templates } from '../templates.ts';
import { json } from './code.ts';
import type { Html } from './layout.ts';

export const decision = (message: Message): Html => {
  const { answer, fault, purpose, at } = message;
  const allowed = isSent(message);
  return html`<article class="${allowed ? 'decision allow' : 'decision deny'}">
    <h3><span class="verdict">${allowed ? 'Allowed' : 'Denied'}</span> ${purposeName(purpose)}</h3>
    ${answer === undefined && fault === undefined ? noAnswer : ''}
    ${answer?.reasons.map((reason) => html`<p>${explainReason(reason)}</p>`)}
    ${fault === undefined ? '' : html`<p>Not sent: <code>${fault}</code></p>`}
    <dl class="facts">
      <div><dt>Sent to</dt><dd><code>POST /cloud/v23.0/…/messages</code>, template <code>${templates[purpose].name}</code>,
        <time datetime="${at}">${at.slice(0, 19).replace('T', ' ')} UTC</time></dd></div>
      ${answer && facts(answer)}
    </dl>
    ${answer?.permit ? permit(answer.permit) : ''}
  </article>`;
};

const noAnswer = html`<p>The gate gave no answer. Without a clear “allow”, nothing is sent.</p>`;

const facts = (answer: NonNullable<Message['answer']>): Html => html`
  <div><dt>Answer</dt><dd><code>${answer.decision}</code>, because <code>${answer.reasons.join(', ')}</code></dd></div>
  <div><dt>Deciding record</dt><dd>${answer.record ? html`<code>${answer.record}</code>` : 'none'}</dd></div>
  <div><dt>Judged at</dt><dd>tree size <code>${answer.tree_size}</code></dd></div>`;

const permit = (token: string): Html =>
  json(
    'The permit: this decision, signed, for the shop to keep. Its id travels with the message.',
    takeApart(token) ?? token,
  );

// What the shop keeps of one consent: the words agreed to, the receipt, the evidence file, and how to check
// them without trusting the shop or the ledger.

import { html } from 'hono/html';
import { directionOf } from '../../../ledger/core/language/direction.ts';
import { verbatim } from '../../../ledger/http/person/verbatim.ts';
import type { Evidence } from '../book/evidence.ts';
import type { Recorded } from '../book/tick.ts';
import { explainGrade } from '../explain.ts';
import { takeApart } from '../jws.ts';
import { command, json } from './code.ts';
import type { Html } from './layout.ts';

export type ProofView = {
  what: string;
  recorded: Recorded;
  evidence: Evidence | undefined;
  href: string;
  ledger: string;
};

export const proof = ({
  what,
  recorded,
  evidence,
  href,
  ledger,
}: ProofView): Html => html`<article class="proof">
  <h3>${what}</h3>
  <dl class="facts">
    <div><dt>Record</dt><dd><code>${recorded.record}</code></dd></div>
    <div><dt>In the log</dt><dd>entry <code>${recorded.leaf_index}</code>, first proven in a tree of
      <code>${recorded.tree_size}</code></dd></div>
    <div><dt>Grade</dt><dd><code>${recorded.grade}</code>: ${explainGrade(recorded.grade, recorded.grade_reasons)}</dd></div>
  </dl>
  ${evidence ? file(evidence, recorded, href, ledger) : html`<p>The shop could not fetch the evidence file yet. Reload the page.</p>`}
</article>`;

const file = (evidence: Evidence, { record }: Recorded, href: string, ledger: string): Html => {
  const content = JSON.parse(evidence.file) as { receipt: string; record: string };
  return html`
    ${words(content.record)}
    <p><a class="button quiet" href="${href}" download>Download the evidence file</a></p>
    ${command(
      `npm run -s optmark -- verify ~/Downloads/optmark-evidence-${record}.json --from ${ledger}`,
      'Verify it yourself, by the keys that the ledger publishes:',
    )}
    ${command(`npm run -s optmark -- verify ${ledger}`, 'Or verify the whole public log, as a stranger sees it:')}
    ${json('The receipt, decoded', takeApart(content.receipt), { open: true })}
    ${json('The raw evidence file', content)}`;
};

/** The lines in the order in which the person saw them, from the very bytes that the log commits to. */
function words(record: string): Html {
  const { text, notice } = JSON.parse(Buffer.from(record, 'base64').toString('utf8')) as {
    text: Record<string, string>;
    notice: { locale: string };
  };
  const lines = ['sentence', 'privacy', 'withdrawal', 'contact'].map((name) => text[name]);
  const { locale } = notice;
  return html`<blockquote lang="${locale}" dir="${directionOf(locale)}">${lines.map((line) => html`<p>${verbatim(line ?? '')}</p>`)}</blockquote>`;
}

// What others check the ledger by: the log's keys under each of its names, the keys of receipts and permits,
// and who else has signed the newest checkpoint. Open to every role, as it is to everybody; changed on the
// host alone.

import { html, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import type { SignedIn } from '../ask/session.ts';
import { copyButton } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { count } from '../parts/moment.ts';
import { newestHead } from '../verify/head.ts';
import { signing as words } from '../words/signing.ts';
import { onHost } from './act.ts';
import { Section } from './section.ts';
import { part, table } from './sheet.ts';

export const draw = (session: SignedIn): TemplateResult =>
  html`<settings-signing .session=${session}></settings-signing>`;

type Name = { origin: string; vkey: string; up_to?: number };
type TokenKey = { kid: string; alg: string; x: string };
type Signing = { names: Name[]; tokens: TokenKey[]; witnesses: readonly (readonly [string, string])[] };

class SigningKeys extends Section<Signing> {
  protected async read(signal: AbortSignal): Promise<Signing> {
    const [{ names }, { keys: tokens }, { steps }] = await Promise.all([
      ask<{ names: Name[] }>('GET', '/log/keys.json', undefined, signal),
      ask<{ keys: TokenKey[] }>('GET', '/.well-known/jwks.json', undefined, signal),
      newestHead(),
    ]);
    const witnesses = steps.find(({ name }) => name === 'witnesses')?.inputs ?? [];
    return { names: names.toReversed(), tokens, witnesses };
  }

  protected drawn({ names, tokens, witnesses }: Signing): TemplateResult {
    return html`${part(
      'log',
      words.log,
      words.logMeans,
      table(
        [words.origin, words.state, words.key],
        names.map(({ origin, vkey, up_to: upTo }) => [
          origin,
          upTo === undefined ? signsNow() : html`<span class="soft">${words.upTo(count(upTo))}</span>`,
          keyText(words.about(origin), vkey),
        ]),
      ),
    )}${part(
      'tokens',
      words.tokens,
      words.tokensMean,
      table(
        [words.id, words.state, words.public],
        // The ledger names the one that signs now first.
        tokens.map(({ kid, alg, x }, n) => [
          html`<span class="num">${kid}</span>`,
          html`${n === 0 ? signsNow() : html`<span class="soft">${words.before}</span>`} <span class="soft">${alg}</span>`,
          keyText(words.aboutToken(kid), x),
        ]),
      ),
    )}${part(
      'witnesses',
      words.witnesses,
      words.witnessesMean,
      witnesses.length === 0
        ? html`<p class="pad">${icon('never')} ${words.noWitness}</p>`
        : table(
            [words.witness, words.id],
            witnesses.map(([name, id]) => [name, html`<span class="num">${id}</span>`]),
          ),
    )}<div class="stack t"><p class="small">${words.changes}</p>${onHost('optmark keys rotate-log', 'optmark keys public')}</div>`;
  }
}

customElements.define('settings-signing', SigningKeys);

const signsNow = () => html`<span class="tag yes">${icon('yes')}${words.now}</span>`;
const keyText = (about: string, key: string) =>
  html`<span class="cli"><code>${key}</code>${copyButton(about, key)}</span>`;

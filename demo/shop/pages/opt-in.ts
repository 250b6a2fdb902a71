// The widget in a page of the shop: its script tag, pinned by digest, and the element with the notice
// inlined, so that the browser requests nothing before the person acts. In a form, the server draws the whole
// card, so that it works without the script too.

import { html, raw } from 'hono/html';
import { declarativeOptIn, type OptInFacts } from '../../../widget/server/declarative.ts';
import { tickFields } from '../asked-notices.ts';
import type { AskedNotice } from '../ledger/consent-for-page.ts';
import type { Html } from './layout.ts';

/** The id of the shop's own phone input, which the widget reads. */
export const phoneId = 'tel';

export type WidgetScript = { file: string; integrity: string };

/** With a digest, the browser runs only the published script, from whatever server. */
export const widgetTag = ({ file, integrity }: WidgetScript): Html =>
  html`<script type="module" src="${file}" integrity="${integrity}" crossorigin></script>`;

/**
 * The value that the box posts without the script. No sentence can then name the number that the customer
 * types, so it is a wish to be asked where the number is known, and never consent.
 */
export const askMe = 'ask-me';

/**
 * In the shop's own form, whose value then carries the tick. `nonce`: by which the page's policy allows its
 * style; `place`: it is a row of one card with the others.
 */
export const optInOfForm = (facts: {
  site: string;
  notice: AskedNotice;
  nonce: string;
  place: NonNullable<OptInFacts['place']>;
}): Html =>
  html`${raw(
    declarativeOptIn({
      ...facts,
      name: tickFields[facts.notice.id],
      plainValue: askMe,
      phoneField: `#${phoneId}`,
      collectedVia: 'checkout',
    }),
  )}`;

/**
 * With a token of the shop's server, which names the number. `plain` shows where the script does not run.
 */
export const optInOfCustomer = ({
  site,
  customerToken,
  notice,
  plain,
}: {
  site: string;
  customerToken: string;
  notice: AskedNotice;
  plain: Html;
}): Html => html`<optmark-opt-in site="${site}" notice="${notice.id}" locale="${notice.locale}"
  customer-token="${customerToken}" prove="whatsapp code" collected-via="profile">
  <script type="application/json" slot="notice">${raw(asScript(notice))}</script>
  ${plain}
</optmark-opt-in>`;

/** JSON inside a script element: only "<" could end it (HTML, 4.12.1.3). */
const asScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

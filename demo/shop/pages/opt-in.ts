// The widget in a page of the shop: its script tag, pinned by digest, and the element with the notice inlined, so that
// nothing is requested before the person acts. Its light DOM is what a browser without the script shows and posts.

import { html, raw } from 'hono/html';
import { tickFields } from '../asked-notices.ts';
import type { AskedNotice } from '../ledger/consent-for-page.ts';
import type { Html } from './layout.ts';

/** The id of the shop's own phone input, which the widget reads. */
export const phoneId = 'tel';

export type WidgetScript = { file: string; integrity: string };

/** Under a digest the browser runs exactly the script that was published, whoever serves it. */
export const widgetTag = ({ file, integrity }: WidgetScript): Html =>
  html`<script type="module" src="${file}" integrity="${integrity}" crossorigin></script>`;

export type OptIn = {
  site: string;
  notice: AskedNotice;
  collectedVia: 'checkout' | 'profile';
  /** Whose: of the shop's form, whose value then carries the tick; or named by the shop's server. */
  number: { from: 'form' } | { from: 'session'; session: string };
  /** Shown, and in its form, only where the widget's script does not run. */
  plain: Html;
};

export const optIn = ({ site, notice, collectedVia, number, plain }: OptIn): Html => html`<optmark-opt-in
  site="${site}" notice="${notice.id}" locale="${notice.locale}" collected-via="${collectedVia}" ${
    number.from === 'form'
      ? html`phone-field="#${phoneId}" name="${tickFields[notice.id]}"`
      : html`session="${number.session}" prove="whatsapp code"`
  }>
  <script type="application/json" slot="notice">${raw(asScript(notice))}</script>
  ${plain}
</optmark-opt-in>`;

/**
 * What the plain box posts. Without a script no sentence can name the number that is being typed, so this box is a wish
 * to be asked where the number is known, and never consent.
 */
export const askMe = 'ask-me';

export const plainBox = ({
  id,
  business,
  wording,
  locale,
}: AskedNotice): Html => html`<label class="plain-tick">
  <input type="checkbox" name="${tickFields[id]}" value="${askMe}">
  <span>Ask me on the next page about <span lang="${locale}">${wording.what}</span> from ${business.name} on
    WhatsApp</span>
</label>`;

/** JSON inside a script element: only "<" could end it (HTML, 4.12.1.3). */
const asScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

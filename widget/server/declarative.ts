// The element as a server renders it: declarative shadow DOM (HTML, 4.12.3) with the card as the script will draw it,
// and in its midst, among the element's children, a plain labelled box. Without the script the page shows the card and
// posts the box; with it, the element draws the same card live and takes the plain box out of the form.
//
// What the plain box posts is a wish, and never consent: no script has measured what was seen, nor signed it. So its
// value is not a signed record, and the shop's server must not take it for one.

import { renderNotice } from '../../ledger/core/notice/render.ts';
import { lineParts } from '../draw/line-parts.ts';
import { noticeLinks } from '../draw/notice-links.ts';
import { glyphPath } from '../draw/whatsapp-glyph.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import { attributes, type Markup, markup, scriptJson } from './markup.ts';
import { servedStyles } from './plain-styles.ts';

export type OptInFacts = {
  /** Publishable key of the site, `pk_…`. */
  site: string;
  /** The notice as `GET /v1/notices/current` answers it. It is inlined, so the script asks for nothing. */
  notice: ShownNotice;
  /** Name under which the form carries the signed record; without the script, the plain value. */
  name: string;
  /** What the plain box posts. Default: `asked`. */
  plainValue?: string;
  /** Id of the plain box, unique in the page. Default: made of the name. */
  id?: string;
  /** The number as far as the server knows it; only its last four digits are written. */
  number?: string;
  /** For the style element, where the page's policy has no `'unsafe-inline'`: `style-src 'nonce-…'`. */
  nonce?: string;
  /** Further attributes of the element. */
  ledger?: string;
  session?: string;
  phoneField?: string;
  collectedVia?: string;
  commit?: 'tick' | 'submit';
  prove?: string;
};

/** @returns HTML of one element. Every word of the notice and every fact is escaped. */
export function declarativeOptIn(facts: OptInFacts): string {
  const { notice, name, plainValue = 'asked', id = `${name}-plain` } = facts;
  const { locale, direction: dir } = notice;
  const { sentence } = renderNotice(notice, notice.wording, facts.number ?? '');
  const box = attributes({ id, type: 'checkbox', name, value: plainValue, autocomplete: 'off' });
  return markup`<optmark-opt-in${elementAttributes(facts)}><template shadowrootmode="open">${card(facts)}</template>
<script type="application/json" slot="notice">${scriptJson(notice)}</script>
<input${box}><label${attributes({ for: id, lang: locale, dir })}>${sentence}</label></optmark-opt-in>`.markup;
}

function elementAttributes({ site, notice, name, ledger, session, ...facts }: OptInFacts): Markup {
  return attributes({
    site,
    notice: notice.id,
    locale: notice.locale,
    name,
    ledger,
    session,
    'phone-field': facts.phoneField,
    'collected-via': facts.collectedVia,
    commit: facts.commit,
    prove: facts.prove,
  });
}

/** As in draw/card.ts, with a slot where the box and the sentence are. */
function card({ notice, number = '', nonce }: OptInFacts): Markup {
  const { locale: lang, direction: dir } = notice;
  const lines = renderNotice(notice, notice.wording, number);
  const links = noticeLinks(notice);
  const line = (name: 'privacy' | 'withdrawal' | 'contact') =>
    markup`<p class="line">${lineParts(lines[name], links).map((part) =>
      typeof part === 'string'
        ? markup`${part}`
        : markup`<a${attributes({ href: part.href, target: '_blank', rel: 'noopener' })}>${part.text}</a>`,
    )}</p>`;
  return markup`<style${attributes({ nonce })}>${{ markup: servedStyles }}</style><div part="base"${attributes(
    {
      class: 'card',
      lang,
      dir,
    },
  )}><div part="control" class="control"><slot></slot><span class="brand"><slot name="logo"><svg class="glyph" viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" d="${glyphPath}"></path></svg></slot><span class="name">WhatsApp</span></span></div><div class="lines">${[
    line('privacy'),
    line('withdrawal'),
    line('contact'),
  ]}</div></div>`;
}

// The element as a server renders it: declarative shadow DOM (HTML, 4.12.3) with the same card that the
// script draws, and in it, among the element's children, a plain labelled box. Without the script, the page
// shows the card and posts the box. With it, the element draws the same card live and takes the plain box out
// of the form.
//
// The plain box posts a wish, never consent: no script has measured what the person saw, or signed it. So its
// value is not a signed record, and the shop's server must not treat it as one.

import { maskNumber, renderNotice } from '../../ledger/core/notice/render.ts';
import { type LinePart, lineParts } from '../draw/line-parts.ts';
import { noticeLinks } from '../draw/notice-links.ts';
import { glyphPath } from '../draw/whatsapp-glyph.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import { attributes, type Markup, markup, scriptJson } from './markup.ts';
import { servedStyles } from './plain-styles.ts';

export type OptInFacts = {
  /** Publishable key of the site, `pk_…`. */
  site: string;
  /** The notice from `GET /v1/notices/current`. It is inlined, so the script requests nothing. */
  notice: ShownNotice;
  /** Name under which the form carries the signed record; without the script, the plain value. */
  name: string;
  /** The value that the plain box posts. Default: `asked`. */
  plainValue?: string;
  /** Id of the plain box, unique in the page. Default: made from the name. */
  id?: string;
  /** The number, if the server knows it. The HTML holds only its last four digits. */
  number?: string;
  /** For the style element, where the page's policy has no `'unsafe-inline'`: `style-src 'nonce-…'`. */
  nonce?: string;
  /**
   * Of several with the same other lines. `shared`: one further down in the form shows them. `over`, `under`:
   * a row of one card, directly above or below another.
   */
  place?: ('shared' | 'over' | 'under')[];
  /** Further attributes of the element. */
  ledger?: string;
  customerToken?: string;
  phoneField?: string;
  errorFor?: string;
  collectedVia?: string;
  entry?: string;
  commit?: 'tick' | 'submit';
  prove?: string;
};

/** @returns HTML of one element. Every word of the notice and every fact is escaped. */
export function declarativeOptIn(facts: OptInFacts): string {
  const { notice, name, plainValue = 'asked', id = `${name}-plain` } = facts;
  const { locale, direction: dir } = notice;
  const sentence = plainSentence(facts);
  const box = attributes({ id, type: 'checkbox', name, value: plainValue });
  return markup`<optmark-opt-in${elementAttributes(facts)}><template shadowrootmode="open">${card(facts)}</template>
<script type="application/json" slot="notice">${scriptJson(notice)}</script>
<input${box}><label${attributes({ for: id, lang: locale, dir })}>${sentence}</label></optmark-opt-in>`.markup;
}

/** With soft words where there is no number yet. The number, or its place, stays in one piece. */
function plainSentence({ notice, number = '' }: OptInFacts): string {
  const own = notice.calling_code ?? '';
  const { sentence } = renderNotice(notice, notice.wording, number, own);
  const mask = maskNumber(number, own);
  const place = (number === '' && notice.strings?.numberGap) || mask;
  return sentence.replaceAll(mask, () => place.replaceAll(' ', '\u00a0'));
}

function elementAttributes({ site, notice, name, ledger, customerToken, ...facts }: OptInFacts): Markup {
  return attributes({
    site,
    notice: notice.id,
    locale: notice.locale,
    name,
    ledger,
    'customer-token': customerToken,
    'phone-field': facts.phoneField,
    'error-for': facts.errorFor,
    'collected-via': facts.collectedVia,
    entry: facts.entry,
    commit: facts.commit,
    prove: facts.prove,
  });
}

/** As in draw/card.ts, with a slot where the box and the sentence are. */
function card({ notice, number = '', nonce, place = [] }: OptInFacts): Markup {
  const { locale: lang, direction: dir, strings } = notice;
  const lines = renderNotice(notice, notice.wording, number, notice.calling_code ?? '');
  const links = noticeLinks(notice);
  const line = (name: 'privacy' | 'withdrawal' | 'contact') =>
    markup`<p class="line">${lineParts(lines[name], links).map(linePart)}</p>`;
  const style = markup`<style${attributes({ nonce })}>${{ markup: servedStyles }}</style>`;
  const brand = markup`<span class="brand"><slot name="logo"><svg class="glyph" viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" d="${glyphPath}"></path></svg></slot><span class="name">WhatsApp</span></span>`;
  const fold = markup`<details class="fold"><summary${attributes({ lang: strings?.lang })}><span>${strings?.otherLines}</span></summary>${[line('withdrawal'), line('privacy'), line('contact')]}</details>`;
  const base = attributes({ part: 'base', class: ['card', ...place].join(' '), lang, dir });
  return markup`${style}<div${base}><div part="control" class="control"><slot></slot><div class="head">${brand}</div></div>${fold}</div>`;
}

function linePart(part: LinePart): Markup {
  if (typeof part === 'string') return markup`${part}`;
  const { href, before, text, after } = part;
  const hidden = (address?: string) => address && markup`<span hidden>${address}</span>`;
  const link = attributes({ class: after ? undefined : 'number', href, target: '_blank', rel: 'noopener' });
  return markup`<a${link}>${hidden(before)}${text}${hidden(after)}</a>`;
}

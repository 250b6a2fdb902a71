// The one script of the widget: defines <optmark-opt-in>. If a page loads it twice, or in two versions, the
// first stays.
//
//   <script type="module" crossorigin integrity="sha384-…"
//   src="https://ledger.example/1.4.2/optmark.js"></script>
//   <optmark-opt-in site="pk_…" notice="order-updates" phone-field="#tel" name="optin"></optmark-opt-in>
//
// A page's content security policy must allow: script-src and connect-src the ledger's origin; no style-src,
// img-src or font-src. Under Trusted Types: `trusted-types lit-html`, with 'allow-duplicates' where the page
// has a Lit of its own.

import { OptmarkOptIn } from './element.ts';

if (customElements.get('optmark-opt-in')) {
  console.warn('optmark: <optmark-opt-in> is already defined; the first stays.');
} else {
  OptmarkOptIn.reflect();
  customElements.define('optmark-opt-in', OptmarkOptIn);
}

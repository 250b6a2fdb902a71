// The one script of the widget: defines <optmark-opt-in>. Loading it twice, or in two versions, keeps the first.

import { OptmarkOptIn } from './opt-in-element.ts';

if (customElements.get('optmark-opt-in'))
  console.warn('optmark: <optmark-opt-in> is already defined; the first stays.');
else customElements.define('optmark-opt-in', OptmarkOptIn);

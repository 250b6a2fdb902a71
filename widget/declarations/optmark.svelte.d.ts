// <optmark-opt-in> in Svelte's markup. Put optmark.d.ts beside it.

import type { HTMLAttributes } from 'svelte/elements';
import type { OptmarkEvents, OptmarkOptInAttributes, OptmarkOptInElement } from './optmark.js';

type Listeners = { [Name in keyof OptmarkEvents as `on${Name}`]?: (event: OptmarkEvents[Name]) => void };

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'optmark-opt-in': HTMLAttributes<OptmarkOptInElement> & OptmarkOptInAttributes & Listeners;
  }
}

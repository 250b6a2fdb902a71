// <optmark-opt-in> in Vue's templates. Put optmark.d.ts beside it. Tell Vue that it is an element and not a
// component: `isCustomElement: (tag) => tag === 'optmark-opt-in'`.

import type { DefineComponent, HTMLAttributes } from 'vue';
import type { OptmarkEvents, OptmarkOptInAttributes } from './optmark.js';

/** `@optmark-saved` in a template is the property `onOptmarkSaved`. */
type Listeners = {
  onOptmarkReady?: (event: OptmarkEvents['optmark-ready']) => void;
  onOptmarkSaved?: (event: OptmarkEvents['optmark-saved']) => void;
  onOptmarkUndone?: (event: OptmarkEvents['optmark-undone']) => void;
  onOptmarkConfirmed?: (event: OptmarkEvents['optmark-confirmed']) => void;
  onOptmarkError?: (event: OptmarkEvents['optmark-error']) => void;
};

declare module 'vue' {
  interface GlobalComponents {
    'optmark-opt-in': DefineComponent<OptmarkOptInAttributes & Listeners & HTMLAttributes>;
  }
}

// <optmark-opt-in> in JSX, for React 19. Put optmark.d.ts beside it.

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { OptmarkEvents, OptmarkOptInAttributes, OptmarkOptInElement } from './optmark.js';

type Listeners = { [Name in keyof OptmarkEvents as `on${Name}`]?: (event: OptmarkEvents[Name]) => void };

/** Consent is the person's own tick, and the person is free to withhold it. */
type Refused = { checked?: never; defaultChecked?: never; required?: never };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'optmark-opt-in': DetailedHTMLProps<HTMLAttributes<OptmarkOptInElement>, OptmarkOptInElement> &
        OptmarkOptInAttributes &
        Listeners &
        Refused;
    }
  }
}

// <optmark-opt-in> in JSX, for React 19. Beside dom.d.ts, which is served as optmark.d.ts.

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { OptmarkEvents, OptmarkOptInAttributes, OptmarkOptInElement } from './dom.d.ts';

type Listeners = { [Name in keyof OptmarkEvents as `on${Name}`]?: (event: OptmarkEvents[Name]) => void };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'optmark-opt-in': DetailedHTMLProps<HTMLAttributes<OptmarkOptInElement>, OptmarkOptInElement> &
        OptmarkOptInAttributes &
        Listeners;
    }
  }
}

// What an honest page says it saw.

import type { Seen } from '../../ledger/core/consent/evidence.ts';

export const seen: Seen = {
  initially: 'unticked',
  gesture: {
    type: 'pointerdown',
    trusted: true,
    chain: [
      { type: 'pointerdown', trusted: true, ms: 90 },
      { type: 'click', trusted: true, ms: 0 },
    ],
  },
  activation: true,
  automation: false,
  logo: true,
  visible_ms: 2400,
  visible_ratio: 1,
  unobscured: true,
  check_visibility: true,
  hit_test: true,
  font_px: 16,
  contrast: 14.2,
  box: { width: 420, height: 160 },
  viewport: { width: 1280, height: 800 },
  pixel_ratio: 2,
  direction: 'ltr',
  scheme: 'light',
  forced_colors: false,
  framed: false,
  ancestors: 0,
  same_origin: true,
  script: '0.1.0',
  integrity: null,
  path: '/checkout',
};

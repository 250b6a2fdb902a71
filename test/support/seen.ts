// What an honest page says it saw.

import type { Seen } from '../../ledger/core/consent/evidence.ts';

export const seen: Seen = {
  initially: 'unticked',
  gesture: { type: 'pointerdown', trusted: true },
  logo: true,
  visible_ms: 2400,
  visible_ratio: 1,
  check_visibility: true,
  hit_test: true,
  font_px: 16,
  contrast: 14.2,
  box: { width: 420, height: 160 },
  viewport: { width: 1280, height: 800 },
  direction: 'ltr',
  scheme: 'light',
  framed: false,
  script: '0.1.0',
  path: '/checkout',
};

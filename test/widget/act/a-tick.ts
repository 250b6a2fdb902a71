// What is signed at a tick, and what a ledger answers to it, for tests that look at neither.

import type { TickClaims } from '../../../widget/act/claims.ts';
import type { Answer } from '../../../widget/act/ledger/client.ts';

export const tickClaims = (jti = crypto.randomUUID()): TickClaims => ({
  v: 1,
  site: 'pk_test4kJ8mZt0QX2v7bN1',
  jti,
  iat: 1_795_000_000,
  kind: 'opt_in',
  notice: { id: 'order-updates', version: 2 },
  locale: 'en',
  number: '+919876543210',
  text: 'I consent',
  evidence: {
    initially: 'unticked',
    action: 'ticked',
    seen: {
      initially: 'unticked',
      gesture: { type: 'keydown', trusted: true },
      logo: true,
      visible_ms: 1,
      visible_ratio: 1,
      check_visibility: true,
      hit_test: true,
      font_px: 16,
      contrast: 15,
      box: { width: 1, height: 1 },
      viewport: { width: 1, height: 1 },
      direction: 'ltr',
      scheme: 'light',
      framed: false,
      script: '0.1.0',
      path: '/',
    },
  },
});

export const answerAbout = (record: string): Answer => ({
  record,
  receipt: 'receipt',
  grade: 'E3',
  recorded_at: '2026-11-22T10:00:00.000Z',
  link: undefined,
});

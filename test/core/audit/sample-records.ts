// The records of the sample ledger, as an honest ledger would have written them.

import { sha256Hex } from '../../../ledger/core/canonical.ts';
import type { OptInRecord, RecordDraft } from '../../../ledger/core/consent/record.ts';
import type { PublishedNotice, publishNotice } from '../../../ledger/core/notice/notice.ts';
import { joinLines, renderNotice, renderPrompt } from '../../../ledger/core/notice/render.ts';
import { goodEvidence } from '../consent/sample-consent.ts';

export const business = 'fresh-produce';

export const noticeDraft: Parameters<typeof publishNotice>[0] = {
  id: 'order-updates',
  purposes: ['shipping_update', 'payment_update'],
  scope: ['message'],
  default_locale: 'en',
  locales: { en: { what: 'order updates' } },
  contact: { email: 'care@fresh.example' },
  privacy_url: 'https://fresh.example/privacy',
  withdrawal_url: 'https://fresh.example/profile',
  policy: 'strict-2020',
};

export function common<Kind extends RecordDraft['kind']>(kind: Kind) {
  return { v: 2 as const, kind, business, source: { system: 'server', actor: 'test' } };
}

/** What makes it a record of what a page signed and its shop's server passed on. */
export function signed(number: string, { notice }: PublishedNotice): Partial<OptInRecord> {
  const text = renderNotice(notice, notice.locales.en!, number);
  return {
    channel: 'web',
    evidence: goodEvidence.web,
    jws: 'header.payload.signature',
    text,
    text_sha256: sha256Hex(joinLines(text)),
    grade: 'E2',
    grade_reasons: ['no_fresh_nonce'],
  };
}

/** What an honest ledger records of a pressed key, where the server says which words it played. */
export function optInDraft(number: string, { notice, sha256 }: PublishedNotice): RecordDraft {
  const text = renderPrompt(notice, notice.locales.en!, number);
  const occurred = notice.published_at;
  const days = notice.valid_days;
  return {
    ...common('opt_in'),
    purposes: notice.purposes,
    scope: notice.scope,
    identifiers: [{ kind: 'number', value: number }],
    channel: 'ivr',
    notice: { id: notice.id, version: notice.version, sha256, locale: 'en' },
    text,
    text_sha256: sha256Hex(joinLines(text)),
    packs: [{ name: 'strict-2020', version: 1 }],
    grade: 'E1',
    grade_reasons: ['words_not_shown'],
    authority: 'any',
    evidence: { call_id: 'c-1', key: '1', prompt: 'v1' },
    occurred_at: occurred,
    ...(notice.jurisdiction !== undefined && { jurisdiction: notice.jurisdiction }),
    ...(days !== undefined && {
      valid_until: new Date(Date.parse(occurred) + days * 86_400_000).toISOString(),
    }),
    withdrawal: { url: notice.withdrawal_url },
  };
}

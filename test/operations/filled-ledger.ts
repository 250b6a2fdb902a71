// A ledger with something of everything in it: two notices of which one is retired, a template, two hundred
// people of whom one has two names (so 201 subjects), opt-ins posted under idempotency keys, opt-outs, a look
// into a history, and enough entries for a full tile.

import { serverOptOut } from '../../ledger/channels/server/opt-out.ts';
import { serverOptIn } from '../../ledger/channels/server/server.ts';
import { sha256Hex } from '../../ledger/core/canonical.ts';
import { recordOptIn, recordOptOut } from '../../ledger/operations/consent/record-consent.ts';
import { hearIdentities } from '../../ledger/operations/hear/identities.ts';
import { readHistory } from '../../ledger/operations/history/read-history.ts';
import type { Ledger } from '../../ledger/operations/ledger.ts';
import { publish, retire } from '../../ledger/operations/notice/notices.ts';
import { review } from '../../ledger/operations/notice/review.ts';
import type { Answer } from '../../ledger/operations/record/receipt.ts';
import { hearTemplates, mapTemplate } from '../../ledger/operations/template/templates.ts';
import { orderUpdates, type TestLedger, testLedger } from '../support/ledger.ts';

const twoDigits = (n: number) => String(n).padStart(2, '0');
/** Fictional numbers, all there are of two kinds. */
export const numbers = [
  ...Array.from({ length: 100 }, (_, i) => `+141555501${twoDigits(i)}`),
  ...Array.from({ length: 100 }, (_, i) => `+9198765432${twoDigits(i)}`),
];

export async function filledLedger(): Promise<TestLedger> {
  const filled = await testLedger();
  const { ledger, business } = filled;
  await publish(
    ledger,
    business,
    { ...orderUpdates, id: 'offers', purposes: ['marketing'], valid_days: 30 },
    'test',
  );
  await Promise.all(numbers.map((number) => optIn(ledger, business, number)));
  await review(ledger, business, { id: 'offers', locale: 'en', reviewer: 'Ana Sousa' }, 'test');
  await retire(ledger, business, 'offers', 'test');
  const template = { account: '102290129340398', name: 'order_shipped', language: 'en_US' };
  const purpose = 'shipping_update' as const;
  await mapTemplate(ledger, business, { ...template, purpose, category: 'UTILITY' }, 'test');
  await hearTemplates(ledger, business, [{ ...template, category: 'MARKETING' }]);
  await Promise.all(numbers.slice(0, 70).map((number) => optOut(ledger, business, number)));
  const one = { kind: 'number' as const, value: numbers[150]! };
  const other = { kind: 'bsuid' as const, value: 'IN.1001' };
  await hearIdentities(ledger, business, [{ sender: '1', name: 'wamid.1', kind: 'alias', one, other }]);
  const auditor = { key: 'auditor', business, scopes: ['audit:read' as const] };
  await readHistory(ledger, auditor, { kind: 'number', value: numbers[0]! });
  return filled;
}

export function optIn(ledger: Ledger, business: string, number: string): Promise<Answer> {
  const body = {
    notice: 'order-updates',
    locale: 'en',
    number,
    channel: 'ivr',
    evidence: { call_id: 'c-1', key: '1', prompt: 'v1' },
  };
  const spend = { key: digest(`idem\0${number}`), request: digest(JSON.stringify(body)) };
  return recordOptIn(ledger, serverOptIn(body, { business, key: 'test' }), spend);
}

export function optOut(ledger: Ledger, business: string, number: string): Promise<Answer> {
  return recordOptOut(ledger, serverOptOut({ number, channel: 'web' }, { business, key: 'test' }));
}

const digest = (text: string) => Buffer.from(sha256Hex(text), 'hex');

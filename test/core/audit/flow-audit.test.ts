// What a ledger says of calls: its keeper may hold every key, and the audit draws the words again.

import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { call, publishFlow } from './sample-calls.ts';
import { anna, bela, SampleLedger } from './sample-ledger.ts';

const rulesOf = async (ledger: SampleLedger) =>
  (await ledger.findings()).map(({ what, rule }) => `${what}/${rule}`);

function called(key: '1' | '2', changes: object = {}) {
  const ledger = new SampleLedger();
  call(ledger, anna, publishFlow(ledger, ledger.publish()), key, changes);
  return rulesOf(ledger);
}

test('a ledger of calls is true: a yes, a no, and a no after which a yes stands', async () => {
  const ledger = new SampleLedger();
  const flow = publishFlow(ledger, ledger.publish());
  call(ledger, anna, flow, '1');
  call(ledger, bela, flow, '2');
  call(ledger, bela, flow, '1');
  expect(await ledger.audit()).toEqual([]);
});

test('a call goes on with the version it began with', async () => {
  const ledger = new SampleLedger();
  const notice = ledger.publish();
  const first = publishFlow(ledger, notice);
  publishFlow(ledger, notice);
  ledger.publish({ locales: { en: { what: 'other updates' } } });
  call(ledger, anna, first, '1');
  call(ledger, bela, first, '2');
  expect(await ledger.audit()).toEqual([]);
});

describe('a yes is found', () => {
  const words = { spoken: 'Press 1 for updates in WhatsApp.' };

  test.each<[string, object, string]>([
    ['by a flow that was never published', { flow: { id: 'other-line', version: 1 } }, 'flow_unknown'],
    ['by a later version of it', { flow: { id: 'order-line', version: 2 } }, 'flow_unknown'],
    ['on another way in than a call', { channel: 'paper' }, 'flow_unknown'],
    ['with other words', { text: words, text_sha256: sha256Hex(words.spoken) }, 'text_differs'],
    ['without words', { text: undefined, text_sha256: undefined }, 'text_differs'],
    ['with the digest of other words', { text_sha256: sha256Hex('') }, 'text_differs'],
    [
      'for another number than was read back',
      { identifiers: [{ kind: 'number', value: bela }] },
      'text_differs',
    ],
    [
      'of a key that does not agree',
      { evidence: { call_id: 'c', key: '3', prompt: 'order-line@1', number: 'caller' } },
      'not_admissible',
    ],
    [
      'of another flow’s prompt',
      { evidence: { call_id: 'c', key: '1', prompt: 'order-line@2', number: 'caller' } },
      'not_admissible',
    ],
    [
      'of a keyed-in number, graded like the caller’s',
      { evidence: { call_id: 'c', key: '1', prompt: 'order-line@1', number: 'keyed' } },
      'grade_differs',
    ],
    ['graded higher than a call can be', { grade: 'E4', grade_reasons: [] }, 'grade_differs'],
    ['graded as a page is', { grade: 'E2', grade_reasons: ['no_fresh_nonce'] }, 'grade_differs'],
    ['that speaks as the holder', { authority: 'holder' }, 'authority_differs'],
  ])('%s', async (_, changes, rule) => {
    expect(await called('1', changes)).toContain(`sealed_record/${rule}`);
  });

  test('and not, where the flow’s own secret took the place of a signature', async () => {
    expect(await called('1', { grade: 'E2', grade_reasons: ['call_not_signed'] })).toEqual([]);
  });
});

describe('a no is found', () => {
  test.each<[string, object, string]>([
    ['by no flow', { flow: undefined }, 'flow_unknown'],
    ['by a flow that was never published', { flow: { id: 'other-line', version: 1 } }, 'flow_unknown'],
    ['of more than was asked', { purposes: ['shipping_update', 'marketing'] }, 'terms_differ'],
    ['of another notice', { notice: undefined }, 'terms_differ'],
    ['of another key', { evidence: { call_id: 'c', key: '1', prompt: 'order-line@1' } }, 'not_admissible'],
    [
      'of another flow’s prompt',
      { evidence: { call_id: 'c', key: '2', prompt: 'order-line@2' } },
      'not_admissible',
    ],
    ['with other words', { text: { spoken: 'No' }, text_sha256: sha256Hex('No') }, 'text_differs'],
    ['without words', { text: undefined }, 'text_differs'],
    ['that speaks as the customer', { authority: 'customer' }, 'authority_differs'],
  ])('%s', async (_, changes, rule) => {
    expect(await called('2', changes)).toContain(`sealed_record/${rule}`);
  });
});

describe('a flow is found', () => {
  const published = async (said: Parameters<typeof publishFlow>[2]) => {
    const ledger = new SampleLedger();
    publishFlow(ledger, ledger.publish(), said);
    return rulesOf(ledger);
  };
  const { bytes } = publishFlow(new SampleLedger(), new SampleLedger().publish());
  const document = bytes.toString('utf8');
  const named = (text: string) => ({
    flow: { id: 'order-line', version: 1, sha256: sha256Hex(text) },
    document: text,
  });

  test('whose document is not the one that its record names, or no flow', async () => {
    for (const text of ['{}', 'not JSON', document.replace('"fresh-produce"', '"other-produce"')])
      expect(await published(named(text))).toEqual(['flow/malformed', 'flow/unrecorded']);
    expect(await published({ document: `${document} ` })).toEqual(['flow/malformed', 'flow/unrecorded']);
  });

  test.each([
    ['purposes that its notice does not have', document.replace('"payment_update"', '"marketing"')],
    ['a policy that its notice does not have', document.replace('"strict-2020"', '"general-2024"')],
    ['other bytes of its notice', document.replace(/"sha256":"../, '"sha256":"00')],
  ])('that has %s', async (_, text) => {
    expect(await published(named(text))).toContain('flow/not_of_notice');
  });

  test('that speaks for a notice that was published after it', async () => {
    const ledger = new SampleLedger();
    const later = new SampleLedger().publish();
    publishFlow(ledger, later);
    expect(await rulesOf(ledger)).toEqual(['flow/not_of_notice']);
  });

  test('that is stored and was never published, is not stored, or is another', async () => {
    const rows = async (change: (ledger: SampleLedger) => void) => {
      const ledger = new SampleLedger();
      publishFlow(ledger, ledger.publish());
      change(ledger);
      return rulesOf(ledger);
    };
    expect(await rows(({ rows: { flows } }) => flows.push({ ...flows[0]!, version: 2 }))).toEqual([
      'flow/unrecorded',
    ]);
    expect(await rows(({ rows }) => rows.flows.splice(0))).toEqual(['flow/missing']);
    for (const changes of [{ sha256: '' }, { bytes: Buffer.alloc(1) }, { record: '' }]) {
      const change = ({ rows: { flows } }: SampleLedger) => (flows[0] = { ...flows[0]!, ...changes });
      expect(await rows(change)).toEqual(['flow/differs']);
    }
  });
});

import { describe, expect, test } from 'vitest';
import {
  type Channel,
  channelSchema,
  channels,
  evidenceSchemas,
} from '../../../ledger/core/consent/evidence.ts';
import { goodEvidence, seen, seenBefore } from './sample-consent.ts';

const accepted = (channel: Channel, evidence: unknown) =>
  evidenceSchemas[channel].safeParse(evidence).success;
const link = { type: 'click', trusted: true, ms: 40 };
const chained = (chain: object[]) => ({ gesture: { type: 'click', trusted: true, chain } });
const sawOn = (change: object) => ({ ...goodEvidence.web, seen: { ...seen, ...change } });

describe.each(channels)('evidence by %s', (channel) => {
  test('of the right shape is accepted as it is', () => {
    expect(evidenceSchemas[channel].parse(goodEvidence[channel])).toEqual(goodEvidence[channel]);
  });

  test('without one of its fields is refused', () => {
    const optional = ['seen', 'shown', 'path', 'locale', 'attested'];
    for (const field of Object.keys(goodEvidence[channel]).filter((name) => !optional.includes(name))) {
      expect(accepted(channel, { ...goodEvidence[channel], [field]: undefined }), field).toBe(false);
    }
  });

  test('with a field nobody asked for is refused, so that no personal data collects in it', () => {
    for (const field of ['name', 'ip', 'keystrokes', '__proto__', '+919876543210']) {
      const evidence = Object.defineProperty({ ...goodEvidence[channel] }, field, {
        value: 'x',
        enumerable: true,
      });
      expect(accepted(channel, evidence), field).toBe(false);
    }
  });

  test('that is nothing, a list or text is refused', () => {
    for (const evidence of [undefined, null, [], 'yes', true])
      expect(accepted(channel, evidence)).toBe(false);
  });

  test('of another channel is refused', () => {
    for (const other of channels.filter((name) => name !== channel)) {
      expect(accepted(channel, goodEvidence[other]), other).toBe(false);
    }
  });
});

test('what was seen is read from records that were made before the later fields existed', () => {
  const evidence = { ...goodEvidence.web, seen: seenBefore };
  expect(evidenceSchemas.web.parse(evidence)).toEqual(evidence);
});

describe('refused is', () => {
  test.each([
    ['a key of two digits', 'ivr', { ...goodEvidence.ivr, key: '11' }],
    ['no key', 'ivr', { ...goodEvidence.ivr, key: '' }],
    ['a key that is a number', 'ivr', { ...goodEvidence.ivr, key: 1 }],
    ['a key in other digits', 'ivr', { ...goodEvidence.ivr, key: '१' }],
    ['an attestation nobody gives', 'ivr', { ...goodEvidence.ivr, attested: 'D' }],
    ['a digest in capitals', 'paper', { ...goodEvidence.paper, document_sha256: 'A'.repeat(64) }],
    ['a digest cut short', 'agent', { ...goodEvidence.agent, statement_sha256: 'a'.repeat(63) }],
    ['a signature that is text', 'paper', { ...goodEvidence.paper, signed: 'yes' }],
    ['a reference of spaces', 'agent', { ...goodEvidence.agent, agent: '   ' }],
    ['a reference without end', 'sms', { ...goodEvidence.sms, message_id: 'x'.repeat(129) }],
    ['a box in a third state', 'email', { ...goodEvidence.email, initially: 'hidden' }],
    ['a box that was implied', 'app', { ...goodEvidence.app, action: 'implied' }],
    ['a change event as a gesture', 'web', sawOn({ gesture: { type: 'change', trusted: true } })],
    ['a gesture with its path', 'web', sawOn({ gesture: { type: 'click', trusted: true, x: 3 } })],
    ['a chain with the key that was pressed', 'web', sawOn(chained([{ ...link, key: 'a' }]))],
    ['a chain with a place on the page', 'web', sawOn(chained([{ ...link, x: 3 }]))],
    ['a chain with a change event', 'web', sawOn(chained([{ ...link, type: 'change' }]))],
    ['a chain with a move of the pointer', 'web', sawOn(chained([{ ...link, type: 'pointermove' }]))],
    ['a chain of nothing', 'web', sawOn(chained([]))],
    ['a chain that is a recording', 'web', sawOn(chained(Array(7).fill(link)))],
    ['a chain that reaches back further than a gesture', 'web', sawOn(chained([{ ...link, ms: 10_001 }]))],
    ['a chain that begins after its end', 'web', sawOn(chained([{ ...link, ms: -1 }]))],
    ['the address of a page around', 'web', sawOn({ ancestors: ['https://blog.example'] })],
    ['fewer than no pages around', 'web', sawOn({ ancestors: -1 })],
    ['an engine that almost vouches', 'web', sawOn({ unobscured: 0.5 })],
    ['a screen without limit', 'web', sawOn({ pixel_ratio: 101 })],
    ['words in place of a digest', 'web', sawOn({ integrity: 'asha@mail.example' })],
    ['a digest of no known length', 'web', sawOn({ integrity: `sha384-${'a'.repeat(200)}` })],
    ['more of it in view than there is', 'web', sawOn({ visible_ratio: 1.01 })],
    ['less than nothing in view', 'web', sawOn({ visible_ratio: -0.1 })],
    ['longer in view than a day', 'web', sawOn({ visible_ms: 86_400_001 })],
    ['a contrast below one', 'web', sawOn({ contrast: 0.9 })],
    ['a path with the site before it', 'web', sawOn({ path: 'https://fresh.example/checkout' })],
    ['a path with a query, which may name the person', 'web', sawOn({ path: '/checkout?mail=asha' })],
    ['a path with a fragment', 'web', { ...goodEvidence.web, path: '/checkout#asha' }],
    ['infinite letters', 'web', sawOn({ font_px: Number.POSITIVE_INFINITY })],
  ] as const)('%s', (_, channel, evidence) => {
    expect(accepted(channel, evidence)).toBe(false);
  });

  test.each(['fax', 'WEB', '', 'constructor', '__proto__'])('the channel "%s"', (channel) => {
    expect(channelSchema.safeParse(channel).success).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { serverOptIn, serverOptOut } from '../../../ledger/channels/server/server.ts';
import { type Channel, channels } from '../../../ledger/core/consent/evidence.ts';
import type { LedgerError } from '../../../ledger/core/error.ts';
import { goodEvidence } from '../../core/consent/sample-consent.ts';

const caller = { business: 'fresh-produce', key: 'key-1' };
const smallest = {
  notice: 'order-updates',
  locale: 'en',
  number: '+91 98765 43210',
  channel: 'ivr',
  evidence: goodEvidence.ivr,
};
const optOut = { number: '+919876543210', channel: 'web' };

/** What a body is refused for, as "pointer rule"; nothing about the person may be in it. */
function refusals(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    const { code, message, stack, faults } = error as LedgerError;
    expect(code).toBe('invalid');
    expect(`${message} ${stack} ${JSON.stringify(faults)}`).not.toMatch(/98765|43210|asha/);
    for (const { detail } of faults) expect(detail).not.toBe('');
    return faults.map(({ pointer, rule }) => `${pointer} ${rule}`);
  }
}
const refused = (changes: Record<string, unknown>) =>
  refusals(() => serverOptIn({ ...smallest, ...changes }, caller));

describe('an opt-in posted by a server', () => {
  test('of the fewest fields becomes a command', () => {
    expect(serverOptIn(smallest, caller)).toEqual({
      kind: 'opt_in',
      business: 'fresh-produce',
      identifiers: [{ kind: 'number', value: '+91 98765 43210' }],
      number: '+919876543210',
      notice: { id: 'order-updates' },
      locale: 'en',
      channel: 'ivr',
      evidence: goodEvidence.ivr,
      submission: { by: 'server', key: 'key-1' },
      source: { system: 'server' },
    });
  });

  test('keeps everything it may say besides', () => {
    const more = {
      version: 3,
      text: 'as shown',
      source: { system: 'crm', actor: 'agent-7', collected_via: 'ivr' },
      occurred_at: '2026-06-01T17:30:00+05:30',
    };
    expect(serverOptIn({ ...smallest, ...more }, caller)).toMatchObject({
      notice: { id: 'order-updates', version: 3 },
      text: 'as shown',
      source: more.source,
      occurredAt: more.occurred_at,
    });
  });

  test.each(channels)('by %s brings the evidence of that channel', (channel) => {
    const evidence = goodEvidence[channel];
    expect(serverOptIn({ ...smallest, channel, evidence }, caller)).toMatchObject({ channel, evidence });
  });

  test('is for the business of its key, whatever it says', () => {
    expect(refused({ business: 'other' })).toEqual([' unrecognized_keys']);
    expect(serverOptIn(smallest, caller).business).toBe('fresh-produce');
  });
});

describe('an opt-in is refused', () => {
  test.each([
    ['without a notice', { notice: undefined }, '/notice invalid_type'],
    ['with an empty notice', { notice: '' }, '/notice invalid_format'],
    ['with a notice without end', { notice: 'n'.repeat(65) }, '/notice invalid_format'],
    ['of version 0', { version: 0 }, '/version too_small'],
    ['of half a version', { version: 1.5 }, '/version invalid_type'],
    ['of a version in letters', { version: '3' }, '/version invalid_type'],
    ['dated before WhatsApp', { occurred_at: '0000-01-01T00:00:00+01:00' }, '/occurred_at moment'],
    ['without a locale', { locale: undefined }, '/locale invalid_type'],
    ['with a locale that is no language tag', { locale: 'english' }, '/locale invalid_format'],
    ['without a number', { number: undefined }, '/number invalid_type'],
    ['with a number that is not text', { number: 919876543210 }, '/number invalid_type'],
    ['with an empty number', { number: '' }, '/number too_small'],
    ['with a number without end', { number: '+919876543210'.repeat(6) }, '/number too_big'],
    ['with letters in its number', { number: '+91 98765 4321x' }, '/number character'],
    ['with an extension to its number', { number: '+91 98765 43210 ext 5' }, '/number character'],
    ['with other digits in its number', { number: '+९१९८७६५४३२१०' }, '/number character'],
    ['with two numbers', { number: '+919876543210,+919876543211' }, '/number character'],
    ['with a national number', { number: '098765 43210' }, '/number calling_code_missing'],
    ['with a number too short to be one', { number: '+91 98765' }, '/number possible_length'],
    ['with a calling code nobody has', { number: '+999 98765 43210' }, '/number calling_code_unknown'],
    ['without a channel', { channel: undefined }, '/channel invalid_value'],
    ['by a channel nobody knows', { channel: 'fax' }, '/channel invalid_value'],
    ['by a channel named like a method', { channel: 'constructor' }, '/channel invalid_value'],
    ['without evidence', { evidence: undefined }, '/evidence invalid_type'],
    ['with text for evidence', { evidence: 'pressed 1' }, '/evidence invalid_type'],
    [
      'with evidence that lacks a field',
      { evidence: { call_id: 'c', key: '1' } },
      '/evidence/prompt invalid_type',
    ],
    [
      'with a key that is none',
      { evidence: { ...goodEvidence.ivr, key: '12' } },
      '/evidence/key invalid_format',
    ],
    [
      'with the number hidden in evidence',
      {
        evidence: { ...goodEvidence.ivr, caller: '+919876543210' },
      },
      '/evidence unrecognized_keys',
    ],
    [
      'with the number as a field of evidence',
      {
        evidence: { ...goodEvidence.ivr, '+919876543210': 'asha' },
      },
      '/evidence unrecognized_keys',
    ],
    ['with evidence of another channel', { channel: 'paper' }, '/evidence/document_sha256 invalid_type'],
    ['with text without end', { text: 'x'.repeat(4001) }, '/text too_big'],
    ['with text that is a list', { text: ['x'] }, '/text invalid_type'],
    [
      'with a source nobody knows',
      { source: { collected_via: 'ad' } },
      '/source/collected_via invalid_value',
    ],
    ['with more source than was asked', { source: { ip: '192.0.2.1' } }, '/source unrecognized_keys'],
    ['with an actor without end', { source: { actor: 'a'.repeat(65) } }, '/source/actor too_big'],
    ['with a moment without zone', { occurred_at: '2026-06-01T12:00:00' }, '/occurred_at invalid_format'],
    ['with a day without time', { occurred_at: '2026-06-01' }, '/occurred_at invalid_format'],
    ['with a moment in seconds', { occurred_at: 1780315200 }, '/occurred_at invalid_type'],
    ['with a day that never was', { occurred_at: '2026-02-30T12:00:00Z' }, '/occurred_at invalid_format'],
    ['with a grade of its own', { grade: 'E4' }, ' unrecognized_keys'],
    ['with a policy of its own', { policy: 'general-2024' }, ' unrecognized_keys'],
    ['with a field named after a person', { asha9876543210: 1 }, ' unrecognized_keys'],
  ] as [string, Record<string, unknown>, string][])('%s', (_, changes, refusal) => {
    expect(refused(changes)).toContain(refusal);
  });

  test.each([undefined, null, [], 'opt in', 7])('when the body is %j', (body) => {
    expect(refusals(() => serverOptIn(body, caller))).toEqual([' invalid_type']);
  });

  test('for every bad field at once', () => {
    const refusal = refused({
      notice: 1,
      locale: 'EN',
      number: 2,
      channel: 'fax',
      occurred_at: 'now',
      more: 1,
    });
    expect(refusal.sort()).toEqual([
      ' unrecognized_keys',
      '/channel invalid_value',
      '/locale invalid_format',
      '/notice invalid_type',
      '/number invalid_type',
      '/occurred_at invalid_format',
    ]);
  });

  test('when its evidence is right for every channel but its own', () => {
    for (const channel of channels) {
      const others = channels.filter((other): other is Channel => other !== channel);
      for (const other of others) expect(refused({ channel, evidence: goodEvidence[other] })).not.toEqual([]);
    }
  });
});

describe('an opt-out posted by a server', () => {
  test('of the fewest fields withdraws everything', () => {
    const command = serverOptOut(optOut, caller);
    expect(command).toEqual({
      kind: 'opt_out',
      business: 'fresh-produce',
      identifiers: [{ kind: 'number', value: '+919876543210' }],
      person: { kind: 'number', value: '+919876543210' },
      channel: 'web',
      submission: { by: 'server', key: 'key-1' },
      source: { system: 'server' },
    });
    expect(command).not.toHaveProperty('purposes');
  });

  test.each(channels)('may come by %s', (channel) => {
    expect(serverOptOut({ ...optOut, channel }, caller).channel).toBe(channel);
  });

  test.each([
    ['number', '+91 98765 43210', { kind: 'number', value: '+919876543210' }],
    ['wa_id', '919876543210', { kind: 'number', value: '+919876543210' }],
    ['bsuid', 'IN.13491208655302741918', { kind: 'bsuid', value: 'IN.13491208655302741918' }],
    ['parent_bsuid', 'IN.ENT.118157', { kind: 'parent_bsuid', value: 'IN.ENT.118157' }],
  ])('names the person by %s, and keeps that as it was given', (kind, value, person) => {
    const command = serverOptOut({ [kind]: value, channel: 'web' }, caller);
    expect(command).toMatchObject({ person, identifiers: [{ kind, value }] });
  });

  test('may be for some purposes, and needs neither notice nor evidence', () => {
    expect(serverOptOut({ ...optOut, purposes: ['marketing'] }, caller).purposes).toEqual(['marketing']);
  });

  test.each([
    ['an empty list of purposes, which would stop nothing', { purposes: [] }, '/purposes too_small'],
    ['a purpose nobody knows', { purposes: ['newsletter'] }, '/purposes/0 invalid_value'],
    ['every purpose by a star', { purposes: ['*'] }, '/purposes/0 invalid_value'],
    ['null for purposes', { purposes: null }, '/purposes invalid_type'],
    ['nobody', { number: undefined }, '/number one_name'],
    ['two names', { bsuid: 'IN.13491208655302741918' }, '/number one_name'],
    ['a BSUID that is none', { number: undefined, bsuid: '+919876543210' }, '/bsuid bsuid_format'],
    ['a parent BSUID for a BSUID', { number: undefined, bsuid: 'IN.ENT.1181' }, '/bsuid bsuid_format'],
    [
      'a BSUID for a parent one',
      { number: undefined, parent_bsuid: 'IN.1349' },
      '/parent_bsuid parent_bsuid_format',
    ],
    ['a wa_id that is none', { number: undefined, wa_id: 'asha' }, '/wa_id character'],
    ['a BSUID without end', { number: undefined, bsuid: `IN.${'1'.repeat(254)}` }, '/bsuid too_big'],
    ['a number that is none', { number: 'asha' }, '/number character'],
    ['no channel', { channel: undefined }, '/channel invalid_value'],
    ['a notice, which it does not need', { notice: 'order-updates' }, ' unrecognized_keys'],
  ])('with %s is refused', (_, changes, refusal) => {
    expect(refusals(() => serverOptOut({ ...optOut, ...changes }, caller))).toEqual([refusal]);
  });
});

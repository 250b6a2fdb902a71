import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serverOptOut } from '../../../ledger/channels/server/opt-out.ts';
import { serverOptIn } from '../../../ledger/channels/server/server.ts';
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
      submission: { by: 'server', key: 'key-1', proof: { kind: 'key' } },
      source: { system: 'server' },
    });
  });

  test('that holds a no, and a number that cannot be read, is refused for both', () => {
    for (const number of ['call me', '2025550123', '+1']) {
      const said = refused({ number, evidence: { ...goodEvidence.ivr, key: '2' } });
      expect(said[0]).toMatch(/^\/number /);
      expect(said.slice(1)).toEqual(['/evidence/key user_action/accept_key']);
    }
    expect(refused({ number: '2025550123' })).toEqual(['/number calling_code_unsure']);
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
      source: { system: 'crm', actor: 'agent-7', entry_point: 'ivr' },
      occurredAt: '2026-06-01T12:00:00.000000Z',
    });
  });

  test.each(channels)('by %s brings the evidence of that channel', (channel) => {
    const evidence = goodEvidence[channel];
    expect(serverOptIn({ ...smallest, channel, evidence }, caller)).toMatchObject({ channel, evidence });
  });

  test('is for the business of its key, whatever it says', () => {
    expect(refused({ business: 'other' })).toEqual(['/business unrecognized_keys']);
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
    ['dated before WhatsApp', { occurred_at: '2008-01-01T00:00:00+01:00' }, '/occurred_at moment'],
    ['dated before the year 1', { occurred_at: '0000-01-01T00:00:00+01:00' }, '/occurred_at range'],
    ['dated in the year 10000', { occurred_at: '9999-12-31T23:59:59-14:00' }, '/occurred_at range'],
    ['without a locale', { locale: undefined }, '/locale invalid_type'],
    ['with a locale that is no language tag', { locale: 'english' }, '/locale invalid_format'],
    ['without a number', { number: undefined }, '/number invalid_type'],
    ['with a number that is not text', { number: 919876543210 }, '/number invalid_type'],
    ['with an empty number', { number: '' }, '/number too_small'],
    ['with a number without end', { number: '+919876543210'.repeat(6) }, '/number too_big'],
    ['with letters in its number', { number: '+91 98765 4321x' }, '/number character'],
    ['with its calling code twice', { number: '+91 91 98765 43210' }, '/number calling_code_twice'],
    ['with two numbers', { number: '+919876543210,+919876543211' }, '/number character'],
    ['with a national number', { number: '098765 43210' }, '/number calling_code_missing'],
    [
      'with a number of Washington that reads as one of Cairo',
      { number: '2025550123' },
      '/number calling_code_unsure',
    ],
    [
      'with a mobile of Paris that reads as one of Sydney',
      { number: '612345678' },
      '/number calling_code_unsure',
    ],
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
      '/evidence/caller unrecognized_keys',
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
    ['with more source than was asked', { source: { ip: '192.0.2.1' } }, '/source/ip unrecognized_keys'],
    ['with an actor without end', { source: { actor: 'a'.repeat(65) } }, '/source/actor too_big'],
    ...['asha@fresh.example', '+91 98765 43211', 'agent 919876543211', 'tel:98765'].flatMap(
      (given): [string, object, string][] => [
        [`with ${given} as actor`, { source: { actor: given } }, '/source/actor source_reference'],
        [`with ${given} as system`, { source: { system: given } }, '/source/system source_reference'],
      ],
    ),
    ['with a moment without zone', { occurred_at: '2026-06-01T12:00:00' }, '/occurred_at invalid_format'],
    ['with a day without time', { occurred_at: '2026-06-01' }, '/occurred_at invalid_format'],
    ['with a moment in seconds', { occurred_at: 1780315200 }, '/occurred_at invalid_type'],
    ['with a day that never was', { occurred_at: '2026-02-30T12:00:00Z' }, '/occurred_at invalid_format'],
    ['with a grade of its own', { grade: 'E4' }, '/grade unrecognized_keys'],
    ['with a policy of its own', { policy: 'general-2024' }, '/policy unrecognized_keys'],
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
      '/channel invalid_value',
      '/locale invalid_format',
      '/more unrecognized_keys',
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
      submission: { by: 'server', key: 'key-1', proof: { kind: 'key' } },
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
    ['nobody', { number: undefined }, '/number one_name'],
    ['a BSUID that is none', { number: undefined, bsuid: '+919876543210' }, '/bsuid bsuid_format'],
    ['a parent BSUID for a BSUID', { number: undefined, bsuid: 'IN.ENT.1181' }, '/bsuid bsuid_format'],
    [
      'a BSUID for a parent one',
      { number: undefined, parent_bsuid: 'IN.1349' },
      '/parent_bsuid parent_bsuid_format',
    ],
    ['a wa_id that is none', { number: undefined, wa_id: 'asha' }, '/wa_id character'],
    ['a BSUID without end', { number: undefined, bsuid: `IN.${'1'.repeat(254)}` }, '/bsuid name'],
    ['a number that is none', { number: 'asha' }, '/number character'],
    ['a number that is an object', { number: { number: '+919876543210' } }, '/number name'],
    ['a number that is a fraction', { number: 9198765432.5 }, '/number name'],
  ])('with %s is refused', (_, changes, refusal) => {
    expect(refusals(() => serverOptOut({ ...optOut, ...changes }, caller))).toEqual([refusal]);
  });

  test('under a misspelled name is refused, and the answer says which field was not read', () => {
    const misspelled = { ...optOut, number: undefined, numbr: '+919876543210' };
    const found = refusals(() => serverOptOut(misspelled, caller));
    expect(found).toEqual(['/number one_name', '/numbr unrecognized_keys']);
    const personal = { ...optOut, number: undefined, '+919876543210': true };
    const hidden = refusals(() => serverOptOut(personal, caller));
    expect(hidden).toEqual(['/number one_name', ' unrecognized_keys']);
  });

  test.each([
    ['a moment without a zone', { occurred_at: '2026-03-01T09:30:00' }, ['/occurred_at invalid_format']],
    ['a moment that is a number', { occurred_at: 1772357400 }, ['/occurred_at invalid_type']],
    ['a moment of the year 10000', { occurred_at: '9999-12-31T23:59:59-14:00' }, ['/occurred_at range']],
    ['a moment before WhatsApp', { occurred_at: '1999-03-01T09:30:00Z' }, ['/occurred_at moment']],
    ['a field that is not known', { notice: 'order-updates' }, ['/notice unrecognized_keys']],
    ['a field whose name may be personal', { '+919876543210': 1 }, [' unrecognized_keys']],
    ['a locale nobody has', { locale: 'xx-nowhere' }, ['/locale unrecognized_keys']],
    ['no channel', { channel: undefined }, ['/channel unknown_channel']],
    ['a channel nobody knows', { channel: 'pigeon' }, ['/channel invalid_value', '/channel unknown_channel']],
    ['a source that is a text', { source: 'crm' }, ['/source invalid_type']],
    [
      'a source of which half can be read',
      { source: { system: 'crm', actor: 7, by: 'x' } },
      ['/source/actor invalid_type', '/source/by unrecognized_keys'],
    ],
    [
      'a source by which a person can be reached',
      { source: { system: 'crm', actor: 'asha@fresh.example' } },
      ['/source/actor source_reference'],
    ],
    ['a second name that is none', { bsuid: 'asha' }, ['/bsuid bsuid_format']],
    ['null everywhere', { source: null, purposes: null, occurred_at: null, bsuid: null }, undefined],
    ['a number that is a number', { number: 919876543210 }, undefined],
    ['a number with marks around it', { number: '\u202a +91 98765 43210\u202c\n' }, undefined],
  ])('with %s is heard, and says what it dropped', (_, changes, dropped) => {
    const command = serverOptOut({ ...optOut, ...changes }, caller);
    expect(command.person).toEqual({ kind: 'number', value: '+919876543210' });
    expect(command.dropped?.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual(dropped);
    expect(JSON.stringify(command.dropped ?? [])).not.toContain('98765');
  });

  test.each([
    ['two that are known', ['marketing', 'shipping_update'], ['marketing', 'shipping_update'], undefined],
    ['one not known', ['gossip', 'marketing'], undefined, ['every_purpose', 'unknown_purpose']],
    ['all beside one', ['all', 'marketing'], undefined, ['every_purpose', 'unknown_purpose']],
    ['a star beside one', ['marketing', '*'], undefined, ['every_purpose', 'unknown_purpose']],
    ['nothing beside one', ['marketing', null], undefined, ['every_purpose', 'unknown_purpose']],
    ['one written in another way', ['Shipping-Update '], ['shipping_update'], undefined],
    ['one that is no list', 'marketing', ['marketing'], undefined],
    ['none that is known', ['gossip'], undefined, ['every_purpose', 'unknown_purpose']],
    ['a star', ['*'], undefined, ['every_purpose', 'unknown_purpose']],
    ['an empty list', [], undefined, ['every_purpose']],
    ['something else', { marketing: true }, undefined, ['every_purpose', 'unknown_purpose']],
  ])(
    'of purposes, %s, stops those if all of them can be read, or else every one',
    (_, purposes, stopped, rules) => {
      const command = serverOptOut({ ...optOut, purposes }, caller);
      expect(command.purposes).toEqual(stopped);
      expect(command.dropped?.map(({ rule }) => rule)).toEqual(rules);
    },
  );

  test('that names two people stops both, and one who is named twice is one', () => {
    const bsuid = 'IN.13491208655302741918';
    expect(serverOptOut({ ...optOut, bsuid }, caller)).toMatchObject({
      person: { kind: 'number' },
      also: [{ given: { kind: 'bsuid', value: bsuid }, canonical: { kind: 'bsuid', value: bsuid } }],
    });
    expect(serverOptOut({ ...optOut, wa_id: '919876543210' }, caller)).not.toHaveProperty('also');
  });

  test.each(['phone', 'phoneNumber', 'mobile', 'MSISDN', 'whatsapp_number'])(
    'is heard where another system calls the number %s, unless it is named as it should be',
    (field) => {
      const elsewhere = { [field]: '+91 98765 43211' };
      expect(serverOptOut({ ...elsewhere, channel: 'web' }, caller)).toMatchObject({
        person: { kind: 'number', value: '+919876543211' },
      });
      const command = serverOptOut({ ...optOut, ...elsewhere }, caller);
      expect(command).toMatchObject({ person: { kind: 'number', value: '+919876543210' } });
      expect(command).not.toHaveProperty('also');
      expect(command.dropped).toMatchObject([{ pointer: `/${field}`, rule: 'unrecognized_keys' }]);
    },
  );

  test('of whatever shape names a person or is refused as invalid', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('number', 'purposes', 'channel', 'x'), fc.jsonValue()),
        (body) => {
          expect(serverOptOut({ ...body, bsuid: 'IN.1' }, caller).kind).toBe('opt_out');
          const { dropped = [] } = serverOptOut({ ...body, bsuid: 'IN.1' }, caller);
          expect(dropped.length).toBeLessThanOrEqual(64);
        },
      ),
    );
  });
});

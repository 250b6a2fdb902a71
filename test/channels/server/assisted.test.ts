import { describe, expect, test } from 'vitest';
import { serverOptIn } from '../../../ledger/channels/server/server.ts';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import type { LedgerError } from '../../../ledger/core/error.ts';

const scan = sha256Hex('a scan');
const paper = { document_sha256: scan, signed: true };
const agent = { agent: 'agent-7', statement_sha256: scan };

/** What evidence is refused for, as "pointer rule". No value of it may be in the refusal. */
function refused(channel: string, evidence: object, more: object = {}): string[] {
  const number = '+919876543210';
  const body = { notice: 'order-updates', locale: 'en', number, channel, evidence, ...more };
  try {
    serverOptIn(body, { business: 'fresh-produce', key: 'key-1' });
    return [];
  } catch (error) {
    const { code, message, faults } = error as LedgerError;
    expect(code).toBe('invalid');
    for (const value of Object.values(evidence).filter((one) => typeof one === 'string' && one.length > 4))
      expect(`${message} ${JSON.stringify(faults)}`).not.toContain(value);
    return faults.map(({ pointer, rule }) => `${pointer} ${rule}`);
  }
}

describe('a member of staff', () => {
  test.each([
    'agent-7',
    'a',
    '10004567',
    'EMP/0042',
    'b2f7',
    'desk',
    'store 12',
    '550e8400-e29b-41d4-a716-446655440000',
    'агент-7',
    'केंद्र-4',
    '店A-7',
    'ｓｔａｆｆ-7',
  ])('is named by a reference such as %s', (reference) => {
    expect(refused('agent', { ...agent, agent: reference })).toEqual([]);
    expect(refused('paper', { ...paper, taken_by: reference })).toEqual([]);
  });

  test.each([
    ['an e-mail address', 'asha.k1@fresh.example'],
    ['an e-mail address in full-width letters', 'asha1＠fresh.example'],
    ['a telephone number', '+91 98765 43210'],
    ['a short telephone number', '+1 555'],
    ['a national number', '098765-43210'],
    ['a number in digits of another script', '९८७६५४३२१०'],
    ['a number behind a word', 'mobile 98765.43210'],
    ['a link to dial', 'tel:5550100'],
    ['a name', 'Asha Kulkarni'],
    ['a first name', 'Asha'],
    ['a name in small letters', 'asha kulkarni'],
    ['a name with dots, as in an address', 'asha.kulkarni'],
    ['a name with an initial', 'A. Kulkarni'],
    ['a name in another order', 'Kulkarni, Asha'],
    ['a name of another script', 'आशा कुलकर्णी'],
    ['a first name of another script', '李娜'],
    ['a word with a letter of another script', '\u0455taff-7'],
    ['a word with a Greek letter', 'st\u03b1ff-7'],
    ['a word of a script that nobody writes by hand', '\u13da\u13a2-7'],
    ['small capitals', '\ua731\u1d1b\u1d00\ua730\ua730-7'],
    ['what is shown in another order', '\u202e7-ffats'],
  ])('is not named by %s', (_what, reference) => {
    expect(refused('agent', { ...agent, agent: reference })).toEqual(['/evidence/agent staff_reference']);
    expect(refused('paper', { ...paper, taken_by: reference })).toEqual([
      '/evidence/taken_by staff_reference',
    ]);
  });
});

describe('digits alone', () => {
  const [india, france, denmark, britain] = ['+919876543210', '+33612345678', '+4520123456', '+447700900123'];
  const isRefused = (reference: string, number: string) =>
    refused('agent', { ...agent, agent: reference }, { number }).length > 0;

  test.each([
    ['of a payroll', '104523998', india],
    ['of a payroll, behind a word', 'staff 104523998', india],
    ['of a payroll of ten digits', '1000456789', india],
    ['of a payroll of eight, filled with zeros', '00045678', india],
    ['of a payroll where numbers have eight digits', '10004567', denmark],
    ['of a payroll in digits of another script', '१०४५२३९९८', india],
    ['that make a landline, with a letter before them', 'E104523998', france],
    ['of a day', '20260301', india],
  ])('%s are a reference: %s', (_what, reference, number) => {
    expect(isRefused(reference, number)).toBe(false);
  });

  test.each([
    ['of a mobile', '9876543210', india],
    ['of a mobile, as dialled at home', '09876543210', india],
    ['of a mobile behind a word', 'mobile 9876543210', india],
    ['of a mobile with a letter before them', 'm9876543210', india],
    ['of a mobile with a letter behind them', '9876543210m', india],
    ['of a mobile in digits of another script', '९८७६५४३२१०', india],
    ['of a mobile whose zero a spreadsheet has dropped', '7911123456', britain],
    ['of a mobile that is in no one’s hands', '07700900123', britain],
    ['of a mobile of eight digits', '20123456', denmark],
    ['of a mobile of eight digits in groups', '20 12 34 56', denmark],
    ['of a wa_id', '919876543210', india],
    ['of a wa_id of another country', '447700900123', india],
    ['with 00 before them', '00447700900123', india],
    ['with a mark that no one sees among them', '98765\u200b43210', india],
    ['with a mark that no one sees before the plus', '\u202a+1 555', india],
    ['of a landline', '104523998', france],
  ])('%s are no reference: %s', (_what, reference, number) => {
    expect(isRefused(reference, number)).toBe(true);
  });

  test('of who acted, beside the evidence, are read in the same way, where staff took it down', () => {
    const by = (actor: string) => refused('paper', paper, { source: { actor } });
    expect(by('104523998')).toEqual([]);
    expect(by('9876543210')).toEqual(['/source/actor staff_reference']);
    expect(by('Asha Kulkarni')).toEqual(['/source/actor staff_reference']);
  });
});

test('a reference of the greatest length is read at once, whatever it is made of', () => {
  for (const unit of ['a..', 'a.', 'a ', 'ab_', '1 ', 'अ.', "a'", '.', ' ']) {
    const long = `${unit.repeat(128).slice(0, 127)}1`;
    expect(long).toHaveLength(128);
    expect(refused('agent', { ...agent, agent: `x${long.slice(1)}` }).length).toBeLessThan(2);
  }
});

describe('a place', () => {
  test.each(['pune-2', 'Pune store', 'Call centre 3, desk 14', 'दुकान'])('may be %s', (place) => {
    expect(refused('paper', { ...paper, place })).toEqual([]);
  });

  test.each(['pune@fresh.example', 'Pune 98765 43210'])(
    'may not be %s, by which a person is reached',
    (place) => {
      expect(refused('agent', { ...agent, place })).toEqual(['/evidence/place place_reference']);
    },
  );
});

describe('a hash', () => {
  test.each([
    ['an empty file', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['one line end', sha256Hex('\n')],
    ['an unset variable', sha256Hex('undefined\n')],
    ['nothing at all', '0'.repeat(64)],
    ['every bit', 'f'.repeat(64)],
  ])('of %s is refused wherever it stands', (_what, hash) => {
    const rule = 'hash_of_nothing';
    expect(refused('paper', { ...paper, document_sha256: hash })).toEqual([
      `/evidence/document_sha256 ${rule}`,
    ]);
    expect(refused('agent', { ...agent, statement_sha256: hash })).toEqual([
      `/evidence/statement_sha256 ${rule}`,
    ]);
    expect(refused('agent', { ...agent, recording_sha256: hash })).toEqual([
      `/evidence/recording_sha256 ${rule}`,
    ]);
  });
});

test('every fault is named at once', () => {
  const wrong = { agent: 'Asha Kulkarni', place: 'a@b.example', statement_sha256: '0'.repeat(64) };
  expect(refused('agent', wrong)).toEqual([
    '/evidence/agent staff_reference',
    '/evidence/place place_reference',
    '/evidence/statement_sha256 hash_of_nothing',
  ]);
});

test.each([
  [
    'neither a script nor a statement',
    'agent',
    { agent: 'agent-7' },
    '/evidence/statement_sha256 words_named',
  ],
  [
    'a script that is no name of one',
    'agent',
    { agent: 'a-7', script: 'order-updates' },
    '/evidence/script invalid_format',
  ],
  ['a form of version 0', 'paper', { ...paper, form: 'order-updates@0/en' }, '/evidence/form invalid_format'],
  ['a line before the first', 'paper', { ...paper, line: 0 }, '/evidence/line too_small'],
  [
    'a scan that is a sound',
    'paper',
    { ...paper, document_type: 'audio/wav' },
    '/evidence/document_type invalid_format',
  ],
  ['a name of the signer', 'paper', { ...paper, name: 'x' }, '/evidence/name unrecognized_keys'],
])('evidence with %s is refused', (_what, channel, evidence, rule) => {
  expect(refused(channel, evidence)).toEqual([rule]);
});

test('the version is that of the form, where the request names none', () => {
  const evidence = { ...paper, form: 'order-updates@4/en' };
  const body = { notice: 'order-updates', locale: 'en', number: '+919876543210', channel: 'paper', evidence };
  const caller = { business: 'fresh-produce', key: 'key-1' };
  expect(serverOptIn(body, caller).notice).toEqual({ id: 'order-updates', version: 4 });
  expect(serverOptIn({ ...body, version: 3 }, caller).notice).toEqual({ id: 'order-updates', version: 3 });
});

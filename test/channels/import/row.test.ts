import { describe, expect, test } from 'vitest';
import { readRow } from '../../../ledger/channels/import/row.ts';
import type { Cells } from '../../../ledger/channels/import/table.ts';
import { stopWords } from '../../../ledger/channels/whatsapp/stop-words.ts';

const number = '+14155550101';
const read = (cells: Cells, callingCode?: string) =>
  readRow({ line: 2, cells: { number, ...cells } }, { callingCode })[0]!;

describe('a status', () => {
  const kinds = { grant: 'a consent', stop: 'a stop', blank: 'nothing', refused: 'no word that is known' };
  test.each<[keyof typeof kinds, string[]]>([
    ['grant', ['subscribed', 'SUBSCRIBED', 'Opt-in', 'opted_in', 'yes', 'TRUE', '1', 'ACTIVE', 'Confirmed']],
    [
      'stop',
      ['unsubscribed', 'Un-subscribed', 'OPT_OUT', 'opted out', 'optout', 'STOP', 'Withdrawn', 'revoked'],
    ],
    [
      'stop',
      ['blocklisted', 'DND', 'do not contact', 'suppressed', 'opt-out (2021)', 'abgemeldet', 'declined'],
    ],
    ['stop', ['please stop', 'stop messages', 'cancelled', 'objected', 'unsub', 'Widerspruch']],
    ['stop', Object.values(stopWords).flatMap(({ stop }) => stop)],
    [
      'blank',
      ['', 'no', 'FALSE', '0', 'NEVER_SUBSCRIBED', 'not subscribed', 'pending', 'unconfirmed', 'NOTGIVEN'],
    ],
    ['refused', ['maybe', 'subscribed?? ask', 'vip', '2']],
  ])('is %s: %j', (kind, words) => {
    expect(words.map((status) => [status, read({ status }).kind])).toEqual(words.map((word) => [word, kind]));
  });

  test.each([
    ['stop', ['ja', 'oui', 'sí', 'sim', 'sì', 'haan', 'ya', 'evet']],
    ['blank', ['nein', 'non', 'não', 'nee', 'nahin', 'tidak', 'hayır']],
    ['stop', ['TRUE', '1', 'yes', 'Y', 'opted out', '2024-03-01', '01/03/24 10:00', '1709251200']],
    ['stop', ['maybe', 'customer request', '✓']],
    ['blank', ['', 'FALSE', '0', 'no', 'never', '-', '0000-00-00']],
    ['refused', ['subscribed', 'opted in', 'still active']],
  ])('in a column that asks for a no is %s: %j', (kind, words) => {
    const kindOf = (status: string) =>
      readRow({ line: 2, cells: { number, status }, asksForNo: true })[0]!.kind;
    expect(words.map((word) => [word, kindOf(word)])).toEqual(words.map((word) => [word, kind]));
  });

  test.each(['END', 'fin', 'red', 'vip. stop', 'end please'])('of %j may be a stop', (status) => {
    const { kind, ...fault } = read({ status });
    expect(['stop', 'may_be_stop']).toContain(kind === 'refused' ? Object(fault).rule : kind);
  });

  test('that a list of people who all agreed does not have makes each row a consent', () => {
    expect(read({})).toMatchObject({ kind: 'grant', number, line: 2 });
  });
});

describe('a number', () => {
  test.each([
    ['(415) 555-0101', undefined, 'number/calling_code_missing'],
    ['ann@example.com', undefined, 'number/character'],
    ['9.87654E+11', undefined, 'number/character'],
    ['', undefined, 'number/empty'],
  ])('%j is refused, by its rule and without repeating it', (given, code, rule) => {
    expect(read({ number: given }, code)).toMatchObject({ kind: 'refused', rule });
    expect(JSON.stringify(read({ number: given }, code))).not.toContain(given || 'undefined');
  });

  test.each([
    ['(415) 555-0101', '1', '+14155550101'],
    ['098765 43210', '91', '+919876543210'],
    ['06 6982 1234', '39', '+390669821234'],
    ['07 07 12 34 56', '225', '+2250707123456'],
    ['06 612 3456', '242', '+242066123456'],
    ['+44 20 7946 0018', '91', '+442079460018'],
    ['0044 20 7946 0018', '91', '+442079460018'],
    ["'+14155550101", undefined, '+14155550101'],
  ])('%j of people in +%s is %s', (given, code, canonical) => {
    expect(read({ number: given }, code)).toMatchObject({ kind: 'grant', number: canonical });
  });
});

describe('purposes', () => {
  test('of a consent are those the row names', () => {
    expect(read({ purposes: 'Shipping update; marketing' })).toMatchObject({
      purposes: ['shipping_update', 'marketing'],
    });
    expect(read({ purposes: 'marketing, news' })).toMatchObject({ kind: 'refused', rule: 'unknown_purpose' });
  });

  test.each(['', ' ', ';', '?', '-'])('of a consent that are left blank, as %j, refuse it', (purposes) => {
    const detail = expect.stringContaining('`purposes`');
    expect(read({ purposes })).toMatchObject({ kind: 'refused', rule: 'purposes/empty', detail });
    expect(read({ purposes, status: 'unsubscribed' })).not.toHaveProperty('purposes');
  });

  test('of a stop are all, where one cannot be read', () => {
    const status = 'unsubscribed';
    expect(read({ status, purposes: 'marketing' })).toMatchObject({ purposes: ['marketing'] });
    expect(read({ status, purposes: 'marketing, news' })).not.toHaveProperty('purposes');
    expect(read({ status })).not.toHaveProperty('purposes');
  });
});

test('what a row says of its consent is kept as it stands, and bounded', () => {
  const claimed = { collected_at: '12/03/2021', collected_via: 'till 3', wording: 'I agree' };
  expect(read(claimed)).toMatchObject({ kind: 'grant', claimed });
  expect(read({ wording: 'x'.repeat(4001) })).toMatchObject({ kind: 'refused', rule: 'too_long' });
  expect(read({ status: 'stop', wording: 'x'.repeat(4001) })).toMatchObject({ kind: 'stop' });
});

test('no one’s address or number is kept where the moment should stand, and each form of a moment is', () => {
  const kept = [
    '2024-05-01T10:00:00.123+05:30',
    '1/5/24 10:00 AM',
    '20240501T100000Z',
    '1714521600',
    '45413.5',
  ];
  for (const collected_at of kept)
    expect(read({ collected_at })).toMatchObject({ claimed: { collected_at } });
  for (const collected_at of ['2024, by ann@shop.example', '+91 98765 43211', '98765 43211'])
    expect(read({ collected_at })).toMatchObject({ kind: 'grant', claimed: {}, dropped: ['collected_at'] });
});

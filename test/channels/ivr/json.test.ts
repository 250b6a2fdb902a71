import { describe, expect, test } from 'vitest';
import type { IvrRequest } from '../../../ledger/channels/ivr/dialect.ts';
import { json } from '../../../ledger/channels/ivr/json.ts';

const url = 'https://ledger.example/v1/ivr/json/acme/order-updates';

function post(body: object | string, type = 'application/json', query = ''): IvrRequest {
  return {
    method: 'POST',
    url: url + query,
    header: (name) => (name === 'content-type' ? type : undefined),
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  };
}
const get = (query: string): IvrRequest => ({ ...post('', 'text/plain', query), method: 'GET' });

const faultAt = (pointer: string) =>
  expect.objectContaining({ code: 'invalid', faults: [expect.objectContaining({ pointer })] });

describe('a contact centre says', () => {
  test.each([
    [
      'that a call begins',
      { call: 'c-1', caller: '+14155550100' },
      { event: 'begin', caller: '+14155550100' },
    ],
    [
      'that a key was pressed',
      { call: 'c-1', step: 1, digits: '1' },
      { event: 'keys', digits: '1', step: 1 },
    ],
    ['it with a number', { call: 'c-1', step: '1', digits: 1 }, { event: 'keys', digits: '1', step: 1 }],
    ['that nothing was pressed', { call: 'c-1', step: 1, digits: '' }, { event: 'silence', step: 1 }],
    [
      'that a key interrupted what was said',
      { call: 'c-1', step: 1, digits: '0', early: true },
      { event: 'keys', digits: '0', step: 1, early: true },
    ],
    [
      'that the words were heard, and no key came meanwhile',
      { call: 'c-1', step: 1, early: 'true' },
      { event: 'silence', step: 1, early: true },
    ],
    [
      'that no key interrupted it',
      { call: 'c-1', step: 1, digits: '1', early: 'false' },
      { event: 'keys', digits: '1', step: 1, early: false },
    ],
    ['that the caller is gone', { call: 'c-1', event: 'hangup' }, { event: 'hangup' }],
    ['how the number is attested', { call: 'c-1', attested: 'A' }, { event: 'begin', attested: 'A' }],
    ['which language the line is in', { call: 'c-1', locale: 'pt-BR' }, { event: 'begin', locale: 'pt-BR' }],
  ])('%s', (_, body, facts) => {
    expect(json.read(post(body))).toEqual({ call: 'c-1', ...facts });
  });

  test('the same in a form, in a query, and with the step in the URL', () => {
    const pressed = { call: 'c-1', event: 'keys', digits: '1', step: 2 };
    const form = 'application/x-www-form-urlencoded';
    expect(json.read(post('call=c-1&digits=1&step=2', form))).toEqual(pressed);
    expect(json.read(post('call=c-1&digits=1', form, '?s=2'))).toEqual(pressed);
    expect(json.read(post({ call: 'c-1', digits: '1' }, 'application/json', '?s=2'))).toEqual(pressed);
    expect(json.read(get('?call=c-1&digits=1&s=2'))).toEqual(pressed);
  });
});

describe('refused is', () => {
  test.each([
    ['a call without an id', { caller: '+14155550100' }, '/call'],
    ['an id of another alphabet', { call: 'ç 1' }, '/call'],
    ['a step that is none', { call: 'c-1', step: 'x' }, '/step'],
    ['keys that are not there', { call: 'c-1', event: 'keys' }, '/digits'],
    ['an attestation that STIR does not know', { call: 'c-1', attested: 'Z' }, '/attested'],
    ['a mark that is neither true nor false', { call: 'c-1', digits: '1', early: 'perhaps' }, '/early'],
    ['a field that is misspelt', { call: 'c-1', digit: '1' }, '/digit'],
    ['a list where a text belongs', { call: 'c-1', digits: ['1', '2'] }, '/digits'],
  ])('%s', (_, body, pointer) => {
    expect(() => json.read(post(body))).toThrow(faultAt(pointer));
  });

  test('a field of a form that is there twice', () => {
    const twice = post('call=c-1&digits=1&digits=2', 'application/x-www-form-urlencoded');
    expect(() => json.read(twice)).toThrow(faultAt('/digits'));
  });
});

describe('the answer', () => {
  const line = { name: 'ask', locale: 'en', text: 'Press 1 for yes.' } as const;

  test('says what to play and where the key goes, on one level', () => {
    const early = `${url}?s=1&early=1`;
    const gather = { digits: 1, timeoutSeconds: 6, next: `${url}?s=1`, yes: '1', early };
    const reply = { lines: [line], gather, ended: false, result: 'going_on', call: 'c-1' } as const;
    expect(JSON.parse(json.answer(reply, get('')).body)).toEqual({
      result: 'going_on',
      call: 'c-1',
      ended: false,
      locale: 'en',
      say: 'Press 1 for yes.',
      digits: 1,
      timeout_seconds: 6,
      step: 1,
      next: `${url}?s=1`,
      yes: '1',
      lines: [line],
    });
  });

  test('says of a question that nothing is to interrupt that it is whole, and names no yes', () => {
    const gather = { digits: 1, timeoutSeconds: 6, next: `${url}?s=1`, yes: '1' };
    const reply = { lines: [line], gather, ended: false, result: 'going_on', call: 'c-1' } as const;
    const said = JSON.parse(json.answer(reply, get('')).body);
    expect([said.whole, 'yes' in said]).toEqual([true, false]);
    const { yes: _, ...menu } = gather;
    expect(JSON.parse(json.answer({ ...reply, gather: menu }, get('')).body)).not.toHaveProperty('whole');
  });

  test('of a call that ended asks for nothing', () => {
    const audio = { url: 'https://shop.example/thanks.mp3' };
    const reply = { lines: [{ ...line, audio }], ended: true, result: 'recorded', call: 'c-1' } as const;
    expect(JSON.parse(json.answer(reply, get('')).body)).toEqual({
      result: 'recorded',
      call: 'c-1',
      ended: true,
      locale: 'en',
      say: 'Press 1 for yes.',
      lines: [{ ...line, audio: audio.url }],
    });
  });
});

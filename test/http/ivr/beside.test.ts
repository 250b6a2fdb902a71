// A stop stands in a request of which something else cannot be read. It is recorded all the same, the
// caller's program is told what was not read, and a yes of the same form is refused.

import { beforeAll, describe, expect, test } from 'vitest';
import { Call, callWith, type Line, lineOfThisFile, publishedLine } from './line.ts';

const here = lineOfThisFile();
const { allowed, kindsOf } = here;

let people = 3000;
function somebody(): string {
  people += 1;
  return `+91987654${people}`;
}

const jsonType = 'application/json';
const formType = 'application/x-www-form-urlencoded';
type Sent = { body: string; type?: string; query?: string | undefined; dialect?: string };

const arrives = ({ body, type = jsonType, query = '', dialect = 'json' }: Sent): Promise<Response> =>
  fetch(`${here.line.url.replace('/json/', `/${dialect}/`)}${query}`, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${here.line.secret}` },
    body,
  });

const plain = (over: object) => (call: string, caller: string, digits?: string) => ({
  body: JSON.stringify({ call, caller, digits, ...over }),
});

const forms: [string, (call: string, caller: string, digits: string) => Sent][] = [
  ['a field that nobody knows', plain({ tenant: 'x' })],
  ['a locale that is no tag', plain({ locale: 'english please' })],
  ['an attestation in lower case', plain({ attested: 'a' })],
  ['early: "yes"', plain({ early: 'yes' })],
  ['early: "True"', plain({ early: 'True' })],
  ['step: "1.0"', plain({ step: '1.0' })],
  ['an event in capitals', plain({ event: 'KEYS' })],
  ['an event of another program', plain({ event: 'dtmf' })],
  ['a list of digits', (call, caller, digits) => plain({ digits: [digits] })(call, caller, digits)],
  ['digits in an object', (call, caller, digits) => plain({ digits: { digits } })(call, caller, digits)],
  [
    'digits that stand twice',
    (call, caller, digits) => ({
      body: `{"call":"${call}","caller":"${caller}","digits":"${digits}","digits":"${digits}"}`,
    }),
  ],
  ['names in capitals', (Call, Caller, Digits) => ({ body: JSON.stringify({ Call, Caller, Digits }) })],
  ['a blank in the call', (call, caller, digits) => plain({ call: `${call} a` })(call, caller, digits)],
  ['no call', (call, caller, digits) => plain({ call: undefined })(call, caller, digits)],
  ['a byte order mark', (...told) => ({ body: `\ufeff${plain({})(...told).body}` })],
  ['a list of one', (...told) => ({ body: `[${plain({})(...told).body}]` })],
  ['the media type of a text', (...told) => ({ ...plain({})(...told), type: 'text/plain' })],
  ['the media type of a form', (...told) => ({ ...plain({})(...told), type: formType })],
  ['?early=true', (...told) => ({ ...plain({})(...told), query: '?early=true' })],
  ['?s=x', (...told) => ({ ...plain({})(...told), query: '?s=x' })],
  ['?locale=english_please_x', (...told) => ({ ...plain({})(...told), query: '?locale=english%20please' })],
  ['NUL in another field', plain({ note: '\0' })],
  [
    'of Asterisk, a field that nobody knows',
    (call, caller, digits) => ({
      body: new URLSearchParams({ call, caller, digits, 'x y': '1' }).toString(),
      type: formType,
      dialect: 'asterisk',
    }),
  ],
  [
    'of KooKoo, an event that nobody knows',
    (sid, cid, data) => ({
      body: new URLSearchParams({ sid, cid, data, event: 'Pressed' }).toString(),
      type: formType,
      dialect: 'kookoo',
    }),
  ],
  [
    'of Vonage, the state of a call that goes on',
    (uuid, from, digits) => ({
      body: JSON.stringify({ uuid, from: from.slice(1), dtmf: { digits }, status: 'answered' }),
      dialect: 'vonage',
    }),
  ],
  [
    'of Twilio, keys that stand twice',
    (CallSid, From, Digits) => ({
      body: `${new URLSearchParams({ CallSid, From, Digits })}&Digits=7`,
      type: formType,
      dialect: 'twilio',
    }),
  ],
];

describe.each(forms)('beside %s', (_, formOf) => {
  test('a stop is recorded, and a yes is refused', async () => {
    const [agreed, other] = [somebody(), somebody()];
    await callWith(here.line, agreed, '1');
    expect(await allowed(agreed)).toBe(true);
    const answer = await arrives(formOf(`c${agreed.slice(3)}`, agreed, '0'));
    expect(answer.status).toBe(200);
    const told = await answer.text();
    if (told.startsWith('{')) {
      expect(JSON.parse(told)).toMatchObject({ result: 'withdrawn', dropped: expect.anything() });
      expect(told).not.toContain(agreed);
    }
    expect(await allowed(agreed)).toBe(false);
    expect([400, 422]).toContain((await arrives(formOf(`c${other.slice(3)}`, other, '1'))).status);
    expect(await kindsOf(other)).toEqual([]);
  });
});

const unreadKeys: [string, string, (digits: string) => object | string][] = [
  ['Twilio, under a name in small letters', 'twilio', (digits) => `Digits=&digits=${digits}`],
  ['Vonage, in a list', 'vonage', (digits) => ({ dtmf: [digits] })],
  ['Vonage, in a list of objects', 'vonage', (digits) => ({ dtmf: [{ digits }] })],
  ['Vonage, under a name in capitals', 'vonage', (digits) => ({ DTMF: { Digits: digits } })],
  ['Exotel, under the name of its other part', 'exotel', (digits) => `DigitsPressed=7&digits="${digits}"`],
];

/** As these dialects read them. */
const readKeys: Record<string, (digits: string) => object | string> = {
  twilio: (digits) => `Digits=${digits}`,
  vonage: (digits) => ({ dtmf: { digits } }),
  exotel: (digits) => `DigitsPressed=${digits}`,
};

describe.each(unreadKeys)('in a request of %s', (_, dialect, keys) => {
  test('a stop is heard, and a yes is not', async () => {
    const names = { twilio: ['CallSid', 'From'], vonage: ['uuid', 'from'], exotel: ['CallSid', 'CallFrom'] };
    const [call, from] = names[dialect as keyof typeof names] as [string, string];
    const asks = (number: string, pressed?: object | string) => {
      const said = { [call]: `u${number.slice(3)}`, [from]: dialect === 'vonage' ? number.slice(1) : number };
      const query = pressed && '?s=1';
      if (dialect === 'vonage')
        return arrives({ body: JSON.stringify({ ...said, ...Object(pressed) }), dialect, query });
      return arrives({
        body: `${new URLSearchParams(said)}&${pressed ?? ''}`,
        type: formType,
        dialect,
        query,
      });
    };
    const answered = async (number: string, pressed: object | string) => {
      await asks(number);
      expect((await asks(number, pressed)).status).toBe(200);
      return kindsOf(number);
    };
    const agreed = somebody();
    await callWith(here.line, agreed, '1');
    expect(await answered(agreed, keys('0'))).toEqual(['opt_in', 'opt_out']);
    expect(await allowed(agreed)).toBe(false);
    expect(await answered(somebody(), keys('1'))).toEqual([]);
    expect(await answered(somebody(), readKeys[dialect]!('1'))).toEqual(['opt_in']);
  });
});

/** Written around the key by a program, or by whoever copied it. */
const marks: [string, (key: string) => string][] = [
  ['NUL', (key) => `${key}\0`],
  ['a space of no width', (key) => `\u200b${key}\u200b`],
  ['an override of direction', (key) => `\u202e${key}`],
  ['marks of direction', (key) => `\u200f${key}\u200e`],
  ['the isolates of a bidirectional text', (key) => `\u2067${key}\u2069`],
  ['what makes it a key cap', (key) => `${key}\ufe0f\u20e3`],
  ['what is to be ignored', (key) => `${key}\u{e0020}\u034f\u3164`],
  ['brackets', (key) => `[${key}]`],
  ['a comma and a dot', (key) => `,${key}.`],
];

/** Without digits a call begins; with them and a step the question is answered. */
type Asks = (call: string, caller: string, digits?: string, step?: string) => Promise<Response>;

/** Without the fields that there are not. */
const written = (fields: Record<string, string | undefined>) =>
  new URLSearchParams(JSON.parse(JSON.stringify(fields))).toString();
const queried = (dialect: string, fields: Record<string, string | undefined>) =>
  fetch(`${here.line.url.replace('/json/', `/${dialect}/`)}/${here.line.secret}?${written(fields)}`);

const places: [string, Asks][] = [
  ['our own dialect', (...[call, caller, digits, step]) => arrives(plain({ step })(call, caller, digits))],
  [
    'our own dialect by a query',
    (...[call, caller, digits, step]) => queried('json', { call, caller, digits, step }),
  ],
  [
    'Asterisk',
    (...[call, caller, digits, step]) =>
      arrives({ body: written({ call, caller, digits, step }), type: formType, dialect: 'asterisk' }),
  ],
  [
    'KooKoo',
    async (...[sid, cid, data, step]) => {
      if (step === undefined) return queried('kookoo', { sid, cid, data, event: 'NewCall' });
      // The silence behind the question, after which it waits for the answer.
      await queried('kookoo', { sid, data: '', event: 'GotDTMF' });
      return queried('kookoo', { sid, data, event: 'GotDTMF' });
    },
  ],
  [
    'Vonage',
    (...[uuid, from, digits, step]) => {
      const dtmf = digits === undefined ? undefined : { digits };
      const body = JSON.stringify({ uuid, from: from.slice(1), dtmf });
      return arrives({ body, dialect: 'vonage', query: step && `?s=${step}` });
    },
  ],
];

/** What becomes of a caller who presses this at the question. */
async function answered(asks: Asks, digits: string): Promise<string[]> {
  const number = somebody();
  const call = `m${number.slice(3)}`;
  await asks(call, number);
  await asks(call, number, digits, '1');
  return kindsOf(number);
}

test.each(places)('by %s a key with nothing about it is a yes', async (_, asks) => {
  expect(await answered(asks, '1')).toEqual(['opt_in']);
});

describe.each(marks)('with %s about it', (_, around) => {
  test.each(places)('a stop is heard by %s, and a yes is none', async (_, asks) => {
    const agreed = somebody();
    await callWith(here.line, agreed, '1');
    expect((await asks(`m${agreed.slice(3)}`, agreed, around('0'))).status).toBe(200);
    expect(await allowed(agreed)).toBe(false);
    expect(await answered(asks, around('1'))).toEqual([]);
    expect(await answered(asks, around('0'))).toEqual(['opt_out']);
  });
});

describe.each(['hangup', 'silence', 'begin'])('in an event that is called %s', (event) => {
  test('a stop is heard, and a yes is not', async () => {
    const [agreed, other] = [somebody(), somebody()];
    await callWith(here.line, agreed, '1');
    const call = new Call(here.line, agreed);
    await call.begin();
    expect(await (await call.post({ event, digits: '0' })).json()).toMatchObject({ result: 'withdrawn' });
    expect(await allowed(agreed)).toBe(false);
    for (const [number, under, kinds] of [
      [other, event, []],
      [somebody(), 'keys', ['opt_in']],
    ] as const) {
      const asked = new Call(here.line, number);
      await asked.begin();
      await asked.post({ event: under, digits: '1', step: '1' });
      expect(await kindsOf(number)).toEqual(kinds);
    }
  });
});

test('the same request again is no second stop, also of a call without a name', async () => {
  const number = somebody();
  const sent = { body: JSON.stringify({ caller: number, digits: '0' }) };
  await arrives(sent);
  expect(await (await arrives(sent)).json()).toMatchObject({ result: 'withdrawn' });
  expect(await kindsOf(number)).toEqual(['opt_out']);
});

test('a stop of nobody is refused, with what could not be read', async () => {
  const answer = await arrives({ body: JSON.stringify({ call: 'c-nobody', digits: '0', tenant: 'x' }) });
  expect(answer.status).toBe(422);
});

test('a stop in a call that began well is its caller’s, though the key’s request does not say whose', async () => {
  const number = somebody();
  await callWith(here.line, number, '1');
  const call = new Call(here.line, number);
  await call.begin();
  expect((await call.post({ digits: '0', caller: 'x'.repeat(600) })).status).toBe(200);
  expect(await allowed(number)).toBe(false);
});

test('of two callers in one request both are stopped', async () => {
  const [one, other] = [somebody(), somebody()];
  await Promise.all([callWith(here.line, one, '1'), callWith(here.line, other, '1')]);
  await arrives({ body: JSON.stringify({ call: 'c-two', caller: [one, other], digits: '0' }) });
  expect([await allowed(one), await allowed(other)]).toEqual([false, false]);
});

test('a language may be spelled as POSIX does, at the beginning of a call too', async () => {
  const form = { call: 'c-posix', caller: somebody(), locale: 'pt_BR', event: 'begin' };
  const body = new URLSearchParams(form).toString();
  expect((await arrives({ body, type: formType, dialect: 'asterisk' })).status).toBe(200);
});

describe('a caller whose number comes without a calling code', () => {
  const lines = new Map<string, Line>();
  beforeAll(async () => {
    for (const calling_code of ['91', '49', '55', '39', '62'])
      lines.set(calling_code, await publishedLine(here.shop, { id: `line-${calling_code}`, calling_code }));
  });

  test.each([
    ['91', '14155550171'],
    ['49', '12025550123'],
    ['49', '447700900123'],
    ['55', '12025550124'],
    ['39', '14155550123'],
    ['62', '14155550124'],
  ])('under %s, %s has stopped the number that exists', async (code, caller) => {
    await callWith(here.line, `+${caller}`, '1');
    const call = new Call(lines.get(code)!, caller);
    await call.begin();
    await call.press('0');
    expect(call.said).toMatchObject({ result: 'withdrawn' });
    expect(await allowed(`+${caller}`)).toBe(false);
  });

  test('is asked for it where two people may have it, and a stop goes to both', async () => {
    // A mobile in Germany; and with its first digit for a calling code, a line in Austin.
    const both = ['+15125550123', '+4915125550123'];
    for (const number of both) await callWith(here.line, number, '1');
    const call = new Call(lines.get('49')!, '15125550123');
    expect(await call.begin()).toMatchObject({ result: 'going_on', finish: '#' });
    expect(await call.press('1')).toMatchObject({ result: 'going_on', finish: '#' });
    expect(await call.press('0')).toMatchObject({ result: 'withdrawn' });
    expect(await Promise.all(both.map(allowed))).toEqual([false, false]);
  });
});

describe('a key that is pressed too often, or with another', () => {
  test.each(['0#', '00', '000#', '0*', '*0', '#0', '"0#"', '０'])('%s has stopped', async (digits) => {
    const number = somebody();
    await callWith(here.line, number, '1');
    expect(await callWith(here.line, number, digits)).toMatchObject({ result: 'withdrawn' });
    expect(await allowed(number)).toBe(false);
  });

  test('1# is a yes, and 11, 1* and 10 are none', async () => {
    const number = somebody();
    expect(await callWith(here.line, number, '1#')).toMatchObject({ result: 'recorded' });
    for (const digits of ['11', '1*', '10', '01'])
      expect(await callWith(here.line, somebody(), digits)).toMatchObject({ result: 'going_on' });
  });
});

// Answers as the platforms' own packages would write them, and what each platform needs to be told.

import { describe, expect, test } from 'vitest';
import type { Answer, Line, Reply } from '../../../ledger/channels/ivr/dialect.ts';
import { dialects } from '../../../ledger/channels/ivr/dialects.ts';
import { consentWords } from '../../../ledger/core/language/languages.ts';
import { arrived, engines, type Platform } from './engines.ts';
import { type Node, parseXml } from './parse-xml.ts';
import { ActionBuilder, plivoSdk, VoiceResponse } from './sdk.ts';

const next = 'https://ledger.example/v1/ivr/x/acme/order-updates?s=1&locale=hi';
const audio = { url: 'https://shop.example/ask.mp3' };
const line = (text: string, locale = 'hi', over: Partial<Line> = {}): Line => ({
  name: 'ask',
  locale,
  text,
  ...over,
});

const gather = { digits: 1, timeoutSeconds: 6, next };
const asks = (...lines: Line[]): Reply => ({ lines, gather, ended: false, result: 'going_on', call: 'c-1' });
const asksNumber = (...lines: Line[]): Reply => ({
  ...asks(...lines),
  gather: { digits: 17, finish: '#', timeoutSeconds: 6, next },
});
/** The question itself, to which 1 is a yes. */
const early = `${next}&early=1`;
const asksConsent = (...lines: Line[]): Reply => ({
  ...asks(...lines),
  gather: { ...gather, yes: '1', early },
});
const asksWhole = (...lines: Line[]): Reply => ({ ...asks(...lines), gather: { ...gather, yes: '1' } });
const ends = (...lines: Line[]): Reply => ({ lines, ended: true, result: 'recorded', call: 'c-1' });

const answerOf = (name: Platform, reply: Reply): Answer =>
  dialects[name].answer(reply, arrived(engines[name].begins({})));
const xmlOf = (name: Platform, reply: Reply): Node => parseXml(answerOf(name, reply).body);

describe('Twilio is answered as its package writes TwiML', () => {
  const verb = { input: 'dtmf', timeout: 6, action: next, method: 'POST', actionOnEmptyResult: true };

  test('that asks for a key', () => {
    const due = new VoiceResponse();
    const inner = due.gather({ ...verb, numDigits: 1, finishOnKey: '' });
    inner.say({ language: 'hi-IN' }, 'A & B <br>');
    inner.play(audio.url);
    due.redirect({ method: 'POST' }, next);
    const reply = asks(line('A & B <br>'), line('…', 'hi', { audio }));
    expect(xmlOf('twilio', reply)).toEqual(parseXml(due.toString()));
  });

  const lines = [line('A & B'), line('…', 'hi', { audio })];

  test('that asks the question: a key that interrupts it is told apart from one that follows it', () => {
    const due = new VoiceResponse();
    const { actionOnEmptyResult: _, ...asking } = { ...verb, action: early, timeout: 1 };
    const inner = due.gather({ ...asking, numDigits: 1, finishOnKey: '' });
    inner.say({ language: 'hi-IN' }, 'A & B');
    inner.play(audio.url);
    due.gather({ ...verb, numDigits: 1, finishOnKey: '' });
    due.redirect({ method: 'POST' }, next);
    expect(xmlOf('twilio', asksConsent(...lines))).toEqual(parseXml(due.toString()));
  });

  test('that asks the whole question: nothing interrupts it', () => {
    const due = new VoiceResponse();
    due.say({ language: 'hi-IN' }, 'A & B');
    due.play(audio.url);
    due.gather({ ...verb, numDigits: 1, finishOnKey: '' });
    due.redirect({ method: 'POST' }, next);
    expect(xmlOf('twilio', asksWhole(...lines))).toEqual(parseXml(due.toString()));
  });

  test('that waits in silence', () => {
    const due = new VoiceResponse();
    due.gather({ ...verb, numDigits: 1, finishOnKey: '' });
    due.redirect({ method: 'POST' }, next);
    expect(xmlOf('twilio', asks())).toEqual(parseXml(due.toString()));
  });

  test('that asks for a number', () => {
    const due = new VoiceResponse();
    due.gather({ ...verb, numDigits: 17, finishOnKey: '#' }).say({ language: 'en-US' }, 'Your number.');
    due.redirect({ method: 'POST' }, next);
    expect(xmlOf('twilio', asksNumber(line('Your number.', 'en')))).toEqual(parseXml(due.toString()));
  });

  test('that ends the call', () => {
    const due = new VoiceResponse();
    due.say({ language: 'pt-BR' }, 'Obrigado.');
    due.hangup();
    expect(xmlOf('twilio', ends(line('Obrigado.', 'pt')))).toEqual(parseXml(due.toString()));
  });
});

describe('a yes before the question was heard to its end', () => {
  const question = [line('Wrong key.'), line('Press 1.', 'hi', { audio })];

  // An input behind that one would take a yes to words that were cut short, where an answer of ours is lost.
  test('is the only thing that Vonage gathers with the words, and briefly', () => {
    const [wrong, asked, input, ...more] = JSON.parse(answerOf('vonage', asksConsent(...question)).body);
    expect([wrong, asked]).toMatchObject([{ bargeIn: true }, { bargeIn: true }]);
    expect(input).toMatchObject({ action: 'input', dtmf: { timeOut: 1 }, eventUrl: [early] });
    expect(more).toEqual([]);
    expect(JSON.parse(answerOf('vonage', asks()).body)).toMatchObject([
      { action: 'input', dtmf: { timeOut: 6 }, eventUrl: [next] },
    ]);
    expect(answerOf('vonage', asksWhole(...question)).body).not.toContain('bargeIn');
  });

  test('is gathered with the words at FreeSWITCH, which goes on a millisecond after them', () => {
    const [work] = xmlOf('freeswitch', asksConsent(...question)).children as Node[];
    const [wrong, asked, wait, ...more] = work!.children as Node[];
    const any = [{ name: 'bind', attributes: {}, children: ['~[0-9*#]'] }];
    for (const words of [wrong, asked])
      expect(words).toMatchObject({
        attributes: { 'temp-action': early, 'input-timeout': '1' },
        children: any,
      });
    expect(wait).toEqual({
      name: 'pause',
      attributes: { name: 'digits', milliseconds: '6000', 'temp-action': next },
      children: any,
    });
    expect(more).toEqual([]);
  });

  test('is taken off the queue at FreeSWITCH behind a whole question, and any other key counts', () => {
    const [work] = xmlOf('freeswitch', asksWhole(...question)).children as Node[];
    const [wrong, asked, ...pauses] = work!.children as Node[];
    expect([wrong!.children, asked!.children]).toEqual([[], []]);
    const wait = pauses.at(-1)!;
    expect(wait.attributes).toMatchObject({ name: 'digits', milliseconds: '6000', 'temp-action': next });
    expect(wait.children).toEqual([{ name: 'bind', attributes: {}, children: ['~[0-9*#]'] }]);
    for (const soon of pauses.slice(0, -1)) {
      expect(soon).toMatchObject({ name: 'pause', attributes: { milliseconds: '1' } });
      expect(soon.children).toEqual([
        { name: 'bind', attributes: { strip: '1' }, children: ['~1'] },
        { name: 'bind', attributes: {}, children: ['~[023456789*#]'] },
      ]);
    }
  });
});

describe('Plivo is answered as its package writes XML', () => {
  test('that asks for a key', () => {
    const due = new plivoSdk.Response();
    const inner = due.addGetInput({
      action: next,
      method: 'POST',
      inputType: 'dtmf',
      numDigits: 1,
      finishOnKey: 'none',
      executionTimeout: 6,
      digitEndTimeout: 6,
      redirect: true,
    });
    inner.addSpeak('A & B', { language: 'hi-IN', voice: 'Polly.Aditi' });
    inner.addPlay(audio.url);
    due.addRedirect(next, { method: 'POST' });
    const reply = asks(line('A & B'), line('…', 'hi', { audio }));
    expect(xmlOf('plivo', reply)).toEqual(parseXml(due.toXML()));
  });

  // The newer verb waits for five seconds at least: a yes in them would be an early one.
  test('that asks the question', () => {
    const due = new plivoSdk.Response();
    const inner = due.addGetDigits({
      action: early,
      method: 'POST',
      numDigits: 1,
      timeout: 1,
      retries: 1,
      finishOnKey: 'none',
      redirect: true,
    });
    inner.addSpeak('A & B', { language: 'hi-IN', voice: 'Polly.Aditi' });
    due.addGetInput({
      action: next,
      method: 'POST',
      inputType: 'dtmf',
      numDigits: 1,
      finishOnKey: 'none',
      executionTimeout: 6,
      digitEndTimeout: 6,
      redirect: true,
    });
    due.addRedirect(next, { method: 'POST' });
    expect(xmlOf('plivo', asksConsent(line('A & B')))).toEqual(parseXml(due.toXML()));
  });

  test('that ends the call', () => {
    const due = new plivoSdk.Response();
    due.addSpeak('Thank you.', { language: 'en-US', voice: 'WOMAN' });
    due.addHangup({});
    expect(xmlOf('plivo', ends(line('Thank you.', 'en')))).toEqual(parseXml(due.toXML()));
  });
});

test('Africa’s Talking is answered as its package writes XML', () => {
  const place = 'https://ledger.example/next';
  const due = new ActionBuilder();
  due.getDigits(
    { say: { text: 'Wrong key. Press 1.' } },
    { numDigits: 17, timeout: 6, finishOnKey: '#', callbackUrl: place },
  );
  due.redirect(place);
  // Its package escapes nothing, so that our URL goes in after it.
  const golden = due.build().replaceAll(place, next.replace('&', '&amp;'));
  expect(xmlOf('africastalking', asksNumber(line('Wrong key.', 'en'), line('Press 1.', 'en')))).toEqual(
    parseXml(golden),
  );
});

test('Telnyx is given the voice of a language, as its own list or Azure’s has it', () => {
  const voices = (locale: string) => {
    const [gathered] = xmlOf('telnyx', asks(line('…', locale))).children as Node[];
    return (gathered!.children[0] as Node).attributes;
  };
  expect(voices('hi')).toEqual({ voice: 'alice', language: 'hi-IN' });
  expect(voices('ta')).toEqual({ voice: 'Azure.ta-IN-PallaviNeural', language: 'ta-IN' });
});

describe.each(Object.keys(consentWords))('in %s', (locale) => {
  test.each(['twilio', 'telnyx', 'plivo', 'exotel', 'vonage'] as const)(
    '%s is asked for a voice of that language',
    (name) => {
      const { body } = answerOf(name, ends(line('…', locale)));
      const named = /language(?:="|":")([\w-]+)"/.exec(body)![1]!;
      const [asked, meant] = [named, locale].map((tag) => new Intl.Locale(tag));
      expect(asked!.language).toBe(meant!.language);
    },
  );
});

test('Vonage waits ten seconds at most, and lets keys interrupt what asks for them', () => {
  const reply = { ...asks(line('Press 1.', 'zh-Hant')), gather: { ...gather, timeoutSeconds: 15 } };
  expect(JSON.parse(answerOf('vonage', reply).body)).toEqual([
    { action: 'talk', text: 'Press 1.', language: 'cmn-TW', bargeIn: true },
    {
      action: 'input',
      type: ['dtmf'],
      dtmf: { maxDigits: 1, submitOnHash: false, timeOut: 10 },
      eventUrl: [next],
      eventMethod: 'POST',
    },
  ]);
  expect(JSON.parse(answerOf('vonage', ends(line('Thank you.', 'en'))).body)).toEqual([
    { action: 'talk', text: 'Thank you.', language: 'en-US' },
  ]);
});

test('KooKoo gathers keys while the question plays for a second more, and waits in the answer after it', () => {
  const verb = (reply: Reply) => (xmlOf('kookoo', reply).children as Node[]).at(-1)!;
  const asked = verb(asksConsent(line('Wrong key.', 'en'), line('Press 1.', 'en')));
  expect(asked).toMatchObject({ name: 'collectdtmf', attributes: { l: '1', o: '1000' } });
  expect(asked.children).toHaveLength(2);
  expect(verb(asks())).toEqual({
    name: 'collectdtmf',
    attributes: { l: '1', t: '#', o: '6000' },
    children: [],
  });
});

test('KooKoo is told the call, and its own names of languages', () => {
  expect(answerOf('kookoo', asks(line('Press 1.', 'gu'))).body).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><response sid="c-1"><collectdtmf l="1" t="#" o="6000">' +
      '<playtext lang="GUJ">Press 1.</playtext></collectdtmf></response>',
  );
  expect(answerOf('kookoo', ends(line('Merci.', 'fr'))).body).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><response sid="c-1"><playtext>Merci.</playtext><hangup/></response>',
  );
});

describe('Exotel', () => {
  const url = 'https://ledger.example/v1/ivr/exotel/acme/order-updates/secret';
  const asked = (query: string, headers: Record<string, string> = {}) =>
    arrived({ method: 'GET', url: `${url}?${query}`, headers, body: '' });
  const { read, answer } = dialects.exotel;
  const call = 'CallSid=exo-1&CallFrom=09876543210&CallStatus=in-progress';

  test('has an applet that asks what to gather', () => {
    const request = asked(call, { 'exotel-version': '1.0' });
    expect(read(request)).toEqual({ call: 'exo-1', caller: '09876543210', event: 'begin' });
    expect(JSON.parse(answer(asksNumber(line('Your number.')), request).body)).toEqual({
      gather_prompt: { text: 'Your number.' },
      max_input_digits: 17,
      finish_on_key: '#',
      input_timeout: 6,
      repeat_menu: 0,
    });
    const recorded = asks(line('Press 1.', 'hi', { audio }));
    expect(JSON.parse(answer(recorded, request).body).gather_prompt).toEqual({ audio_url: audio.url });
  });

  test('has an applet that passes the keys on in quotes, and goes by the status', () => {
    const pressed = asked(`${call}&digits=%221%22`);
    expect(read(pressed)).toMatchObject({ event: 'keys', digits: '"1"' });
    expect(read(asked(`${call}&digits=%22%22`))).toMatchObject({ event: 'silence' });
    expect(read(asked(`${call}&digits=`))).toMatchObject({ event: 'silence' });
    expect(answer(asks(line('Press 1.')), pressed)).toMatchObject({ status: 200, body: '' });
    expect(answer(ends(line('Thank you.')), pressed)).toMatchObject({ status: 302, body: '' });
  });

  test('has an applet that says a text', () => {
    const request = asked(call);
    expect(read(request)).toMatchObject({ event: 'begin' });
    expect(answer(ends(line('Thank you.')), request)).toEqual({
      status: 200,
      contentType: 'text/plain; charset=utf-8',
      body: 'Thank you.',
    });
  });
});

describe('a call that the business makes is the person’s who is called', () => {
  const sent = { call: 'CA1', caller: '+14155550199' };
  test.each([
    ['twilio', 'Direction=inbound', 'Direction=outbound-api'],
    ['telnyx', 'Direction=inbound', 'Direction=outbound'],
    ['plivo', 'Direction=inbound', 'Direction=outbound'],
    ['freeswitch', 'Caller-Direction=inbound', 'Caller-Direction=outbound'],
  ] as const)('at %s', (name, inbound, outbound) => {
    const request = engines[name].begins(sent);
    const called = request.body
      .replace(inbound, outbound)
      .replace(
        /(?<=&(?:To|Caller-Destination-Number)=)[^&]*/,
        name === 'plivo' ? '14155550100' : '%2B14155550100',
      );
    expect(dialects[name].read(arrived({ ...request, body: called })).caller).toBe('+14155550100');
  });

  test('at Exotel', () => {
    const request = engines.exotel.begins({ caller: '08040000000' });
    const body = `${request.body.replace('CallTo=08040000000', 'CallTo=09876543210')}&Direction=outgoing`;
    expect(dialects.exotel.read(arrived({ ...request, body })).caller).toBe('09876543210');
  });
});

test('KooKoo’s caller is whom the first request names, and no later one', () => {
  const later = engines.kookoo.presses({ digits: '1' }, next);
  const spoofed = arrived({ ...later, url: `${later.url}&cid=9999999999` });
  expect(dialects.kookoo.read(spoofed)).not.toHaveProperty('caller');
});

test.each([
  ['TN-Validation-Passed-A', 'A'],
  ['TN-Validation-Passed-C', 'C'],
  ['TN-Validation-Failed-A', undefined],
  ['No-TN-Validation', undefined],
])('Twilio says of STIR %s: attested %s', (verstat, attested) => {
  const sent = engines.twilio.begins({});
  const facts = dialects.twilio.read(arrived({ ...sent, body: `${sent.body}&StirVerstat=${verstat}` }));
  expect(facts.attested).toBe(attested);
});

test('Vonage’s events on the way are no answers, and are refused by name', () => {
  const sent = engines.vonage.begins({});
  const body = sent.body.replace('{', '{"status":"ringing",');
  expect(() => dialects.vonage.read(arrived({ ...sent, body }))).toThrow(
    expect.objectContaining({ code: 'invalid', faults: [expect.objectContaining({ pointer: '/status' })] }),
  );
});

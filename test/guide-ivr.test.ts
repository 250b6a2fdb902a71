// What the guides of the telephone platforms tell a reader to paste, taken from the pages and played: the
// platform's side is a stand-in that asks and signs as the platform does, the ledger is a real one.

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { ConnectContactFlowEvent, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../ledger/channels/ivr/dialect.ts';
import { parse } from '../ledger/channels/parse.ts';
import { flowDraftSchema } from '../ledger/core/flow/flow.ts';
import { handler } from '../ledger/deploy/amazon-connect/index.mjs';
import dataAction from '../ledger/deploy/genesys/optmark.custom.json' with { type: 'json' };
import { publish } from '../ledger/operations/flow/flows.ts';
import { newFlowSecret, setProvider } from '../ledger/operations/flow/secrets.ts';
import { publish as publishNotice } from '../ledger/operations/notice/notices.ts';
import { engines, type Heard, origin, type Platform, pathOf } from './channels/ivr/engines.ts';
import { type Node, parseXml } from './channels/ivr/parse-xml.ts';
import { VoiceResponse } from './channels/ivr/sdk.ts';
import { plivoSigned, type Sent, twilioSigned } from './channels/ivr/signers.ts';
import { recordsOf } from './http/ivr/line.ts';
import { orderUpdates, type TestLedger, testLedger } from './support/ledger.ts';
import { commandsOf } from './support/typed.ts';

const guide = (name: string) =>
  readFileSync(new URL(`../ledger/guides/ivr/${name}.md`, import.meta.url), 'utf8');
/** The code of this language on the page, in its order. */
const code = (page: string, language = '') =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text]) =>
    name === language ? [text!] : [],
  );

let shop: TestLedger;
let secret: string;
beforeAll(async () => {
  shop = await testLedger();
  const locales = { ...orderUpdates.locales, hi: { what: 'आपके ऑर्डर के अपडेट' } };
  await publishNotice(shop.ledger, shop.business, { ...orderUpdates, locales }, 'test');
});
afterAll(() => shop?.stop());

/** The flow of the page, published, and a secret for it. */
async function follow(page: string): Promise<void> {
  const draft = JSON.parse(/<<'END'\n([\s\S]*?)\nEND$/m.exec(commandsOf(page)[0]!)![1]!);
  await publish(shop.ledger, shop.business, parse(flowDraftSchema, draft), 'test');
  secret = await newFlowSecret(shop.ledger, shop.business, draft.id);
}

/** An address of the page as it would be here. */
const here = (text: string) =>
  text.replace('https://optmark.example', origin).replace('<secret>', secret).trim();

async function send({ url, method, headers, body }: Sent): Promise<Answer> {
  const sent = { method, headers, redirect: 'manual', ...(method === 'POST' && { body }) } as const;
  const answer = await fetch(url.replace(origin, shop.url), sent);
  return {
    status: answer.status as Answer['status'],
    contentType: answer.headers.get('content-type') ?? '',
    body: await answer.text(),
  };
}

type Asked = { platform: Platform; address: string; call: string; caller: string };

/** A whole call; what was heard last. */
async function called(
  { platform, address, ...told }: Asked,
  keys: string[],
  sign = (sent: Sent) => sent,
): Promise<Heard> {
  const engine = engines[platform];
  const own = origin + pathOf(platform);
  const ask = async (sent: Sent) =>
    engine.hears(await send(sign({ ...sent, url: sent.url.replace(own, address) })));
  let heard = await ask(engine.begins(told));
  for (const digits of keys) {
    // Nothing waits behind the question but the answer to its silence.
    if (heard.next === undefined && heard.early !== undefined)
      heard = await ask(engine.presses(told, heard.early));
    heard = await ask(engine.presses({ ...told, digits }, heard.next ?? own));
  }
  return heard;
}

const token = 'an-auth-token-of-the-account';
const consents = async (number: string) =>
  (await recordsOf(shop, number)).map(({ kind, ...record }) => [kind, 'grade' in record && record.grade]);

describe('Twilio', () => {
  const page = guide('twilio');
  beforeAll(async () => {
    await follow(page);
    await setProvider(shop.ledger, shop.business, 'twilio', token);
  });

  const redirect = (twiml: string) => {
    const [verb] = parseXml(twiml.replace('?>\n', '?>')).children.filter(
      (one): one is Node => typeof one !== 'string',
    );
    expect(verb).toMatchObject({ name: 'Redirect', attributes: { method: 'POST' } });
    return String(verb!.children[0]);
  };
  const ways: [string, string, () => string][] = [
    ['the number itself', '+14155550111', () => /HTTP POST,\s+`(.*?)`/.exec(page)![1]!],
    ['a TwiML Bin', '+14155550112', () => redirect(code(page, 'xml')[0]!)],
    ['a Function', '+14155550113', () => redirect(answerOf(code(page, 'js')[0]!))],
    ['Studio', '+14155550114', () => JSON.parse(code(page, 'json')[0]!).properties.url],
  ];

  test.each(ways)('%s leads a caller to a signed consent', async (way, caller, addressOf) => {
    const asked = {
      platform: 'twilio',
      address: here(addressOf()),
      call: `CA-${way.length}`,
      caller,
    } as const;
    const heard = await called(asked, ['1'], (sent) => twilioSigned(sent, token));
    expect(heard.isOver).toBe(true);
    expect(await consents(caller)).toEqual([['opt_in', 'E3']]);
  });

  test('without the signature there is no call', async () => {
    const { url, ...begins } = engines.twilio.begins({});
    const address = here(ways[0]![2]());
    expect(await send({ ...begins, url: address })).toMatchObject({ status: 401 });
    const signed = twilioSigned({ ...begins, url: address }, 'the-token-of-another-account');
    expect(await send(signed)).toMatchObject({ status: 401 });
  });

  /** What Twilio's own runtime gets of a Function. */
  function answerOf(source: string): string {
    const exports: { handler?: (context: object, event: object, callback: unknown) => void } = {};
    new Function('exports', 'Twilio', source)(exports, { twiml: { VoiceResponse } });
    let answered = '';
    exports.handler!({}, {}, (_error: unknown, response: object) => {
      answered = response.toString();
    });
    return answered;
  }
});

test('Plivo: its application leads a caller to a signed consent', async () => {
  const page = guide('plivo');
  await follow(page);
  await setProvider(shop.ledger, shop.business, 'plivo', token);
  const application = JSON.parse(code(page, 'json')[0]!);
  expect(application).toMatchObject({ answer_method: 'POST', hangup_url: application.answer_url });
  const asked = { platform: 'plivo', call: 'plivo-1', caller: '14155550121' } as const;
  const address = here(application.answer_url);
  const heard = await called({ ...asked, address }, ['9', '1'], (sent) => plivoSigned(sent, token));
  expect(heard.isOver).toBe(true);
  expect(await consents('+14155550121')).toEqual([['opt_in', 'E3']]);
});

describe('Exotel', () => {
  const page = guide('exotel');
  beforeAll(() => follow(page));
  const address = () => here(code(page).find((text) => text.startsWith('https:'))!);

  test('its three applets lead a caller to a consent', async () => {
    const asks = (fields: object, headers: Record<string, string> = {}) => {
      const query = new URLSearchParams({ CallSid: 'exo-1', CallFrom: '09876543131', ...fields });
      return send({ method: 'GET', url: `${address()}?${query}`, headers, body: '' });
    };
    const gather = async () => JSON.parse((await asks({}, { 'exotel-version': '1' })).body);
    // One for each language, then the question.
    expect(await gather()).toMatchObject({
      max_input_digits: 1,
      gather_prompt: { text: expect.any(String) },
    });
    expect(await asks({ digits: '"4"' })).toMatchObject({ status: 200 });
    expect((await gather()).gather_prompt.text).toMatch(/WhatsApp.*3 1 3 1/);
    expect(await asks({ digits: '"1"' })).toMatchObject({ status: 302 });
    expect((await asks({})).body).toMatch(/START/);
    expect(await consents('+919876543131')).toEqual([['opt_in', 'E2']]);
  });

  test('ExoML does with the same address', async () => {
    const asked = { platform: 'exotel', address: address(), call: 'exo-2', caller: '09876543132' } as const;
    expect((await called(asked, ['4', '1'])).isOver).toBe(true);
    expect(await consents('+919876543132')).toEqual([['opt_in', 'E2']]);
  });
});

test('KooKoo: its one address leads a caller to a consent', async () => {
  const page = guide('kookoo');
  await follow(page);
  const address = here(code(page).find((text) => text.startsWith('https:'))!);
  const asked = { platform: 'kookoo', address, call: 'kookoo-1', caller: '9876543141' } as const;
  // No key interrupts the last words, which KooKoo tells before it hangs up.
  expect((await called(asked, ['5', '1', ''])).isOver).toBe(true);
  expect(await recordsOf(shop, '+919876543141')).toMatchObject([
    { kind: 'opt_in', grade: 'E2', notice: { locale: 'hi' } },
  ]);
});

describe('Amazon Connect', () => {
  const page = guide('amazon-connect');
  beforeAll(async () => {
    await follow(page);
    const [, address] = /^OPTMARK_URL +(.*)$/m.exec(page)!;
    vi.stubEnv('OPTMARK_URL', here(address!).replace(origin, shop.url));
    vi.stubEnv('OPTMARK_SECRET', secret);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  /** As Connect sent it, of another call. */
  const event = (call: string, Parameters: Record<string, string>): ConnectContactFlowEvent => ({
    Name: 'ContactFlowEvent',
    Details: {
      ContactData: {
        Attributes: {},
        Channel: 'VOICE',
        ContactId: call,
        CustomerEndpoint: { Address: '+14155550151', Type: 'TELEPHONE_NUMBER' },
        InitialContactId: call,
        InitiationMethod: 'INBOUND',
        InstanceARN:
          'arn:aws:connect:eu-central-1:123456789012:instance/9308c2a1-9bc6-4cea-8290-6c0b4a6d38fa',
        MediaStreams: { Customer: { Audio: {} } },
        PreviousContactId: call,
        Queue: null,
        SystemEndpoint: { Address: '+14155550199', Type: 'TELEPHONE_NUMBER' },
      } as unknown as ConnectContactFlowEvent['Details']['ContactData'],
      Parameters,
    },
  });
  const invoke = async (call: string, parameters: Record<string, string> = {}) =>
    (await handler(event(call, parameters), {} as Context, () => {})) as Record<string, string>;

  /** As the flow of the page passes an answer's values on. */
  const pass = (call: string, { step, early }: Record<string, string>, digits: string) =>
    invoke(call, { step: step!, early: early!, digits });
  /** What its voice makes of the text: SSML, and never without a word or a pause. */
  const wordsOf = ({ say }: Record<string, string>) => {
    const { name, children } = parseXml(say!);
    expect([name, children.length]).toEqual(['speak', 1]);
    return typeof children[0] === 'string' ? children[0] : '';
  };

  test('its function hears a stop that interrupts the question, and no yes that does', async () => {
    const asked = await invoke('connect-3');
    const again = await pass('connect-3', asked, '1');
    expect(again).toMatchObject({ say: asked.say, early: 'true', timeout_seconds: '1' });
    expect(await pass('connect-3', again, '0')).toMatchObject({ result: 'withdrawn', ended: 'true' });
    expect((await consents('+14155550151')).map(([kind]) => kind)).toEqual(['opt_out']);
  });

  test('its function asks, hears that no key was pressed, and records a yes', async () => {
    const asked = await invoke('connect-1');
    expect(asked).toMatchObject({ result: 'going_on', ended: 'false', digits: '1', early: 'true' });
    const waits = await pass('connect-1', asked, 'Timeout');
    expect(waits).toMatchObject({ result: 'going_on', early: 'false', timeout_seconds: '6' });
    const again = await pass('connect-1', waits, 'Timeout');
    expect(wordsOf(again)).toContain(wordsOf(asked));
    expect(wordsOf(again)).not.toBe(wordsOf(asked));
    const said = await pass('connect-1', await pass('connect-1', again, 'Timeout'), '1');
    expect(said).toMatchObject({ result: 'recorded', ended: 'true' });
    expect(Object.values(said).every((value) => typeof value === 'string')).toBe(true);
    expect((await consents('+14155550151')).at(-1)).toEqual(['opt_in', 'E2']);
  });

  test('its function tells a quick caller’s flow to play the question whole, and then takes the yes', async () => {
    let asked = await invoke('connect-4');
    for (let nth = 1; nth <= 2; nth += 1) asked = await pass('connect-4', asked, '1');
    expect(asked).toMatchObject({ whole: 'true', timeout_seconds: '6' });
    // The flow of an older page lets a key interrupt it.
    const older = await pass('connect-4', asked, '1');
    expect(older).toMatchObject({ result: 'going_on', whole: 'true' });
    const said = await pass('connect-4', { ...older, early: 'false' }, '1');
    expect(said).toMatchObject({ result: 'recorded' });
  });

  test('its function takes a yes of a flow that does not pass whether it was early for an early one', async () => {
    const before = await consents('+14155550151');
    let asked = await invoke('connect-5');
    for (let nth = 1; nth <= 4; nth += 1) {
      expect(asked).toMatchObject({ result: 'going_on' });
      asked = await invoke('connect-5', { step: asked.step!, digits: '1' });
    }
    expect(await consents('+14155550151')).toEqual(before);
    const stopped = await invoke('connect-5', { step: asked.step!, digits: '0' });
    expect(stopped).toMatchObject({ result: 'withdrawn' });
  });

  test.each([
    ['refuses', () => vi.stubEnv('OPTMARK_SECRET', 'ofs_of-another-flow')],
    ['is gone', () => vi.stubEnv('OPTMARK_URL', 'http://127.0.0.1:1/')],
  ])('says that nothing was recorded where the ledger %s', async (_, breaks) => {
    breaks();
    expect(await invoke('connect-2')).toMatchObject({ result: 'not_recorded', ended: 'true' });
  });
});

test('Genesys: its data action asks and records a yes', async () => {
  await follow(guide('genesys'));
  const { request, response } = dataAction.config;
  const ajv = new Ajv();
  const isInput = ajv.compile(dataAction.contract.input.inputSchema);
  const isOutput = ajv.compile(dataAction.contract.output.successSchema);

  /** As the platform fills the templates of an action. */
  async function act(input: Record<string, string>) {
    expect(isInput(input)).toBe(true);
    const filled = (template: string) =>
      template
        .replace(/\$\{credentials\.secret\}/, secret)
        .replace(/\$esc\.jsonString\(\$\{input\.(\w+)\}\)/g, (_, name) =>
          JSON.stringify(input[name]).slice(1, -1),
        );
    const headers = Object.entries(request.headers).map(([name, value]) => [
      name.toLowerCase(),
      filled(value),
    ]);
    const answer = await send({
      method: request.requestType as 'POST',
      url: here(request.requestUrlTemplate.replace('your-business', shop.business)),
      headers: Object.fromEntries(headers),
      body: filled(request.requestTemplate),
    });
    expect(answer.status).toBe(200);
    const said = JSON.parse(answer.body);
    const defaults: Record<string, string> = response.translationMapDefaults;
    const translated = Object.entries(response.translationMap).map(([name, path]) => {
      const value = said[path.replace('$.', '')];
      return [name, value === undefined ? defaults[name] : JSON.stringify(value)] as const;
    });
    let text = response.successTemplate;
    for (const [name, value] of translated) text = text.replaceAll(`\${${name}}`, () => value ?? 'missing');
    const output = JSON.parse(text);
    expect(isOutput(output)).toBe(true);
    return output;
  }

  const whole = { call: '5a4e9f1c-0000-4000-8000-000000000161', caller: '+14155550161' };
  /** As the flow of the page passes an answer's values on. */
  const pass = (said: { step: number; yes: string; whole: boolean }, digits: string) => {
    const early = said.whole ? 'false' : said.yes === '' ? '' : 'true';
    return act({ ...whole, step: String(said.step), digits, early });
  };
  const asked = await act({ ...whole, step: '', digits: '', early: '' });
  expect(asked).toMatchObject({ result: 'going_on', ended: false, digits: 1, yes: '1' });
  expect(asked.say).toContain('WhatsApp');
  const again = await pass(asked, '1');
  expect(again).toMatchObject({ result: 'going_on', say: asked.say });
  const waits = await pass(again, '');
  expect(waits).toMatchObject({ say: '', yes: '', timeout_seconds: 6 });
  const said = await pass(waits, '1');
  expect(said).toMatchObject({ result: 'recorded', ended: true });
  expect(await consents('+14155550161')).toEqual([['opt_in', 'E2']]);

  // A quick caller hears the question whole, and agrees.
  whole.call = '5a4e9f1c-0000-4000-8000-000000000162';
  let quick = await act({ ...whole, step: '', digits: '', early: '' });
  expect(quick).toMatchObject({ whole: false });
  for (let nth = 1; nth <= 2; nth += 1) quick = await pass(quick, '1');
  expect(quick).toMatchObject({ say: asked.say, yes: '', whole: true, timeout_seconds: 6 });
  // The flow of an older page does not know that it is to be, and lets a key interrupt it.
  const older = await act({ ...whole, step: String(quick.step), digits: '1', early: '' });
  expect(older).toMatchObject({ result: 'going_on', whole: true });
  expect(await pass(older, '1')).toMatchObject({ result: 'recorded', ended: true });
});

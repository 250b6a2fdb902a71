// Every dialect plays whole calls over real HTTP: requests as the platform makes them, signed as it signs
// them or with the flow's secret, and its own reading of each answer says where the next key goes.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DialectName } from '../../../ledger/channels/ivr/dialects.ts';
import { LedgerError } from '../../../ledger/core/error.ts';
import { setProvider } from '../../../ledger/operations/flow/secrets.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import {
  type Engine,
  engines,
  type Heard,
  origin,
  platforms,
  type Told,
} from '../../channels/ivr/engines.ts';
import type { Sent } from '../../channels/ivr/signers.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Line, publishedLine, recordsOf } from './line.ts';
import { movedClock } from './moved-clock.ts';

let shop: TestLedger;
let line: Line;
let pass: (milliseconds: number) => void;
/** In which a caller has heard what is said, and waited. */
const heardMs = 30_000;
/** As the engines call them. */
const business = 'acme';
const flow = 'order-updates';
beforeAll(async () => {
  shop = await testLedger();
  pass = movedClock(shop.ledger);
  await addBusiness(shop.ledger, { id: business, name: 'Acme Tea' });
  await publish(shop.ledger, business, orderUpdates, 'test');
  line = await publishedLine({ ...shop, business }, { id: flow, calling_code: '91' });
  // Where a captured request could be sent: a flow beside it, and a business that checks by the same keys.
  await publishedLine({ ...shop, business }, { id: 'other-line', calling_code: '91' });
  await publishedLine(shop, { id: flow, calling_code: '91' });
  for (const [dialect, { signature }] of Object.entries<Engine>(engines)) {
    if (signature === undefined) continue;
    const [before, now] = signature.secrets;
    await setProvider(shop.ledger, business, dialect as DialectName, before);
    await setProvider(shop.ledger, business, dialect as DialectName, now);
    await setProvider(shop.ledger, shop.business, dialect as DialectName, now);
  }
});
afterAll(() => shop?.stop());

/** A number as this platform writes it. */
function written({ caller: [own] }: Engine, number: string): string {
  if (own.startsWith('+')) return number;
  if (own.startsWith('0')) return `0${number.slice(3)}`;
  return own.length === 10 ? number.slice(3) : number.slice(1);
}

/** Under the secret before and the present one by turns: both live. */
let turn = 0;
async function sends({ signature, hears }: Engine, asked: Sent): Promise<Heard> {
  const authorized = { ...asked, headers: { ...asked.headers, authorization: `Bearer ${line.secret}` } };
  turn += 1;
  const sent =
    signature === undefined
      ? authorized
      : await signature.signs(asked, signature.secrets[turn % 2]!, signedAt());
  const answer = await arrives(sent);
  const contentType = answer.headers.get('content-type')!.split(';')[0]!;
  expect([answer.status, contentType]).toEqual([200, expect.not.stringContaining('problem')]);
  return hears({ status: 200, contentType, body: await answer.text() });
}

async function whileLogIsDown<Done>(happens: () => Promise<Done>): Promise<Done> {
  const { sequencer } = shop.ledger;
  const { submit } = sequencer;
  sequencer.submit = () => Promise.reject(new LedgerError('unavailable', 'The log is down.'));
  try {
    return await happens();
  } finally {
    sequencer.submit = submit;
  }
}

/** No two requests at one second: callers do not press keys as fast as a test. */
const signedAt = () => shop.ledger.world.now().getTime() - (turn % 140) * 2000;

function arrives({ method, url, headers, body }: Sent): Promise<Response> {
  return fetch(url.replace(origin, shop.url), { method, headers, ...(method === 'POST' && { body }) });
}

/** What a key leads to, or none, once everything was heard. */
async function pressed(engine: Engine, told: Told, heard: Heard, digits?: string): Promise<Heard> {
  pass(heardMs);
  const key = { ...told, ...(digits && { digits }) };
  const own = engine.begins(told).url;
  if (heard.next !== undefined || heard.early === undefined)
    return sends(engine, engine.presses(key, heard.next ?? own));
  // Nothing waits behind the question but the answer to its silence.
  const waits = await sends(engine, engine.presses(told, heard.early));
  expect(waits).toMatchObject({ said: [], isOver: false });
  pass(heardMs);
  return sends(engine, engine.presses(key, waits.next ?? own));
}

/** What a key leads to that interrupts the question. */
const interrupted = (engine: Engine, told: Told, heard: Heard, digits: string): Promise<Heard> =>
  sends(engine, interrupting(engine.presses({ ...told, digits }, heard.early ?? heard.next!)));

/** Our own dialect is told by its caller. */
const interrupting = (sent: Sent): Sent =>
  sent.url.includes('/json/') ? { ...sent, body: sent.body.replace('"early":false', '"early":true') } : sent;

/** Whether the call is over where no key interrupts what is said last. */
async function isOver(engine: Engine, told: Told, heard: Heard): Promise<boolean> {
  if (heard.isOver || heard.next !== undefined || heard.early === undefined) return heard.isOver;
  const after = await sends(engine, engine.presses(told, heard.early));
  expect(after.said).toEqual([]);
  return after.isOver;
}

/** The begin of a call, and what each of the keys leads to. */
async function called(engine: Engine, told: Told, ...keys: (string | undefined)[]): Promise<Heard> {
  let heard = await sends(engine, engine.begins(told));
  for (const digits of keys) heard = await pressed(engine, told, heard, digits);
  return heard;
}

describe.each(platforms)('%s', (platform) => {
  const engine = engines[platform];
  const nth = platforms.indexOf(platform);
  const numberOf = (n: number) => `+9198765${String(44_000 + nth * 100 + n).padStart(5, '0')}`;
  const tellsOf = (n: number): Told => ({ call: `${platform}-${n}`, caller: written(engine, numberOf(n)) });
  const recorded = (n: number) => recordsOf({ ...shop, business }, numberOf(n));

  test('records a yes, and plays what it records', async () => {
    const asked = await called(engine, tellsOf(1));
    expect(asked).toMatchObject({ isOver: false });
    expect(await isOver(engine, tellsOf(2), await called(engine, tellsOf(2), '1'))).toBe(true);
    const [record] = await recorded(2);
    expect(record).toMatchObject({
      kind: 'opt_in',
      grade: engine.signature === undefined ? 'E2' : 'E3',
      evidence: { dialect: platform, number: 'caller', call_id: `${platform}-2`, key: '1' },
    });
    const { spoken } = (record as unknown as { text: { spoken: string } }).text;
    expect(asked.said.join(' ')).toBe(spoken.replace(spell(numberOf(2)), spell(numberOf(1))));
  });

  test('declines, withdraws, and repeats', async () => {
    expect(await isOver(engine, tellsOf(3), await called(engine, tellsOf(3), '2'))).toBe(true);
    expect(await called(engine, tellsOf(4), '9', '0')).toMatchObject({ isOver: true });
    expect([await recorded(3), await recorded(4)]).toMatchObject([
      [{ kind: 'declined' }],
      [{ kind: 'opt_out' }],
    ]);
  });

  test('takes another number, reads its end back, and records that one alone', async () => {
    const readBack = await called(engine, tellsOf(5), '3', numberOf(6).slice(3));
    expect(readBack.said.join(' ')).toContain(spell(numberOf(6)));
    await pressed(engine, tellsOf(5), readBack, '1');
    expect(await recorded(5)).toEqual([]);
    expect(await recorded(6)).toMatchObject([{ kind: 'opt_in', grade: 'E2', evidence: { number: 'keyed' } }]);
  });

  // Its panel plays the question, and is told to let nothing interrupt it.
  const isPlayedElsewhere = platform === 'myoperator';

  test('hears a stop, a no and any other key while the question plays', async () => {
    if (isPlayedElsewhere) return;
    const early = async (n: number, digits: string) =>
      interrupted(engine, tellsOf(n), await called(engine, tellsOf(n)), digits);
    expect(await early(20, '0')).toMatchObject({ isOver: true });
    expect(await recorded(20)).toMatchObject([{ kind: 'opt_out' }]);
    expect(await isOver(engine, tellsOf(21), await early(21, '2'))).toBe(true);
    expect(await recorded(21)).toMatchObject([{ kind: 'declined', evidence: { key: '2' } }]);
    expect(await early(22, '9')).toMatchObject({ isOver: false });
    expect(await early(23, '3')).toMatchObject({ isOver: false, digits: 17 });
    expect([...(await recorded(22)), ...(await recorded(23))]).toEqual([]);
  });

  test('hears them too while a number that was keyed in is read back', async () => {
    if (isPlayedElsewhere) return;
    const told = tellsOf(24);
    const readBack = await called(engine, told, '3', numberOf(25).slice(3));
    await interrupted(engine, told, readBack, '0');
    expect([await recorded(24), await recorded(25)]).toMatchObject([[], [{ kind: 'opt_out' }]]);
  });

  test('takes no yes before the question was heard: it is asked again, and a yes then counts', async () => {
    if (isPlayedElsewhere) return;
    const told = tellsOf(26);
    const asked = await called(engine, told);
    const again = await interrupted(engine, told, asked, '1');
    expect(again).toMatchObject({ said: asked.said, isOver: false });
    expect(await recorded(26)).toEqual([]);
    expect(await isOver(engine, told, await pressed(engine, told, again, '1'))).toBe(true);
    expect(await recorded(26)).toMatchObject([{ kind: 'opt_in' }]);
  });

  test('has a second yes that comes too early hear the whole question, and then agree', async () => {
    if (isPlayedElsewhere) return;
    const told = tellsOf(27);
    let heard = await called(engine, told);
    for (let n = 0; n < 2; n += 1) {
      pass(heardMs);
      heard = await interrupted(engine, told, heard, '1');
    }
    expect(heard.early).toBeUndefined();
    await pressed(engine, told, heard, '1');
    expect(await recorded(27)).toMatchObject([{ kind: 'opt_in' }]);
  });

  test('hears a stop, and a no after a yes, while the last words are said', async () => {
    if (isPlayedElsewhere) return;
    const closing = async (n: number, before: string, digits: string) => {
      const told = tellsOf(n);
      const { closing: place, early } = await called(engine, told, before);
      return sends(engine, engine.presses({ ...told, digits }, place ?? early ?? engine.begins(told).url));
    };
    const kinds = async (n: number) => (await recorded(n)).map(({ kind }) => kind);
    expect(await closing(30, '1', '0')).toMatchObject({ isOver: true });
    expect(await kinds(30)).toEqual(['opt_in', 'opt_out']);
    await closing(31, '1', '2');
    expect(await kinds(31)).toEqual(['opt_in', 'opt_out']);
    expect(await closing(32, '2', '0')).toMatchObject({ isOver: true });
    expect(await kinds(32)).toEqual(['declined', 'opt_out']);
    // Any other key has the words said again.
    const { said } = await called(engine, tellsOf(33), '2');
    expect(said).toEqual((await closing(34, '2', '1')).said);
    expect(await kinds(34)).toEqual(['declined']);
  });

  test('hears a stop that the log did not take when it is pressed again in the words that say so', async () => {
    // What plays the words itself tells of a key in them without being asked to.
    if (isPlayedElsewhere || platform === 'json') return;
    const told = tellsOf(35);
    const place = ({ closing, early }: Heard) => closing ?? early ?? engine.begins(told).url;
    const last = await called(engine, told, '1');
    const pressing = (heard: Heard) => sends(engine, engine.presses({ ...told, digits: '0' }, place(heard)));
    const refused = await whileLogIsDown(() => pressing(last));
    expect((await recorded(35)).map(({ kind }) => kind)).toEqual(['opt_in']);
    if (platform !== 'kookoo') expect(refused.closing ?? refused.early).toBeDefined();
    await pressing(refused);
    expect((await recorded(35)).map(({ kind }) => kind)).toEqual(['opt_in', 'opt_out']);
  });

  test('answers an early yes that comes again as it did, also without its mark', async () => {
    if (isPlayedElsewhere) return;
    const told = tellsOf(28);
    const asked = await interrupted(engine, told, await called(engine, told), '1');
    const { early = asked.next! } = asked;
    const again = await interrupted(engine, told, asked, '1');
    for (const url of [early, early.replace('&early=1', ''), early])
      expect(await sends(engine, engine.presses({ ...told, digits: '1' }, url))).toEqual(again);
    expect(await recorded(28)).toEqual([]);
  });

  test('takes no signed request that began a call for the answer to its question', async () => {
    if (engine.signature === undefined) return;
    const { signs, secrets } = engine.signature;
    const asked = engine.presses({ ...tellsOf(10), digits: '1' }, engine.begins(tellsOf(10)).url);
    turn += 1;
    const sent = await signs(asked, secrets[1]!, signedAt());
    await arrives(sent);
    for (const query of ['', '?s=1']) await arrives({ ...sent, url: sent.url + query });
    if (!engine.signature.coversUrl) expect(await recorded(10)).toEqual([]);
  });

  test('takes keys that began a call for the begin again, where its answers lead on by their URLs', async () => {
    const begin = engine.begins(tellsOf(12));
    const first = engine.presses({ ...tellsOf(12), digits: '1' }, begin.url);
    const asked = await sends(engine, first);
    expect(asked).toMatchObject({ isOver: false });
    if (asked.next === undefined || platform === 'json') return;
    expect(await sends(engine, first)).toEqual(asked);
    expect(await recorded(12)).toEqual([]);
    // A stop is heard whatever it answers.
    await sends(engine, engine.presses({ ...tellsOf(12), digits: '0' }, begin.url));
    expect(await recorded(12)).toMatchObject([{ kind: 'opt_out' }]);
  });

  test('takes a signed request that was captured for no other flow, and for no other business', async () => {
    if (engine.signature === undefined) return;
    const { signs, secrets } = engine.signature;
    const begin = engine.begins(tellsOf(11));
    turn += 1;
    const begun = await signs(begin, secrets[1]!, signedAt());
    const heard = await (await arrives(begun)).text();
    turn += 1;
    const { early } = engine.hears(asAnswer(heard));
    const pressed = await signs(
      engine.presses({ ...tellsOf(11), digits: '2' }, early!),
      ...([secrets[1]!, signedAt()] as const),
    );
    const elsewhere = async (sent: Sent) => {
      const places = ['acme/other-line', 'fresh-produce/order-updates'];
      const urls = places.map((place) => sent.url.replace('acme/order-updates', place));
      const answers = await Promise.all(urls.map((url) => arrives({ ...sent, url })));
      return answers.map(({ status }) => status);
    };
    expect(await elsewhere(begun)).toEqual([401, 401]);
    const answered = await (await arrives(pressed)).text();
    expect(await elsewhere(pressed)).toEqual([401, 401]);
    // Where it was made for, it gets the answer that it got.
    expect(await (await arrives(begun)).text()).toBe(await (await arrives(pressed)).text());
    expect(await (await arrives(pressed)).text()).toBe(answered);
    expect(await recorded(11)).toMatchObject([{ kind: 'declined' }]);
    expect(await recordsOf(shop, numberOf(11))).toEqual([]);
  });

  test('gives up on silence and wrong keys, and records nothing', async () => {
    const gaveUp = await called(engine, tellsOf(7), undefined, '8', undefined);
    expect(await isOver(engine, tellsOf(7), gaveUp)).toBe(true);
    expect(await recorded(7)).toEqual([]);
  });

  test('records nothing of a caller who hangs up', async () => {
    await called(engine, tellsOf(8));
    if (engine.hangsUp)
      await sends({ ...engine, hears: () => ({ said: [], isOver: true }) }, engine.hangsUp(tellsOf(8)));
    expect(await recorded(8)).toEqual([]);
  });
});

const asAnswer = (body: string) => ({
  status: 200 as const,
  contentType: body.startsWith('<') ? 'text/xml' : 'application/json',
  body,
});
const spell = (number: string) => number.slice(-4).split('').join(' ');

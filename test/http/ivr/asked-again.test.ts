// A platform that got its answer late asks again, word for word. Where its requests say no step, the second
// one is known by what it says and by when it comes: it gets the same answer, and counts for nothing.

import { beforeAll, describe, expect, test } from 'vitest';
import { type Line, lineOfThisFile, publishedLine, recordsOf } from './line.ts';
import { movedClock } from './moved-clock.ts';

const here = lineOfThisFile();
let pass: (milliseconds: number) => void;
let line: Line;
beforeAll(async () => {
  pass = movedClock(here.shop.ledger);
  line = await publishedLine(here.shop, {
    ...{ id: 'two-languages', calling_code: '91', other_number: true, tries: 2 },
    locales: { en: {}, es: {} },
  });
});

/** What a platform asks of a call that begins, of a key and of silence, without a step. */
type Asks = Record<'begins' | 'presses' | 'waits', (call: string, told: string) => Request>;

const urlOf = (dialect: string) => `${line.url.replace('/json/', `/${dialect}/`)}/${line.secret}`;
const gets = (dialect: string, fields: Record<string, string>) =>
  new Request(`${urlOf(dialect)}?${new URLSearchParams(fields)}`);
const posts = (dialect: string, fields: Record<string, string>) =>
  new Request(urlOf(dialect), { method: 'POST', body: new URLSearchParams(fields) });

const platforms: Record<string, Asks> = {
  kookoo: {
    begins: (sid, cid) => gets('kookoo', { sid, cid, event: 'NewCall' }),
    presses: (sid, data) => gets('kookoo', { sid, event: 'GotDTMF', data }),
    waits: (sid) => gets('kookoo', { sid, event: 'GotDTMF', data: '' }),
  },
  myoperator: {
    begins: (uid, clid) => posts('myoperator', { uid, node_id: 'n-1', clid }),
    presses: (uid, input) => posts('myoperator', { uid, node_id: 'n-1', input }),
    waits: (uid) => posts('myoperator', { uid, node_id: 'n-1', input: '' }),
  },
  exotel: {
    begins: (CallSid, CallFrom) => gets('exotel', { CallSid, CallFrom }),
    presses: (CallSid, digits) => gets('exotel', { CallSid, digits: `"${digits}"` }),
    waits: (CallSid) => gets('exotel', { CallSid, digits: '""' }),
  },
  'our own dialect without a step': {
    begins: (call, caller) => posts('json', { call, caller, event: 'begin' }),
    presses: (call, digits) => posts('json', { call, digits, early: 'false' }),
    waits: (call) => posts('json', { call, event: 'silence' }),
  },
};

let calls = 0;

/** A call of its own: each request's answer, as the platform reads it. */
async function newCall({ begins, presses, waits }: Asks) {
  calls += 1;
  const [call, number] = [`asked-again-${calls}`, `+9198765${String(43_000 + calls)}`];
  const answerOf = async (request: Request) => {
    const answer = await fetch(request);
    return `${answer.status} ${await answer.text()}`;
  };
  const begun = await answerOf(begins(call, number.slice(3)));
  return {
    ...{ number, begun },
    press: (digits: string) => answerOf(presses(call, digits)),
    wait: () => answerOf(waits(call, '')),
    kinds: async () => (await recordsOf(here.shop, number)).map(({ kind }) => kind),
  };
}

describe.each(Object.entries(platforms))('%s', (platform, asks) => {
  const chosen = async () => {
    const call = await newCall(asks);
    pass(60_000);
    return { ...call, asked: await call.press('4') };
  };

  test('a key that is told again gets the same answer, and is no second wrong key', async () => {
    const call = await chosen();
    pass(60_000);
    const wrong = await call.press('8');
    // A key gets a status and nothing else from an applet of Exotel's.
    if (platform !== 'exotel') expect(wrong).not.toBe(call.asked);
    // As often as it likes.
    for (let n = 0; n < 2; n += 1) {
      pass(2_000);
      expect(await call.press('8')).toBe(wrong);
    }
    pass(60_000);
    // Its question is interrupted by any key, and answered after it.
    if (platform === 'kookoo') await call.wait();
    await call.press('1');
    expect(await call.kinds()).toEqual(['opt_in']);
  });

  test('the key that chose another number, told again, is no number', async () => {
    const call = await chosen();
    pass(60_000);
    const asked = await call.press('3');
    // Of two tries.
    for (let n = 0; n < 2; n += 1) {
      pass(2_000);
      expect(await call.press('3')).toBe(asked);
    }
    const other = `+9198766${String(43_000 + calls)}`;
    await call.press(other.slice(3));
    pass(60_000);
    if (platform === 'kookoo') await call.wait();
    await call.press('1');
    expect(await here.kindsOf(other)).toEqual(['opt_in']);
  });

  test('pressed again later it counts, however often it was told before', async () => {
    const call = await chosen();
    pass(60_000);
    const wrong = await call.press('8');
    pass(3_000);
    expect(await call.press('8')).toBe(wrong);
    pass(3_000);
    const second = await call.press('8');
    expect(second).not.toBe(wrong);
    pass(60_000);
    await call.press('1');
    expect(await call.kinds()).toEqual([]);
  });

  test('another key counts at once, and so does a stop, whatever was pressed before', async () => {
    const call = await chosen();
    pass(60_000);
    await call.press('8');
    await call.press('2');
    expect(await call.kinds()).toEqual(['declined']);
    const other = await chosen();
    pass(60_000);
    await other.press('9');
    await other.press('0');
    await other.press('0');
    expect(await other.kinds()).toEqual(['opt_out']);
  });

  test('a silence that is told again is the same, until there can have been another', async () => {
    const call = await chosen();
    pass(60_000);
    const first = await call.wait();
    pass(900);
    expect(await call.wait()).toBe(first);
    pass(60_000);
    const second = await call.wait();
    pass(900);
    expect(await call.wait()).toBe(second);
    // KooKoo tells of the silence behind the question, and of the one after it, which counts.
    for (let n = 0; n < (platform === 'kookoo' ? 2 : 1); n += 1) {
      pass(60_000);
      await call.wait();
    }
    await call.press('1');
    expect(await call.kinds()).toEqual([]);
  });
});

describe('a no of a caller who hangs up at once, told of after that', () => {
  const { begins, presses } = platforms.kookoo!;
  const hangsUp = (sid: string) => gets('kookoo', { sid, event: 'Disconnect' });

  test('is heard, also as the end of a consent that stands; a yes is not', async () => {
    const call = await newCall(platforms.kookoo!);
    pass(60_000);
    await call.press('4');
    pass(60_000);
    await call.wait();
    await call.press('1');
    expect(await call.kinds()).toEqual(['opt_in']);
    for (const [n, digits] of ['1', '2', '2'].entries()) {
      const sid = `hung-up-${Math.min(n, 1)}`;
      await fetch(begins(sid, call.number.slice(3)));
      await fetch(presses(sid, '4'));
      await fetch(hangsUp(sid));
      await fetch(presses(sid, digits));
    }
    expect(await call.kinds()).toEqual(['opt_in', 'opt_out']);
  });

  test('or at the same moment, makes one record', async () => {
    for (let n = 0; n < 8; n += 1) {
      const [sid, number] = [`at-once-${n}`, `+9198765449${10 + n}`];
      await fetch(begins(sid, number.slice(3)));
      await fetch(presses(sid, '4'));
      const both = [hangsUp(sid), presses(sid, '2')];
      await Promise.all((n % 2 === 0 ? both : both.toReversed()).map((request) => fetch(request)));
      expect([number, await here.kindsOf(number)]).toEqual([number, ['declined']]);
    }
  });
});

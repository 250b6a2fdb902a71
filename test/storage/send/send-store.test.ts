import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageStatus, Send, SendStore } from '../../../ledger/operations/send/store.ts';
import { createSendStore } from '../../../ledger/storage/send/send-store.ts';
import { type MigratedDatabase, macs, migratedDatabase } from '../migrated.ts';

const sender = '106540352242922';
const answeredAt = '2026-11-22T12:00:01.000Z';

let database: MigratedDatabase;
let sends: SendStore;
beforeAll(async () => {
  database = await migratedDatabase();
  sends = createSendStore(database.app, macs);
});
afterAll(() => database.drop());

const send = (over: Partial<Send> = {}): Send => ({
  permit: randomUUID(),
  business: 'fresh',
  sender,
  subject: randomUUID(),
  recipient: randomBytes(32),
  question: '{"kind":"free_form"}',
  decision: 'allow',
  reasons: ['granted'],
  record: randomUUID(),
  treeSize: 8,
  state: 'sending',
  carriesPermit: true,
  sealedPermit: randomBytes(60),
  judgedAt: '2026-11-22T12:00:00.000Z',
  ...over,
});
const added = async (over: Partial<Send> = {}) => {
  const one = send(over);
  await sends.add(one);
  return one;
};
const status = (of: Send, message: Buffer, over: Partial<MessageStatus> = {}): MessageStatus => ({
  ...{ sender: of.sender, business: of.business, message, permit: of.permit },
  ...{ status: 'delivered', at: answeredAt, ...over },
});
const accepted = (message: Buffer) => ({ state: 'accepted' as const, answeredAt, message, freesKey: false });

test('a send comes back as it was kept', async () => {
  const one = await added();
  expect(await sends.byPermit(one.permit)).toEqual(one);
  const { subject, record, ...nobody } = send({ decision: 'deny', state: 'denied' });
  await sends.add(nobody);
  expect(await sends.byPermit(nobody.permit)).toEqual(nobody);
  expect(await sends.byPermit(randomUUID())).toBeUndefined();
});

describe('an idempotency key', () => {
  const spent = () => ({ key: randomBytes(32), request: randomBytes(32) });

  test('lets one of many in', async () => {
    const key = spent();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => sends.add(send(), key)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });

  test('belongs to one sender', async () => {
    const key = spent();
    expect(await sends.add(send(), key)).toBe(true);
    expect(await sends.add(send({ sender: '1' }), key)).toBe(true);
    expect(await sends.bySpent('1', key.key)).toMatchObject({ request: key.request });
    expect(await sends.bySpent('2', key.key)).toBeUndefined();
  });

  test('is held by what may have been sent, and freed by what was not', async () => {
    for (const [state, freesKey] of [
      ['unknown', false],
      ['not_sent', true],
    ] as const) {
      const key = spent();
      const one = send();
      await sends.add(one, key);
      await sends.settle(one.permit, { state, answeredAt, freesKey });
      expect((await sends.bySpent(sender, key.key)) === undefined).toBe(freesKey);
      expect(await sends.add(send(), key)).toBe(freesKey);
    }
  });

  test('moved to another send by hand repeats no answer', async () => {
    const [key, another] = [spent(), spent()];
    const [one, two] = [send(), send()];
    await sends.add(one, key);
    await sends.add(two, another);
    await database.superuser.sql`update sends set idempotency_key = null where permit = ${one.permit}`;
    await database.superuser.sql`update sends set idempotency_key = ${key.key} where permit = ${two.permit}`;
    for (const { key: name } of [key, another]) expect(await sends.bySpent(sender, name)).toBeUndefined();
    expect(await sends.add(send(), key)).toBe(false);
  });

  test('finds the answer that must be repeated', async () => {
    const key = spent();
    const one = send();
    await sends.add(one, key);
    const sealedAnswer = randomBytes(80);
    await sends.settle(one.permit, { ...accepted(randomBytes(32)), sealedAnswer });
    expect(await sends.bySpent(sender, key.key)).toMatchObject({ sealedAnswer, permit: one.permit });
  });
});

describe('what was judged', () => {
  test.for([
    ["decision = 'allow'"],
    ['record = gen_random_uuid()'],
    ['reasons = array[]::text[]'],
    ['tree_size = 0'],
    ['judged_at = now()'],
    ['sealed_permit = sealed_permit'],
  ])('cannot be changed by the app: %s', async ([change]) => {
    await expect(database.app.sql.unsafe(`update sends set ${change}`)).rejects.toMatchObject({
      sqlstate: '42501',
    });
  });

  test('and denied can never be settled into a message that went out', async () => {
    const one = await added({ decision: 'deny', state: 'denied' });
    await expect(sends.settle(one.permit, accepted(randomBytes(32)))).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('what Meta says of messages', () => {
  const spokenOf = (business: string) => sends.countSpokenOf(business);

  test('finds the permit by the id of the message, in any order and as often as it is said', async () => {
    const [early, late] = [randomBytes(32), randomBytes(32)];
    const one = await added({ business: 'any-order', carriesPermit: false });
    const two = await added({ business: 'any-order', carriesPermit: false });
    const { permit: _, ...unlabelled } = status(one, early);
    await sends.addStatuses([unlabelled, { ...unlabelled, status: 'sent' }, unlabelled]);
    expect(await spokenOf('any-order')).toEqual({ withPermit: 0, withoutPermit: 1 });
    await sends.settle(one.permit, accepted(early));
    await sends.settle(two.permit, accepted(late));
    await sends.addStatuses([unlabelled, { ...unlabelled, message: late }]);
    expect(await spokenOf('any-order')).toEqual({ withPermit: 2, withoutPermit: 0 });
  });

  test('finds the permit by its own id where the answer was lost', async () => {
    const one = await added({ business: 'lost-answer' });
    await sends.settle(one.permit, { state: 'unknown', answeredAt, freesKey: false });
    const message = randomBytes(32);
    await sends.addStatuses([status(one, message)]);
    expect(await sends.byPermit(one.permit)).toMatchObject({ state: 'accepted', message });
    expect(await spokenOf('lost-answer')).toEqual({ withPermit: 1, withoutPermit: 0 });
  });

  test('is not overwritten by an answer that gives up later', async () => {
    const one = await added();
    const message = randomBytes(32);
    await sends.addStatuses([status(one, message)]);
    await sends.settle(one.permit, { state: 'unknown', answeredAt, freesKey: false });
    expect(await sends.byPermit(one.permit)).toMatchObject({ state: 'accepted', message });
  });

  test.for([
    [
      'a permit that another message has',
      async () => {
        const one = await added({ business: 'forged' });
        await sends.settle(one.permit, accepted(randomBytes(32)));
        return one;
      },
    ],
    ['a permit of another sender', () => added({ business: 'forged', sender: '1' })],
    [
      'a permit of another business',
      async () => ({ ...(await added({ business: 'other' })), business: 'forged' }),
    ],
    [
      'a permit whose message carried a label of its own',
      () => added({ business: 'forged', carriesPermit: false }),
    ],
    ['a permit that denied', () => added({ business: 'forged', decision: 'deny', state: 'denied' })],
    ['no permit there is', async () => send({ business: 'forged' })],
  ] as [string, () => Promise<Send>][])('gives no message %s', async ([, make]) => {
    const one = await make();
    const before = await spokenOf('forged');
    await sends.addStatuses([status(one, randomBytes(32), { sender })]);
    const after = await spokenOf('forged');
    expect(after).toEqual({ ...before, withoutPermit: before.withoutPermit + 1 });
  });

  test('gives a permit to the first message that carries it, not to a second', async () => {
    const one = await added({ business: 'twice' });
    await sends.addStatuses([status(one, randomBytes(32)), status(one, randomBytes(32))]);
    expect(await spokenOf('twice')).toEqual({ withPermit: 1, withoutPermit: 1 });
  });

  test('of what no permit let out names the latest, each once, with the last that was said of it', async () => {
    const tied = await added({ business: 'around' });
    await sends.addStatuses([status(tied, randomBytes(32))]);
    const [old, recent, newest] = [randomBytes(32), randomBytes(32), randomBytes(32)];
    const around = (message: Buffer, name: string, at: string): MessageStatus => {
      return { sender, business: 'around', message, status: name, at: `2026-11-22T12:00:0${at}.000Z` };
    };
    await sends.addStatuses([
      around(old, 'sent', '1'),
      around(recent, 'read', '4'),
      around(recent, 'sent', '2'),
      around(newest, 'failed', '5'),
      { ...around(randomBytes(32), 'sent', '9'), business: 'somebody-else' },
    ]);
    const named = await sends.unpermitted('around', 2);
    expect(named.map(({ message, status: said }) => [message, said])).toEqual([
      [newest, 'failed'],
      [recent, 'read'],
    ]);
    expect(await sends.unpermitted('around', 9)).toHaveLength(3);
  });

  test('comes a thousand at a time, from two sides in opposite order, and nobody waits for ever', async () => {
    const sent = await Promise.all(Array.from({ length: 500 }, () => added({ business: 'many' })));
    const told = sent.flatMap((one) => {
      const message = randomBytes(32);
      return [status(one, message, { status: 'sent' }), status(one, message)];
    });
    await Promise.all([
      sends.addStatuses(told),
      sends.addStatuses(told.toReversed()),
      sends.addStatuses(told),
    ]);
    expect(await spokenOf('many')).toEqual({ withPermit: 500, withoutPermit: 0 });
  });
});

test('all sends of a business come in order, however small the pages, and nobody else’s', async () => {
  const made: string[] = [];
  for (let i = 0; i < 7; i += 1) {
    const judgedAt = `2026-11-22T12:00:0${i >> 1}.000Z`;
    made.push((await added({ business: 'paged', judgedAt })).permit);
  }
  const found: string[] = [];
  for await (const page of sends.scan('paged', 2)) found.push(...page.map(({ permit }) => permit));
  expect(found).toHaveLength(7);
  expect(new Set(found)).toEqual(new Set(made));
});

describe('a row that was changed by hand is not believed', () => {
  const pagesOf = async (business: string) => {
    const found: Send[] = [];
    for await (const page of sends.scan(business, 2)) found.push(...page);
    return found;
  };

  test('a send: by its permit, for its question, and in the report', async () => {
    const business = 'changed-send';
    const message = randomBytes(32);
    const one = await added({ business });
    await sends.settle(one.permit, accepted(message));
    expect(await sends.questionOf(sender, message)).toBe(one.question);
    await database.superuser.sql`update sends set question = '{}' where permit = ${one.permit}`;
    expect(await sends.questionOf(sender, message)).toBeUndefined();
    expect(await sends.byPermit(one.permit)).toBeUndefined();
    expect(await pagesOf(business)).toEqual([]);
  });

  test('the other sends of its pages are all there', async () => {
    const business = 'changed-among';
    const all = [];
    for (let i = 0; i < 5; i += 1) all.push(await added({ business }));
    await database.superuser.sql`update sends set reasons = '{}' where permit = ${all[2]!.permit}`;
    const others = all.filter((_, i) => i !== 2).map(({ permit }) => permit);
    expect((await pagesOf(business)).map(({ permit }) => permit).sort()).toEqual(others.sort());
  });

  test('a send that was made up permits no message around the gate', async () => {
    const business = 'made-up';
    const message = randomBytes(32);
    await sends.addStatuses([{ ...status(send({ business }), message), permit: randomUUID() }]);
    const real = await added({ business });
    await sends.settle(real.permit, accepted(randomBytes(32)));
    await database.superuser.sql`update sends set message = ${message} where permit = ${real.permit}`;
    expect(await sends.countSpokenOf(business)).toEqual({ withPermit: 0, withoutPermit: 1 });
    expect(await sends.unpermitted(business, 9)).toHaveLength(1);
  });

  test('a status: the message that Meta did not speak of is in no report', async () => {
    const business = 'changed-status';
    const kept = randomBytes(32);
    const around = (message: Buffer) => ({ ...status(send({ business }), message), permit: randomUUID() });
    await sends.addStatuses([around(kept), around(randomBytes(32))]);
    await database.superuser.sql`
      update message_statuses set status = 'sent' where business = ${business} and message <> ${kept}`;
    expect(await sends.countSpokenOf(business)).toEqual({ withPermit: 0, withoutPermit: 1 });
    expect((await sends.unpermitted(business, 9)).map(({ message }) => message)).toEqual([kept]);
  });
});

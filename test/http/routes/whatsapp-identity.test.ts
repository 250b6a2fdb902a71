// Who is who, through the whole ledger: people whom Meta names in several ways, in any order, more than once.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addBusiness } from '../../../ledger/operations/setup.ts';
import { verifyDatabase } from '../../../ledger/operations/verify-database.ts';
import { CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { verifierOf } from '../../support/verifier.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let meta: CloudApi;
beforeAll(async () => {
  ledger = await testLedger();
  meta = await cloudApi(ledger, ledger.business);
});
afterAll(() => ledger.stop());

let used = 100;
/** A number as Meta writes it, and the business-scoped id that goes with it. */
function someone(): { wa_id: string; bsuid: string } {
  used += 1;
  return { wa_id: `919876543${used}`, bsuid: `IN.${used}` };
}
async function agrees(wa_id: string): Promise<string> {
  const answer = await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(`+${wa_id}`));
  expect(answer.status).toBe(201);
  const { record }: Body = await answer.json();
  return record;
}
/** Somebody who has agreed to order updates, on the phone. */
async function customer(): Promise<{ wa_id: string; bsuid: string }> {
  const person = someone();
  await agrees(person.wa_id);
  return person;
}

const ask = async (path: string, key: keyof TestLedger['keys'], body: object): Promise<Body> =>
  (await post(`${ledger.url}${path}`, ledger.keys[key], body)).json();
const says = async (who: { wa_id?: string; bsuid?: string }, over: object = {}) => {
  const question = { ...who, purpose: 'shipping_update', permit: false, ...over };
  const answer = await ask('/v1/gate/check', 'gate', question);
  return answer.decision === 'allow' ? 'allow' : answer.reasons[0];
};
const number = ({ wa_id }: { wa_id: string }) => says({ wa_id });
const id = ({ bsuid }: { bsuid: string }) => says({ bsuid });
const historyOf = async (wa_id: string): Promise<Body[]> => {
  const { records }: Body = await ask('/v1/subjects/history', 'audit', { number: `+${wa_id}` });
  return records.filter(({ kind }: Body) => kind !== 'accessed');
};
const treeSize = async () =>
  (await ask('/v1/gate/check', 'gate', { bsuid: 'IN.0', purpose: 'marketing' })).tree_size;

let written = 0;
/** Seconds before now: Meta's clock. */
const ago = (seconds: number) => String(Math.floor(Date.now() / 1000) - seconds);
const message = (from: { wa_id?: string; bsuid?: string }, body = 'Hello', over: object = {}) => {
  written += 1;
  const names = { from: from.wa_id, from_user_id: from.bsuid };
  return { ...names, id: `wamid.${written}`, timestamp: ago(10), type: 'text', text: { body }, ...over };
};
const told = async (field: string, value: object) => {
  const answer = await meta.post(meta.change(field, value));
  expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
};
const write = (...messages: unknown[]) => told('messages', { messages });
const moves = (
  from: { wa_id: string; bsuid?: string },
  to: { wa_id: string; bsuid?: string },
  over = {},
) => ({
  ...message(from),
  type: 'system',
  system: { body: 'changed', wa_id: to.wa_id, user_id: to.bsuid, type: 'user_changed_number' },
  ...over,
});
const undelivered = (wa_id: string, code: number) => {
  written += 1;
  const status = { id: `wamid.${written}`, status: 'failed', timestamp: ago(5), recipient_id: wa_id };
  return { statuses: [{ ...status, errors: [{ code }] }] };
};

describe('a stop', () => {
  test('by an id that nobody knows waits, and holds once Meta names it with a number', async () => {
    const person = await customer();
    await write(message({ bsuid: person.bsuid }, 'STOP'));
    expect([await id(person), await number(person)]).toEqual(['withdrawn', 'allow']);
    await write(message(person));
    expect([await id(person), await number(person)]).toEqual(['withdrawn', 'withdrawn']);
  });

  test('by an id that is linked stops the number at once, and START by the number lifts it', async () => {
    const person = await customer();
    await write(message(person));
    expect([await id(person), await number(person)]).toEqual(['allow', 'allow']);
    await write(message({ bsuid: person.bsuid }, 'STOP', { timestamp: ago(8) }));
    expect([await id(person), await number(person)]).toEqual(['withdrawn', 'withdrawn']);
    await write(message({ wa_id: person.wa_id }, 'START', { timestamp: ago(4) }));
    expect([await id(person), await number(person)]).toEqual(['allow', 'allow']);
  });

  test('on the web by the number stops the id, from the answer on', async () => {
    const person = await customer();
    await told('messages', {
      statuses: [
        { id: 'wamid.s', status: 'delivered', recipient_id: person.wa_id, recipient_user_id: person.bsuid },
      ],
    });
    expect(await id(person)).toBe('allow');
    await ask('/v1/opt-outs', 'ingest', { number: `+${person.wa_id}`, channel: 'web' });
    expect(await id(person)).toBe('withdrawn');
    await agrees(person.wa_id);
    expect(await id(person)).toBe('allow');
  });

  test.for(['bsuid', 'parent_bsuid'] as const)(
    'posted by the business with a %s that nobody knows waits, and holds once Meta names it with a number',
    async (kind) => {
      const person = await customer();
      const value = kind === 'bsuid' ? person.bsuid : person.bsuid.replace('.', '.ENT.');
      const answer = await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, {
        [kind]: value,
        channel: 'app',
      });
      expect(answer.status).toBe(201);
      expect(await number(person)).toBe('allow');
      await write(message(person, 'Hello', kind === 'bsuid' ? {} : { from_parent_user_id: value }));
      expect([await id(person), await number(person)]).toEqual(['withdrawn', 'withdrawn']);
    },
  );

  test('is judged alike by a bulk check, and in a batch of many', async () => {
    const [stopped, going] = [await customer(), await customer()];
    await write(message(stopped), message(going), message({ bsuid: stopped.bsuid }, 'STOP'));
    const lines = [stopped, going].flatMap(({ wa_id, bsuid }) => [{ recipient: `+${wa_id}` }, { bsuid }]);
    const questions = lines.map((line) => JSON.stringify({ ...line, purpose: 'shipping_update' })).join('\n');
    const answer = await fetch(`${ledger.url}/v1/gate/check-bulk`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${ledger.keys.gate}` },
      body: `${questions}\n`,
    });
    const answers = (await answer.text())
      .trim()
      .split('\n')
      .map((line): Body => JSON.parse(line));
    expect(answers.filter(({ line }) => line !== undefined).map(({ reasons }) => reasons[0])).toEqual([
      'withdrawn',
      'withdrawn',
      'granted',
      'granted',
    ]);
  });
});

describe('a changed number', () => {
  test('suspends what was agreed, carries none of it over, and is open to a fresh opt-in', async () => {
    const [old, next] = [await customer(), someone()];
    await write(message(old, 'Hello', { timestamp: ago(60) }), moves(old, next));
    expect([await number(old), await number(next), await id(next)]).toEqual([
      'suspended_until_confirmed',
      'no_consent',
      'no_consent',
    ]);
    await agrees(next.wa_id);
    expect([await number(next), await id(next), await number(old)]).toEqual([
      'allow',
      'no_consent',
      'suspended_until_confirmed',
    ]);
    await write(message(next, 'Hi', { timestamp: ago(-2) }));
    expect(await id(next)).toBe('allow');
  });

  test('to one that somebody else had agreed under gives its new holder nothing of that', async () => {
    const [former, mover] = [await customer(), someone()];
    await write(
      message(former, 'Hello', { timestamp: ago(60) }),
      message(mover, 'Hello', { timestamp: ago(50) }),
    );
    const moved = { wa_id: former.wa_id, bsuid: `${mover.bsuid}new` };
    await write(moves(mover, moved));
    await write(message(moved, 'Hi', { timestamp: ago(-2) }));
    expect([await number(moved), await id(moved), await id(former)]).toEqual([
      'suspended_until_confirmed',
      'suspended_until_confirmed',
      'no_consent',
    ]);
    await agrees(moved.wa_id);
    expect([await number(moved), await id(moved)]).toEqual(['allow', 'allow']);
  });

  test('carries every stop over, from before and after, in any order and twice', async () => {
    const [old, next] = [await customer(), await customer()];
    const change = moves(old, next);
    await write(change, message({ bsuid: old.bsuid }, 'STOP', { timestamp: ago(90) }));
    await write(change, change);
    expect([await number(next), await id(next), await number(old)]).toEqual([
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ]);
    const changes = (await historyOf(old.wa_id)).filter(({ kind }) => kind === 'identifier_changed');
    expect(changes).toHaveLength(4);
  });

  test('gives its new holder nothing that the former holder agrees to afterwards', async () => {
    const [old, holder] = [await customer(), { ...someone() }];
    const next = someone();
    await write(message(old, 'Hello', { timestamp: ago(60) }), moves(old, next, { timestamp: ago(30) }));
    const recycled = { wa_id: old.wa_id, bsuid: holder.bsuid };
    await write(message(recycled, 'Hi', { timestamp: ago(1) }));
    await agrees(next.wa_id);
    expect([await number(recycled), await id(recycled)]).toEqual([
      'suspended_until_confirmed',
      expect.stringMatching(/no_consent|suspended_until_confirmed/),
    ]);
    await agrees(recycled.wa_id);
    expect(await number(recycled)).toBe('allow');
    // The former holder's own name has no part in that.
    expect(await id(old)).not.toBe('allow');
  });

  test('is shared by a message from before that comes late only as far as stops go', async () => {
    const [old, next] = [await customer(), someone()];
    await write(moves({ wa_id: old.wa_id }, { wa_id: next.wa_id }, { timestamp: ago(30) }));
    await write(message(old, 'Hello', { timestamp: ago(60) }));
    expect([await number(old), await id(old)]).toEqual(['suspended_until_confirmed', 'no_consent']);
    await write(message({ bsuid: old.bsuid }, 'STOP'));
    expect(await number(next)).toBe('withdrawn');
  });
});

describe('a number that Meta calls by another id than before, though nothing told of a change', () => {
  /** Somebody who has agreed and written, and a stranger who has their number now. */
  const recycled = async () => {
    const former = await customer();
    await write(message(former, 'Hello', { timestamp: ago(600) }));
    expect([await number(former), await id(former)]).toEqual(['allow', 'allow']);
    return { former, stranger: { wa_id: former.wa_id, bsuid: someone().bsuid } };
  };
  const status = (to: { wa_id: string; bsuid: string }) => ({
    statuses: [
      {
        ...{ id: 'wamid.zz', status: 'delivered', timestamp: ago(3) },
        ...{ recipient_id: to.wa_id, recipient_user_id: to.bsuid },
      },
    ],
  });

  test('gives whoever writes from it nothing that was agreed under it, until they agree themselves', async () => {
    const { former, stranger } = await recycled();
    await write(message(stranger, 'Hi, who is this?'));
    expect([await number(stranger), await id(stranger), await id(former)]).toEqual([
      'suspended_until_confirmed',
      'no_consent',
      'no_consent',
    ]);
    await agrees(stranger.wa_id);
    await write(message(stranger, 'Thanks', { timestamp: ago(-2) }));
    expect([await number(stranger), await id(stranger), await id(former)]).toEqual([
      'allow',
      'allow',
      'no_consent',
    ]);
  });

  test('gives whom a message reached there nothing either, though they never wrote', async () => {
    const { former, stranger } = await recycled();
    await told('messages', status(stranger));
    expect([await number(former), await id(stranger)]).toEqual(['suspended_until_confirmed', 'no_consent']);
  });

  test('says why in the history, once, however often it is told', async () => {
    const { stranger } = await recycled();
    for (let i = 0; i < 3; i += 1) await told('messages', status(stranger));
    await write(message(stranger), message(stranger, 'Hi', { timestamp: ago(-2) }), message(stranger));
    const kinds = (await historyOf(stranger.wa_id)).map(({ record }) => record.reason).filter(Boolean);
    expect(kinds).toEqual(['number_reassigned']);
  });

  test('keeps a START of the new holder from bringing back what the former one had agreed to', async () => {
    const { former, stranger } = await recycled();
    await write(message(former, 'STOP', { timestamp: ago(300) }));
    await write(message(stranger, 'START'));
    await write(message(stranger, 'START', { timestamp: ago(-2) }));
    expect([await number(stranger), await id(stranger)]).toEqual(['withdrawn', 'withdrawn']);
  });

  test('is no other’s before Meta said so: what arrives late and twice comes to the same', async () => {
    const ends = new Set<string>();
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const former = await customer();
      const stranger = { wa_id: former.wa_id, bsuid: someone().bsuid };
      const heard = [
        message(former, 'Hello', { timestamp: ago(60) }),
        message(stranger, 'Hi', { timestamp: ago(30) }),
      ];
      for (const i of [...order, ...order]) await write(heard[i]);
      ends.add(JSON.stringify([await number(former), await id(former), await id(stranger)]));
    }
    expect([...ends]).toEqual([JSON.stringify(['suspended_until_confirmed', 'no_consent', 'no_consent'])]);
  });
});

describe('a changed id', () => {
  const update = (previous: string, current: string) => ({
    user_id_update: [{ wa_id: '919876543299', user_id: { previous, current }, timestamp: ago(5) }],
  });

  test('suspends the number it belonged to, and carries stops to the new one', async () => {
    const person = await customer();
    await write(message(person, 'Hello', { timestamp: ago(60) }));
    const current = `${person.bsuid}b`;
    await told('user_id_update', update(person.bsuid, current));
    expect([await number(person), await says({ bsuid: current })]).toEqual([
      'suspended_until_confirmed',
      'no_consent',
    ]);
    await write(message({ bsuid: person.bsuid }, 'STOP'));
    expect(await says({ bsuid: current })).toBe('withdrawn');
    // The number beside it may be the old or the new one: nobody is linked by it.
    expect(await says({ wa_id: '919876543299' })).toBe('unknown_recipient');
  });
});

describe('a message that failed with 137000', () => {
  test('suspends what was agreed before, by every name, until the person agrees again', async () => {
    const person = await customer();
    await write(message(person, 'Hello', { timestamp: ago(60) }));
    await told('messages', undelivered(person.wa_id, 137000));
    expect(await number(person)).toBe('suspended_until_confirmed');
    expect(await id(person)).not.toBe('allow');
    await agrees(person.wa_id);
    expect(await number(person)).toBe('allow');
    const found = (await historyOf(person.wa_id)).find(({ kind }) => kind === 'suspended');
    expect(found.record).toMatchObject({ reason: 'identity_key_mismatch', said_by: 'meta' });
  });

  test('delivered again suspends nobody again', async () => {
    const { wa_id } = await customer();
    const failed = undelivered(wa_id, 137000);
    await told('messages', failed);
    await agrees(wa_id);
    await told('messages', failed);
    expect(await says({ wa_id })).toBe('allow');
  });

  test('with any other code suspends nobody', async () => {
    const { wa_id } = await customer();
    await told('messages', undelivered(wa_id, 131026));
    expect(await says({ wa_id })).toBe('allow');
  });
});

describe('whatever order webhooks come in, and though each comes twice', () => {
  const ordersOf = <Item>(items: readonly Item[]): Item[][] =>
    items.length < 2
      ? [[...items]]
      : items.flatMap((item, i) => ordersOf(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));

  test('a stop by one name denies every name, before and after a change of number', async () => {
    const ends = new Set<string>();
    for (const order of ordersOf([0, 1, 2, 3])) {
      const [old, next] = [await customer(), await customer()];
      const told = [
        message(old, 'Hello', { timestamp: ago(60) }),
        message({ bsuid: old.bsuid }, 'STOP', { timestamp: ago(50) }),
        moves({ wa_id: old.wa_id }, { wa_id: next.wa_id }, { timestamp: ago(40) }),
        message(next, 'Hi', { timestamp: ago(30) }),
      ];
      for (const i of order) await write(told[i]);
      await write(...order.map((i) => told[i]));
      ends.add(JSON.stringify(await Promise.all([number(old), id(old), number(next), id(next)])));
    }
    expect([...ends]).toEqual([JSON.stringify(['withdrawn', 'withdrawn', 'withdrawn', 'withdrawn'])]);
  });

  test('nobody who gets a number gets what was agreed under it, and nobody keeps it', async () => {
    const ends = new Set<string>();
    for (const order of ordersOf([0, 1, 2])) {
      const [old, next, holder] = [await customer(), someone(), someone()];
      const told = [
        message(old, 'Hello', { timestamp: ago(60) }),
        moves(old, next, { timestamp: ago(40) }),
        message({ wa_id: old.wa_id, bsuid: holder.bsuid }, 'Hi', { timestamp: ago(20) }),
      ];
      for (const i of order) await write(told[i]);
      await write(...order.map((i) => told[i]));
      const said = await Promise.all([number(old), id(old), number(next), id(next), id(holder)]);
      expect(said).not.toContain('allow');
      ends.add(said[0]!);
    }
    expect([...ends]).toEqual(['suspended_until_confirmed']);
  });
});

describe('links', () => {
  test('are made once, however many messages and statuses name the same person, and however they are delivered', async () => {
    const person = await customer();
    const before = await treeSize();
    const messages = Array.from({ length: 300 }, () => message(person));
    const names = { recipient_id: person.wa_id, recipient_user_id: person.bsuid };
    const statuses = messages.map(({ id: wamid }) => ({
      ...names,
      id: wamid,
      status: 'sent',
      timestamp: ago(3),
    }));
    await Promise.all([
      told('messages', { messages, statuses }),
      ...Array.from({ length: 20 }, () => write(message(person))),
    ]);
    await told('messages', { messages, statuses });
    expect((await treeSize()) - before).toBe(2);
  });

  test('are recorded on both sides, each naming the other, and both are in a history by either name', async () => {
    const person = await customer();
    await write(message(person));
    const records = (await historyOf(person.wa_id)).map(({ record }) => record);
    const [one, other] = records.filter(({ kind }) => kind === 'linked');
    expect([one.other_subject, other.other_subject]).toEqual([other.subject, one.subject]);
    expect(one).toMatchObject({
      said_by: 'meta',
      identifiers: [{ kind: 'wa_id', value: person.wa_id }],
      other_identifier: { kind: 'bsuid', value: person.bsuid },
      submitted_by: { by: 'sender', id: meta.phoneNumberId },
    });
    expect(records.map(({ kind }) => kind).toSorted()).toEqual(['linked', 'linked', 'opt_in']);
    const byId: Body = await ask('/v1/subjects/history', 'audit', { bsuid: person.bsuid });
    const found = byId.records.filter(({ kind }: Body) => kind !== 'accessed');
    expect(found.map(({ record }: Body) => record)).toEqual(records);
  });

  test('are none of another business’s, whatever its app signs', async () => {
    await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
    const other = await cloudApi(ledger, 'other-shop');
    const person = await customer();
    const body = (api: CloudApi) =>
      api.change('messages', { messages: [message(person), message({ bsuid: person.bsuid }, 'STOP')] });
    expect((await other.post(body(other))).status).toBe(200);
    expect((await other.post(body(meta))).status).toBe(200);
    expect([await number(person), await id(person)]).toEqual(['allow', 'unknown_recipient']);
    const forged = new CloudApi(meta.url, other);
    await expectProblem(forged.post(body(meta)), 'signature_invalid');
    expect(await id(person)).toBe('unknown_recipient');
  });

  test('of more names than one person has allow nothing, and leave everybody else alone', async () => {
    const [person, neighbour] = [await customer(), await customer()];
    const names = Array.from({ length: 70 }, (_, n) =>
      message({ wa_id: person.wa_id, bsuid: `IN.9${used}${n}` }),
    );
    await write(...names, message(neighbour));
    expect([await number(person), await number(neighbour)]).toEqual(['too_many_links', 'allow']);
    expect(await says({ bsuid: `IN.9${used}5` })).toBe('too_many_links');
    const asked = { recipient: `+${person.wa_id}`, purpose: 'shipping_update', at: new Date().toISOString() };
    expect((await ask('/v1/gate/as-of', 'audit', asked)).reasons).toEqual(['too_many_links']);
  });
});

describe('afterwards', () => {
  test('what the gate would have said is known at every size of the log, link by link', async () => {
    const person = await customer();
    const sizes = [await treeSize()];
    await write(message({ bsuid: person.bsuid }, 'STOP'));
    sizes.push(await treeSize());
    await write(message(person));
    sizes.push(await treeSize());
    const then = async (who: object, tree_size: number) => {
      const asked = { ...who, purpose: 'shipping_update', tree_size };
      return (await ask('/v1/gate/as-of', 'audit', asked)).reasons[0];
    };
    const [recipient, bsuid] = [{ recipient: `+${person.wa_id}` }, { bsuid: person.bsuid }];
    const answers = await Promise.all(sizes.map((size) => then(recipient, size)));
    expect(answers).toEqual(['granted', 'granted', 'withdrawn']);
    expect(await Promise.all(sizes.map((size) => then(bsuid, size)))).toEqual([
      'unknown_recipient',
      'withdrawn',
      'withdrawn',
    ]);
  });

  test('everything that was heard can be verified like the rest of the log', async () => {
    const verifier = await verifierOf(ledger);
    const findings: unknown[] = [];
    const report = (found: unknown) => void findings.push(found);
    await verifier.atOneMoment((stored) => verifyDatabase({ stored, keys: verifier.keys }, report, () => {}));
    await verifier.close();
    expect(findings).toEqual([]);
  });
});

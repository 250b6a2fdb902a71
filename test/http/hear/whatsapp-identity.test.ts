// Who is who, through the whole ledger: people whom Meta names in several ways, in any order, more than once.

import { describe, expect, test } from 'vitest';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { findingsIn } from '../../support/verifier.ts';
import { namedPeople } from '../named-people.ts';
import { type Body, expectProblem } from '../requests.ts';

const here = namedPeople();
const {
  someone,
  agrees,
  customer,
  ask,
  says,
  number,
  id,
  historyOf,
  treeSize,
  ago,
  message,
  told,
  write,
  moves,
} = here;

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

  test('is judged alike by a bulk check, and in a batch of many', async () => {
    const [stopped, going] = [await customer(), await customer()];
    await write(message(stopped), message(going), message({ bsuid: stopped.bsuid }, 'STOP'));
    const lines = [stopped, going].flatMap(({ wa_id, bsuid }) => [{ recipient: `+${wa_id}` }, { bsuid }]);
    const questions = lines.map((line) => JSON.stringify({ ...line, purpose: 'shipping_update' })).join('\n');
    const answer = await fetch(`${here.ledger.url}/v1/gate/check-bulk`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${here.ledger.keys.gate}` },
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
    const history = await historyOf(person.wa_id);
    const records = history.map(({ record }) => record);
    const [one, other] = records.filter(({ kind }) => kind === 'linked');
    expect([one.other_subject, other.other_subject]).toEqual([other.subject, one.subject]);
    expect(one).toMatchObject({
      said_by: 'meta',
      identifiers: [{ kind: 'wa_id', value: person.wa_id }],
      other_identifier: { kind: 'bsuid', sealed: expect.any(String) },
      submitted_by: { by: 'sender', id: here.meta.phoneNumberId },
    });
    // The other person's name is under their own key.
    expect(JSON.stringify(one)).not.toContain(person.bsuid);
    expect(
      history
        .map(({ other }) => other?.value)
        .filter(Boolean)
        .toSorted(),
    ).toEqual([person.bsuid, person.wa_id].toSorted());
    expect(records.map(({ kind }) => kind).toSorted()).toEqual(['linked', 'linked', 'opt_in']);
    const byId: Body = await ask('/v1/subjects/history', 'audit', { bsuid: person.bsuid });
    const found = byId.records.filter(({ kind }: Body) => kind !== 'accessed');
    expect(found.map(({ record }: Body) => record)).toEqual(records);
  });

  test('are none of another business’s, whatever its app signs', async () => {
    await addBusiness(here.ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
    const other = await cloudApi(here.ledger, 'other-shop');
    const person = await customer();
    const body = (api: CloudApi) =>
      api.change('messages', { messages: [message(person), message({ bsuid: person.bsuid }, 'STOP')] });
    expect((await other.post(body(other))).status).toBe(200);
    expect((await other.post(body(here.meta))).status).toBe(200);
    expect([await number(person), await id(person)]).toEqual(['allow', 'unknown_recipient']);
    const forged = new CloudApi(here.meta.url, other);
    await expectProblem(forged.post(body(here.meta)), 'signature_invalid');
    expect(await id(person)).toBe('unknown_recipient');
  });

  test('of more names than one person has allow nothing, and leave everybody else alone', async () => {
    const [person, neighbour] = [await customer(), await customer()];
    const names = Array.from({ length: 70 }, (_, n) =>
      message({ wa_id: person.wa_id, bsuid: `${person.bsuid}x${n}` }),
    );
    await write(...names, message(neighbour));
    expect([await number(person), await number(neighbour)]).toEqual(['too_many_links', 'allow']);
    expect(await says({ bsuid: `${person.bsuid}x5` })).toBe('too_many_links');
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
    expect(await findingsIn(here.ledger)).toEqual([]);
  });
});

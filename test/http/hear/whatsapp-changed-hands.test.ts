// Numbers and ids change hands, through the whole ledger: whether Meta tells of it, or only calls a number by
// another id.

import { describe, expect, test } from 'vitest';
import { namedPeople } from '../named-people.ts';

const {
  someone,
  agrees,
  customer,
  says,
  number,
  id,
  historyOf,
  ago,
  message,
  told,
  write,
  moves,
  undelivered,
} = namedPeople();

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
      'no_consent',
      'no_consent',
    ]);
    await agrees(moved.wa_id);
    expect([await number(moved), await id(moved)]).toEqual(['allow', 'allow']);
  });

  test('carries every stop over, from before and after, in any order and twice', async () => {
    const [old, next] = [await customer(), await customer()];
    const change = moves(old, next);
    const changes = async () =>
      (await historyOf(old.wa_id)).filter(({ kind }) => kind === 'identifier_changed').length;
    await write(change, message({ bsuid: old.bsuid }, 'STOP', { timestamp: ago(90) }));
    const once = await changes();
    await write(change, change);
    expect([await number(next), await id(next), await number(old)]).toEqual([
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ]);
    expect(await changes()).toBe(once);
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

  test('begins a fresh subject for whoever has the number next: one key is one person’s', async () => {
    const [old, next] = [await customer(), await customer()];
    const agreedAs = async ({ wa_id }: { wa_id: string }) =>
      (await historyOf(wa_id)).filter(({ kind }) => kind === 'opt_in').map(({ record }) => record.subject);
    const [[former], [taken]] = [await agreedAs(old), await agreedAs(next)];
    await write(moves({ wa_id: old.wa_id }, { wa_id: next.wa_id }, { timestamp: ago(30) }));
    await agrees(old.wa_id);
    await agrees(next.wa_id);
    const [ofOld, ofNext] = [await agreedAs(old), await agreedAs(next)];
    expect(new Set([...ofOld, ...ofNext]).size).toBe(4);
    expect([ofOld, ofNext]).toEqual([expect.arrayContaining([former]), expect.arrayContaining([taken])]);
    expect([await number(old), await number(next)]).toEqual(['allow', 'allow']);
    // A stop of the former holder binds the number; one of the next holder does too.
    await write(message({ wa_id: old.wa_id }, 'STOP'));
    expect([await number(old), await number(next)]).toEqual(['withdrawn', 'withdrawn']);
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

describe('what WhatsApp says of itself', () => {
  const system = (over: object, who: { wa_id?: string; bsuid?: string } = {}) => ({
    ...message(who),
    type: 'system',
    ...{ text: undefined, system: { body: 'changed', ...over } },
  });

  test('an id that changed, told without any writer, suspends the old id and the number with it', async () => {
    const old = await customer();
    await write(message(old, 'Hello', { timestamp: ago(60) }));
    expect([await number(old), await id(old)]).toEqual(['allow', 'allow']);
    const ids = { user_id: 'IN.777', previous_user_id: old.bsuid };
    await write(system({ type: 'user_changed_user_id', ...ids }));
    expect([await number(old), await id(old), await id({ bsuid: 'IN.777' })]).toEqual([
      'suspended_until_confirmed',
      'no_consent',
      'no_consent',
    ]);
    await write(message({ bsuid: old.bsuid }, 'STOP'));
    expect(await id({ bsuid: 'IN.777' })).toBe('withdrawn');
  });

  test('another telephone, or another person at it, suspends', async () => {
    const [one, other] = [await customer(), await customer()];
    await write(system({ type: 'customer_identity_changed' }, { wa_id: one.wa_id }));
    await write(system({ type: 'user_identity_changed', customer: other.wa_id }));
    expect([await number(one), await number(other)]).toEqual([
      'suspended_until_confirmed',
      'suspended_until_confirmed',
    ]);
  });

  test('a number that changed is heard in the spelling of before', async () => {
    const [old, next] = [await customer(), await customer()];
    await write(system({ type: 'customer_changed_number', customer: old.wa_id, new_wa_id: next.wa_id }));
    expect([await number(old), await number(next)]).toEqual([
      'suspended_until_confirmed',
      'suspended_until_confirmed',
    ]);
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

describe('an id that Meta calls by another number than before, though nothing told of a change', () => {
  const moved = async (said: string, then: string) => {
    const [old, next] = [await customer(), { ...someone() }];
    next.bsuid = old.bsuid;
    await write(message(old, said, { timestamp: ago(600) }));
    return { old, next, hear: () => write(message(next, then)) };
  };

  test('suspends what was agreed under it and under the number before, until somebody agrees anew', async () => {
    const { old, next, hear } = await moved('Hello', 'Hello');
    await agrees(next.wa_id);
    expect([await number(old), await id(old), await number(next)]).toEqual(['allow', 'allow', 'allow']);
    await hear();
    const suspended = 'suspended_until_confirmed';
    expect([await number(old), await id(old), await number(next)]).toEqual([
      suspended,
      'no_consent',
      suspended,
    ]);
    await agrees(next.wa_id);
    await write(message(next, 'Thanks', { timestamp: ago(-2) }));
    expect([await number(next), await id(next), await number(old)]).toEqual(['allow', 'allow', suspended]);
  });

  test('keeps a START from there from lifting the STOP of the number before', async () => {
    const { old, hear } = await moved('STOP', 'START');
    await hear();
    await hear();
    expect([await number(old), await id(old)]).toEqual(['withdrawn', 'withdrawn']);
  });

  test('comes to the same as with the change that is told late', async () => {
    const ends = new Set<string>();
    for (const first of ['change', 'name']) {
      const { old, next, hear } = await moved('Hello', 'Hello');
      const change = () => write(moves(old, next));
      if (first === 'change') await change();
      await hear();
      if (first === 'name') await change();
      expect(await number(old)).toBe('suspended_until_confirmed');
      await agrees(next.wa_id);
      ends.add(`${await number(next)} ${await number(old)}`);
    }
    expect([...ends]).toEqual(['allow suspended_until_confirmed']);
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

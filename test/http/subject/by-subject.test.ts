// A person is named by the id that an answer gave, wherever a name is taken to read or to act.

import { describe, expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { namedPeople } from '../named-people.ts';
import { type Body, expectProblem, post } from '../requests.ts';

const here = namedPeople();

const ask = (path: string, body: object, key: keyof typeof here.ledger.keys = 'audit'): Promise<Response> =>
  post(`${here.ledger.url}${path}`, here.ledger.keys[key], body);
const told = async (path: string, body: object, key?: keyof typeof here.ledger.keys): Promise<Body> =>
  (await ask(path, body, key)).json();

const idOf = async (name: object): Promise<string> => (await told('/v1/subjects/history', name)).subject;

/** Somebody who agreed, and the id of them. */
async function somebody() {
  const person = await here.customer();
  return { ...person, number: `+${person.wa_id}`, subject: await idOf({ number: `+${person.wa_id}` }) };
}

const ids = ({ records }: Body) =>
  records.filter(({ kind }: Body) => kind !== 'accessed').map(({ id }: Body) => id);
const nobody = '019aad2c-7e10-7b31-8c64-0f6d2b9a4c55';

describe('a reader is told the same as by the name', () => {
  test('in the history', async () => {
    const { number, subject } = await somebody();
    const byName = await told('/v1/subjects/history', { number });
    expect(await told('/v1/subjects/history', { subject: subject.toUpperCase() })).toMatchObject({ subject });
    expect(ids(await told('/v1/subjects/history', { subject }))).toEqual(ids(byName));
  });

  test('in the access file', async () => {
    const { number, subject } = await somebody();
    const { subjects, records, names, standings } = await told('/v1/subjects/access', { subject });
    const byName = await told('/v1/subjects/access', { number });
    expect({ subjects, names, standings }).toEqual({
      subjects: byName.subjects,
      names: byName.names,
      standings: byName.standings,
    });
    expect(ids({ records })).toEqual(ids(byName));
  });

  test('about the past', async () => {
    const { number, subject } = await somebody();
    const asked = { purpose: 'shipping_update', tree_size: await here.treeSize() };
    const [byName, byId] = [
      await told('/v1/gate/as-of', { recipient: number, ...asked }),
      await told('/v1/gate/as-of', { subject, ...asked }),
    ];
    expect(byId).toMatchObject({ decision: 'allow', record: byName.record });
  });

  test('when a dispute is opened and closed', async () => {
    const { number, subject } = await somebody();
    const { disputes } = await told('/v1/retention/disputes', { subject, open: true }, 'admin');
    expect(await told('/v1/retention/disputes', { number, open: false }, 'admin')).toMatchObject({
      disputes: disputes - 1,
    });
  });
});

describe('the person is stopped', () => {
  test('by an opt-out', async () => {
    const { wa_id, subject } = await somebody();
    expect((await ask('/v1/opt-outs', { subject, channel: 'agent' }, 'ingest')).status).toBe(201);
    expect(await here.number({ wa_id })).toBe('withdrawn');
  });

  test('by an objection', async () => {
    const { wa_id, subject } = await somebody();
    const objection = { subject, channel: 'agent', scope: 'all' };
    expect((await ask('/v1/objections', objection, 'ingest')).status).toBe(201);
    expect(await here.number({ wa_id })).toBe('objected');
  });

  test('in the fields of a form, and in whatever case the id is written', async () => {
    const { wa_id, subject } = await somebody();
    const answer = await fetch(`${here.ledger.url}/v1/opt-outs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${here.ledger.keys.ingest}` },
      body: new URLSearchParams({ subject: subject.toUpperCase(), channel: 'agent' }),
    });
    expect(answer.status).toBe(201);
    expect(await here.number({ wa_id })).toBe('withdrawn');
  });

  test('where a number stands beside the id, both are', async () => {
    const [one, other] = [await somebody(), await somebody()];
    await ask('/v1/opt-outs', { subject: one.subject, number: other.number, channel: 'agent' }, 'ingest');
    expect([await here.number(one), await here.number(other)]).toEqual(['withdrawn', 'withdrawn']);
  });

  test('of a list of ids each person is stopped, and an unknown one among them is said to be', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const ids = [nobody, one.subject, other.subject];
    const { dropped } = await told('/v1/opt-outs', { subject: ids, channel: 'agent' }, 'ingest');
    expect([await here.number(one), await here.number(other)]).toEqual(['withdrawn', 'withdrawn']);
    expect(dropped).toContainEqual(expect.objectContaining({ rule: 'subject_unknown' }));
  });

  test('an id that is nobody’s is said to be, and keeps no number beside it from being heard', async () => {
    const { wa_id, number } = await somebody();
    const { errors } = await expectProblem(
      ask('/v1/opt-outs', { subject: nobody, channel: 'agent' }, 'ingest'),
      'invalid',
    );
    expect(errors).toEqual([expect.objectContaining({ pointer: '/subject', rule: 'subject_unknown' })]);
    const { dropped } = await told('/v1/opt-outs', { subject: nobody, number, channel: 'agent' }, 'ingest');
    expect(dropped).toContainEqual(expect.objectContaining({ rule: 'subject_unknown' }));
    expect(await here.number({ wa_id })).toBe('withdrawn');
  });
});

test('the person is erased, and the page by the id then shows nothing of before', async () => {
  const { number, subject } = await somebody();
  const { token, identifiers } = await told('/v1/subjects/erase/preview', { subject }, 'admin');
  expect(identifiers).toEqual([{ kind: 'number', masked: `+91 XXXXXX${number.slice(-4)}` }]);
  const erased = await ask('/v1/subjects/erase', { token, reason: 'asked_by_person' }, 'admin');
  expect(erased.status).toBe(200);
  expect(ids(await told('/v1/subjects/history', { subject }))).toEqual([]);
  await expectProblem(ask('/v1/opt-outs', { subject, channel: 'agent' }, 'ingest'), 'invalid');
});

describe('of a number that changed hands', () => {
  /** Who had the number, and who has it now. */
  async function moved() {
    const former = await here.customer();
    await here.write(here.message({ wa_id: former.wa_id, bsuid: former.bsuid }));
    const subject = await idOf({ wa_id: former.wa_id });
    const to = here.someone();
    await here.write(here.moves(former, { ...to, bsuid: former.bsuid }));
    await here.agrees(former.wa_id);
    return { former, to, subject, holder: await idOf({ wa_id: former.wa_id }) };
  }

  test('each id leads to its own person', async () => {
    const { subject, holder, to } = await moved();
    expect(holder).not.toBe(subject);
    expect((await told('/v1/subjects/history', { subject })).subject).toBe(subject);
    expect((await told('/v1/subjects/history', { subject: holder })).subject).toBe(holder);
    // The number that the former holder has now leads to the same person.
    const { records } = await told('/v1/subjects/history', { wa_id: to.wa_id });
    expect(records.map(({ record }: Body) => record.subject)).toContain(subject);
  });

  test('a stop by the former holder’s id says that no name is theirs, and stops nobody else', async () => {
    const { former, subject } = await moved();
    const { errors } = await expectProblem(
      ask('/v1/opt-outs', { subject, channel: 'agent' }, 'ingest'),
      'invalid',
    );
    expect(errors).toEqual([expect.objectContaining({ rule: 'subject_unknown' })]);
    expect(await here.number(former)).toBe('allow');
  });

  test('a stop by the holder’s id stops the holder', async () => {
    const { former, holder } = await moved();
    expect((await ask('/v1/opt-outs', { subject: holder, channel: 'agent' }, 'ingest')).status).toBe(201);
    expect(await here.number(former)).toBe('withdrawn');
  });
});

describe('the id of another business’s person', () => {
  test('is nobody’s', async () => {
    const { subject } = await somebody();
    const { ledger, url } = here.ledger;
    await addBusiness(ledger, { id: 'other-shop', name: 'Other' });
    const { key } = await createApiKey(ledger, 'other-shop', 'all', ['audit:read', 'opt-out:write', 'erase']);
    const theirs = async (path: string, body: object) => post(`${url}${path}`, key, body);
    const read: Body = await (await theirs('/v1/subjects/history', { subject })).json();
    expect(read).toMatchObject({ records: [] });
    expect(read.subject).toBeUndefined();
    await expectProblem(theirs('/v1/subjects/erase/preview', { subject }), 'not_found');
    await expectProblem(theirs('/v1/retention/disputes', { subject, open: true }), 'not_found');
    await expectProblem(theirs('/v1/opt-outs', { subject, channel: 'web' }), 'invalid');
  });
});

test.each([
  ['/v1/subjects/history', {}],
  ['/v1/subjects/history', { number: '+919876543210', subject: nobody }],
  ['/v1/subjects/access', { wa_id: '919876543210', subject: nobody }],
])('%s is refused with no person or two', async (path, body) => {
  const { errors } = await expectProblem(ask(path, body), 'invalid');
  expect(errors).toContainEqual(expect.objectContaining({ pointer: '/number', rule: 'one_name' }));
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { componentMax } from '../../../ledger/core/consent/component.ts';
import { type ConsentState, unreadableState } from '../../../ledger/core/consent/state.ts';
import { encodeState } from '../../../ledger/core/consent/state-text.ts';
import { momentOf } from '../../../ledger/core/when.ts';
import type { ConsentStore } from '../../../ledger/operations/person/store.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { createConsentStore } from '../../../ledger/storage/person/consent-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { business, createWriter, people, someMoment } from '../writer.ts';

let database: MigratedDatabase;
let consent: ConsentStore;
const written = people(300);

beforeAll(async () => {
  database = await migratedDatabase();
  consent = createConsentStore(database.app);
});
afterAll(() => database.drop());

/** A state that says when it was written. */
const marked = (subject: string, state: ConsentState, size: number) =>
  encodeState(subject, { ...state, lifted: { size: `${size}` } });

const prefixOf = (person: (typeof written)[number]) => person.tag.prefix;

test('an empty log knows nobody, and says of which size that is true', async () => {
  expect(await consent.lookUp([1n, -1n])).toMatchObject({ treeSize: 0, found: [] });
});

test('a person is found with the state that the last commit left', async () => {
  await createWriter(createLogStore(database.app)).append(written);
  const { subject, tag, state } = written[17]!;
  const expected = { treeSize: 300, found: [{ tag: tag.tag, business, subject, state }] };
  expect(await consent.lookUp([tag.prefix])).toMatchObject(expected);
});

test('many are found in one question, and the size is there even if nobody is', async () => {
  const { treeSize, found } = await consent.lookUp([...written.map(prefixOf), 5n]);
  expect(treeSize).toBe(300);
  expect(new Set(found.map(({ subject }) => subject))).toEqual(
    new Set(written.map(({ subject }) => subject)),
  );
  expect(await consent.lookUp([])).toMatchObject({ treeSize: 300, found: [] });
  expect(await consent.lookUp([0n])).toMatchObject({ treeSize: 300, found: [] });
});

test('what is read is dated by the database’s clock, and judged no earlier than the last record is dated', async () => {
  const clock = async () => {
    const [row] = await database.app.sql<{ now: number }[]>`
      select (extract(epoch from clock_timestamp()) * 1000000)::bigint as now`;
    return row!.now;
  };
  const before = await clock();
  const { readAt, logTime } = await consent.lookUp([]);
  expect(readAt).toBeGreaterThanOrEqual(before);
  expect(readAt).toBeLessThanOrEqual(await clock());
  expect(logTime).toBe(momentOf(readAt));

  const ahead = await migratedDatabase();
  const lastRecordedAt = momentOf((await clock()) + 60_000_000);
  await createWriter(createLogStore(ahead.app)).append(people(1), { lastRecordedAt });
  const read = await createConsentStore(ahead.app).lookUp([]);
  expect(read.logTime).toBe(lastRecordedAt);
  expect(read.readAt).toBeLessThanOrEqual(await clock());
  await ahead.drop();
});

test('everyone with the same prefix is found; the whole tag is for the caller to compare', async () => {
  const [ann, ben] = people(2);
  const tag = Buffer.from(ben!.tag.tag);
  tag.set(ann!.tag.tag.subarray(0, 8));
  await createWriter(createLogStore(database.app)).append([ann!, { ...ben!, tag: { ...ann!.tag, tag } }]);
  const { found } = await consent.lookUp([ann!.tag.prefix]);
  expect(found.map((known) => known.tag.toString('hex')).sort()).toEqual(
    [ann!.tag.tag, tag].map((bytes) => bytes.toString('hex')).sort(),
  );
});

test('the greatest and the least prefix are found too', async () => {
  const extremes = [2n ** 63n - 1n, -(2n ** 63n)];
  const added = people(2).map((person, i) => ({ ...person, tag: { ...person.tag, prefix: extremes[i]! } }));
  await createWriter(createLogStore(database.app)).append(added);
  expect((await consent.lookUp(extremes)).found).toHaveLength(2);
});

test('a tag without a state, or of a person erased meanwhile, allows nothing', async () => {
  const { subject, tag } = written[3]!;
  await database.eraser.sql`delete from consent_states where subject = ${subject}`;
  expect((await consent.lookUp([tag.prefix])).found).toEqual([]);
});

const sound = encodeState(written[5]!.subject, { grants: {}, stops: {} });
const foldVersion = Number(sound.split(':', 1));
const unsound = (state: string) => `${foldVersion}:00000000:${state}`;
const damages = {
  ...{ empty: '', 'not JSON': 'grants', 'cut JSON': '{"grants":{}', 'a line feed': '\n' },
  ...{
    'two lines': '{}\n{}',
    'empty lines': '\n\n{"grants":{}}',
    'JSON without a version': '{"grants":{},"stops":{}}',
  },
  ...{ 'another shape': unsound('{"grants":5}'), 'a number': unsound('7'), null: unsound('null') },
  ...{
    'somebody else’s': sound,
    'one letter less': sound.slice(0, -1),
    'another version': `${foldVersion - 1}${sound.slice(sound.indexOf(':'))}`,
  },
};
test.each(Object.entries(damages))(
  'a state that is %s allows nothing, is named, and takes nothing from others',
  async (_what, damaged) => {
    const [ann, ben] = people(2);
    await createWriter(createLogStore(database.app)).append([ann!, ben!]);
    await database.app.sql`update consent_states set state = ${damaged} where subject = ${ann!.subject}`;
    const { found, unread } = await consent.lookUp([ann!.tag.prefix, ben!.tag.prefix]);
    const states = new Map(found.map(({ subject, state }) => [subject, state]));
    expect(states).toEqual(
      new Map<string, ConsentState>([
        [ann!.subject, unreadableState],
        [ben!.subject, ben!.state],
      ]),
    );
    const why = damaged.startsWith(`${foldVersion - 1}:`) ? 'of_another_fold' : 'damaged';
    expect(unread).toEqual(new Map([[ann!.subject, why]]));
  },
);

test('a state that holds what looks like another person’s line says nothing of them', async () => {
  const [ann, ben] = people(2);
  await createWriter(createLogStore(database.app)).append([ann!, ben!]);
  const forged = encodeState(ben!.subject, { grants: {}, stops: {} });
  const line = `x\n${ben!.tag.tag.toString('hex')}${ben!.subject}${business} ${forged}`;
  await database.app.sql`update consent_states set state = ${line} where subject = ${ann!.subject}`;
  const { found } = await consent.lookUp([ann!.tag.prefix, ben!.tag.prefix]);
  expect(found.map(({ subject, state }) => [subject, state])).toEqual(
    expect.arrayContaining([
      [ann!.subject, unreadableState],
      [ben!.subject, ben!.state],
    ]),
  );
  expect(found).toHaveLength(2);
});

describe('people with links', () => {
  type Person = ReturnType<typeof people>[number];
  /** Each linked to the next, on both sides, as one batch writes it. */
  async function chain(length: number): Promise<Person[]> {
    const made = people(length).map((person, i, all) => {
      const links = Object.fromEntries(
        [all[i - 1], all[i + 1]].flatMap((other) =>
          other === undefined
            ? []
            : [[other.subject, { at: someMoment, record: person.record, alias: true }]],
        ),
      );
      return { ...person, state: { ...person.state, links } };
    });
    const links = made.flatMap(({ subject: a, record, state }) =>
      Object.keys(state.links).map((b) => ({ a, b, record })),
    );
    await createWriter(createLogStore(database.app)).append(made, { links });
    return made;
  }
  const linkedOf = async (person: Person) => {
    const { found } = await consent.lookUp([person.tag.prefix]);
    return new Set(found.find(({ subject }) => subject === person.subject)?.linked?.keys());
  };

  test('come with everybody on the way, each with state and tags, from either end', async () => {
    const made = await chain(4);
    for (const person of [made[0]!, made[2]!]) {
      const { found } = await consent.lookUp([person.tag.prefix]);
      expect(found).toHaveLength(1);
      const { linked, ...own } = found[0]!;
      expect(own).toEqual({ tag: person.tag.tag, business, subject: person.subject, state: person.state });
      const expected = made.map(({ subject, state, tag }) => [subject, { state, tags: [tag.tag] }] as const);
      expect(linked).toEqual(new Map(expected));
    }
  });

  test('leave those without any as they are, in one question', async () => {
    const [[one], [other]] = [await chain(3), people(1)];
    await createWriter(createLogStore(database.app)).append([other!]);
    const { found } = await consent.lookUp([one!, other!].map(prefixOf));
    expect(found.map(({ subject, linked }) => [subject, linked?.has(subject)])).toEqual(
      expect.arrayContaining([
        [one!.subject, true],
        [other!.subject, undefined],
      ]),
    );
  });

  test('are read no further than anybody is judged by', async () => {
    const made = await chain(componentMax + 40);
    const found = await linkedOf(made[0]!);
    expect(found.size).toBe(componentMax + 1);
    expect(found).toContain(made[componentMax]!.subject);
  });

  test('are all there for each, whatever many links somebody else has who is asked about with them', async () => {
    const [hub, ...leaves] = people(10 * componentMax) as [Person, ...Person[]];
    const links = leaves.flatMap(({ subject, record }) => [
      { a: hub.subject, b: subject, record },
      { a: subject, b: hub.subject, record },
    ]);
    const linked = { links: { [leaves[0]!.subject]: { at: someMoment, record: hub.record, alias: true } } };
    const crowd = [{ ...hub, state: { ...hub.state, ...linked } }, ...leaves];
    await createWriter(createLogStore(database.app)).append(crowd, { links });
    const honest = await Promise.all(Array.from({ length: 5 }, () => chain(3)));
    const { found } = await consent.lookUp([hub, ...honest.map(([one]) => one!)].map(prefixOf));
    for (const [one, ...others] of honest) {
      const theirs = found.find(({ subject }) => subject === one!.subject)!;
      expect(others.map(({ subject }) => theirs.linked!.has(subject))).toEqual([true, true]);
    }
  });

  test('allow nothing where their state is damaged, and are not there where it is gone', async () => {
    const [one, two, three] = (await chain(3)) as [Person, Person, Person];
    await database.app.sql`update consent_states set state = 'x' where subject = ${two.subject}`;
    const { found, unread } = await consent.lookUp([one.tag.prefix]);
    expect(found[0]!.linked!.get(two.subject)!.state).toEqual(unreadableState);
    expect([...unread.keys()]).toEqual([two.subject]);
    // Whoever cannot be read may have links: they are walked all the same.
    expect(await linkedOf(two)).toEqual(new Set([one.subject, two.subject, three.subject]));
    await database.eraser.sql`delete from consent_states where subject = ${three.subject}`;
    expect(await linkedOf(one)).toEqual(new Set([one.subject, two.subject]));
  });

  test('are of the moment of the size that comes with them, while somebody appends', async () => {
    const made = await chain(2);
    const writer = createWriter(createLogStore(database.app));
    let { size } = await writer.find({});
    const statesAt = (at: number) =>
      made.map(({ subject, state }) => ({ subject, state: marked(subject, state, at) }));
    const append = () => writer.append(people(1), { subjects: [], tags: [], states: statesAt(++size) });
    await append();
    let appending = true;
    const appends = (async () => {
      for (let i = 0; i < 30; i += 1) await append();
      appending = false;
    })();
    while (appending) {
      const { treeSize, found } = await consent.lookUp([made[0]!.tag.prefix]);
      const states = [...found[0]!.linked!.values()].map(({ state }) => state);
      expect([found[0]!.state, ...states]).toMatchObject(
        Array.from({ length: 3 }, () => ({ lifted: { size: `${treeSize}` } })),
      );
    }
    await appends;
  });
});

test('size and states are of one moment, while somebody appends', async () => {
  const writer = createWriter(createLogStore(database.app));
  const [ann] = people(1);
  let { size } = await writer.append([ann!]);
  const stateAt = (at: number) => [
    { subject: ann!.subject, state: marked(ann!.subject, { grants: {}, stops: {} }, at) },
  ];
  // Every commit writes a state that names the size it makes: in any one moment the two agree.
  size += 1;
  await writer.append(people(1), { subjects: [], tags: [], states: stateAt(++size) });
  let appending = true;
  const appends = (async () => {
    for (let i = 0; i < 40; i += 1) {
      await writer.append(people(1), { subjects: [], tags: [], states: stateAt(++size) });
    }
    appending = false;
  })();
  const seen = new Set<number>();
  while (appending) {
    const { treeSize, found } = await consent.lookUp([ann!.tag.prefix]);
    expect(found[0]!.state).toMatchObject({ lifted: { size: `${treeSize}` } });
    seen.add(treeSize);
  }
  await appends;
  expect(seen.size).toBeGreaterThan(1);
});

test('a log nobody has claimed refuses to answer', async () => {
  const fresh = await migratedDatabase({ claimed: false });
  await expect(createConsentStore(fresh.app).lookUp([1n])).rejects.toThrow('claimOrigin');
  await fresh.drop();
});

// The circle of a person with more names than the gate follows, up to the limit and one beyond it. People are
// in memory here: so many in a database would take minutes.

import { describe, expect, test } from 'vitest';
import { componentMax } from '../../../ledger/core/consent/component.ts';
import { type ConsentState, emptyState } from '../../../ledger/core/consent/state.ts';
import { tagPrefix } from '../../../ledger/core/subject/tag.ts';
import { circleMax } from '../../../ledger/operations/append/erasing.ts';
import { type Encircling, wholePerson } from '../../../ledger/operations/erase/circle.ts';
import { unknownPerson } from '../../../ledger/operations/person/find-person.ts';

const business = 'shop';
const shapes = {
  'a tree': (i: number) => Math.floor((i - 1) / (componentMax - 1)),
  'a few in the middle': (i: number) => Math.floor((i - 1) / 200),
};
const subjectOf = (i: number) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
const numberOf = (subject: string) => Number(subject.slice(-12));

function tagOf(i: number): Buffer {
  const tag = Buffer.alloc(32);
  tag.writeUInt32BE(i, 4);
  return tag;
}

/** So many names, each joined to one before it; a look-up walks as far as the database's does. */
function joined(count: number, before: (i: number) => number): Encircling {
  const links = Array.from({ length: count }, (): NonNullable<ConsentState['links']> => ({}));
  for (let i = 1; i < count; i += 1) {
    const link = { alias: true, at: '2026-01-01T00:00:00.000000Z', record: subjectOf(i) } as never;
    links[i]![subjectOf(before(i))] = link;
    links[before(i)]![subjectOf(i)] = link;
  }
  const stateOf = (subject: string) => ({ ...emptyState, links: links[numberOf(subject)]! });
  const walk = (from: string) => {
    const found = new Set([from]);
    for (const subject of found)
      for (const other of Object.keys(links[numberOf(subject)]!))
        if (found.size <= componentMax) found.add(other);
    return found;
  };
  return {
    erasing: { tagsOf: async (subjects) => subjects.map((one) => tagOf(numberOf(one))) },
    lookUpInBulk: async (prefixes) => ({
      ...({} as Awaited<ReturnType<Encircling['lookUpInBulk']>>),
      found: prefixes.map((prefix) => {
        const subject = subjectOf(Number(prefix));
        const linked = [...walk(subject)].map((one) => {
          return [one, { state: stateOf(one), tags: [tagOf(numberOf(one))] }] as const;
        });
        const tag = tagOf(numberOf(subject));
        return { tag, business, subject, state: stateOf(subject), linked: new Map(linked) };
      }),
    }),
  };
}

describe.each(Object.entries(shapes))('names that make %s', (_, before) => {
  const whole = (count: number, from: number) => {
    const state = { ...emptyState, unjudgeable: 'too_many_links' as const };
    const person = { ...unknownPerson, named: [subjectOf(from)], state };
    return wholePerson(joined(count, before), business, person);
  };

  test('are all read, up to 4,096', async () => {
    expect([circleMax, tagPrefix(tagOf(7))]).toEqual([4_096, 7n]);
    const { subjects, others, state } = await whole(circleMax, circleMax - 1);
    expect(new Set([...subjects, ...others]).size).toBe(circleMax);
    expect(state.unjudgeable).toBeUndefined();
  });

  test.each([1, 300])('and of %d more, no part is taken for the whole', async (more) => {
    await expect(whole(circleMax + more, 0)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('More than 4096 names'),
    });
  });
});

// An erasure in the commit: under the lock of the head it is known which records there are, so that none is
// left out and none that comes later is taken along.
//
// The subjects stay, each with its stone and a new key: what is recorded of them from now on is sealed under
// that one. Their names still lead to them, so that a stop of theirs is found, and the next one is heard.
//
// Of whom only rows are kept, such as an opt-in that waits for a second member of staff, has no subject yet.
// They get one for the stone: else what was posted before, and comes again, would bring them back.

import { isDeepStrictEqual } from 'node:util';
import { componentOf } from '../../core/consent/component.ts';
import { carriesConsent } from '../../core/consent/links.ts';
import { runsOf, stoneOf } from '../../core/consent/record/erasure.ts';
import type { Stone } from '../../core/consent/record/stone.ts';
import { type ConsentState, emptyState } from '../../core/consent/state.ts';
import { LedgerError } from '../../core/error.ts';
import type { Draft, Owner } from './draft.ts';
import type { BatchWrite, ErasureWrite, KeptSpent, TagRow } from './log-store.ts';
import type { People } from './people.ts';

/** Subjects of one circle: one with more names than the gate follows is erased all the same. */
export const circleMax = 4_096;

export type Erasure = {
  /** Of one person. */
  subjects: readonly string[];
  /** Every tag of every name of theirs that was recorded: rows that no subject names are found by them. */
  tags: readonly Buffer[];
  /**
   * What must still be so under the lock: that these are the person to whom these names lead, among all whom
   * links join to them; or that no link that carries consent leads from them to anyone else. Absent: they
   * were erased before, as the journal says, and links may have changed since.
   */
  ifStill?: { named: readonly string[]; all: readonly string[] } | 'whole';
  /** There are no subjects: this name leads to nobody, and must not under the lock. */
  fresh?: Extract<Owner, { kind: 'identified' }>;
  /** Of those whose time is over: the records by which that was judged. With one more nothing is taken. */
  only?: readonly number[];
};

/** As it is under the lock. */
export type Erasing = {
  /** Sealed rows of the subjects, in log order. */
  indexes: readonly number[];
  tags: readonly { subject: string; kind: Stone['tags'][number]['kind']; pepper: number; tag: Buffer }[];
  /** What their requests used up. */
  spent: readonly KeptSpent[];
};

type Due = { draft: Draft; write: Omit<ErasureWrite, 'blanked'>; links: BatchWrite['links'] };

/** @param erased the moment and the id of the record */
export function erasureOf(
  draft: Draft,
  { subjects, tags, ifStill, only, fresh }: Erasure,
  found: Erasing | undefined,
  people: People,
  erased: NonNullable<ConsentState['erased']>,
): Due | LedgerError {
  const { business } = draft;
  if (fresh !== undefined) {
    const person = people.begin(business, fresh);
    if (person === undefined) return changed();
    const [{ pepper, tag }] = fresh.tags as [TagRow];
    const kept = [
      { kind: fresh.identifier as Stone['tags'][number]['kind'], pepper, tag: tag.toString('base64') },
    ];
    const stone = stoneOf({ subject: person.subject, tags: kept, state: emptyState }, erased);
    person.state = stone.state;
    return dueOf(draft, { tags, stones: [stone], indexes: [] }, erased);
  }
  const states = new Map(subjects.map((subject) => [subject, people.stateOf(subject, business)]));
  if ([...states.values()].some((state) => state?.unjudgeable !== undefined)) return unreadable();
  const isStill =
    ifStill === undefined ||
    (ifStill === 'whole'
      ? isClosed(subjects, people, business)
      : isCircle(subjects, ifStill, people, business));
  if (!isStill || [...states.values()].includes(undefined)) return changed();
  // Who was erased before may have rows again, such as a message that was held back since, and no record.
  const isStone = [...states.values()].every((state) => state?.erased !== undefined);
  if (found === undefined || (found.indexes.length === 0 && !isStone)) return nothingThere();
  if (only !== undefined && !isDeepStrictEqual(found.indexes, only)) return changed();
  const stones = subjects.map((subject) => {
    const own = found.tags.filter((tag) => tag.subject === subject);
    const kept = own.map(({ kind, pepper, tag }) => ({ kind, pepper, tag: tag.toString('base64') }));
    return stoneOf({ subject, tags: kept, state: states.get(subject)! }, erased);
  });
  for (const { subject, state } of stones) people.reduceTo(business, subject, state);
  return dueOf(draft, { tags, stones, indexes: runsOf(found.indexes) }, erased);
}

function dueOf(
  draft: Draft,
  { tags, stones, indexes }: { tags: readonly Buffer[]; stones: Stone[]; indexes: [number, number][] },
  erased: NonNullable<ConsentState['erased']>,
): Due | LedgerError {
  const { business, record } = draft;
  if (record.kind !== 'erased' && record.kind !== 'pruned') return nothingThere();
  const subjects = stones.map(({ subject }) => subject);
  const named = record.kind === 'erased' && { subjects };
  return {
    draft: { ...draft, id: erased.record, record: { ...record, ...named, indexes, stones } },
    write: { ...erased, business, subjects, tags },
    links: stones.flatMap(({ subject: a, state }) =>
      Object.entries(state.links ?? {}).map(([b, link]) => ({ a, b, record: link.record })),
    ),
  };
}

/** A link that was stated meanwhile may make one person of more subjects, or of fewer. */
function isCircle(
  subjects: readonly string[],
  { named, all }: Exclude<Erasure['ifStill'], undefined | 'whole'>,
  people: People,
  business: string,
): boolean {
  const read = new Set(all);
  const stateOf = (subject: string) => (read.has(subject) ? people.stateOf(subject, business) : undefined);
  const { own, state } = componentOf(named, stateOf, circleMax);
  const isWhole = state.unjudgeable === undefined && own.length === subjects.length;
  const seen = new Set(subjects);
  return isWhole && own.every((subject) => seen.has(subject));
}

/** The names that led to them are not known any more: so they are looked at from the inside. */
function isClosed(subjects: readonly string[], people: People, business: string): boolean {
  return subjects.every((subject) => {
    const state = people.stateOf(subject, business);
    return Object.entries(state?.links ?? {}).every(([other, link]) => {
      if (subjects.includes(other)) return true;
      const beyond = people.stateOf(other, business);
      return beyond !== undefined && !carriesConsent(link, state!, beyond);
    });
  });
}

export const changed = (): LedgerError =>
  new LedgerError(
    'conflict',
    'What is known of this person has changed meanwhile; nothing was erased. Ask for a new preview.',
  );
const nothingThere = () => new LedgerError('conflict', 'There is no record of this person to erase.');
const unreadable = () =>
  new LedgerError(
    'conflict',
    'A record of this person cannot be read, and it may be a stop; nothing was erased. Run verify.',
  );

// People as the rules judge them (core/policy/ended.ts), read many at a time: what of them is known, and the
// records of those whom nothing else keeps.

import { readRow } from '../../core/audit/opened-row.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import { type Ended, endOf, keptBy } from '../../core/policy/ended.ts';
import { mayLapse } from '../../core/policy/lapse.ts';
import type { RetentionSettings } from '../../core/policy/retention.ts';
import { type Facets, facetsOf } from '../../core/register/facets.ts';
import { type Identifier, normalizeIdentifier } from '../../core/subject/identifier.ts';
import { tagPrefix, tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import { personIn, type Surroundings, surroundings } from '../erase/circle.ts';
import type { Naming } from '../erase/person.ts';
import type { EraseStore } from '../erase/store.ts';
import { inTurns } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import { type FoundPerson, linkedPerson } from '../person/find-person.ts';
import type { LookUps } from '../person/look-ups.ts';
import { recordsPerQuery } from '../record/opened.ts';
import type { Records } from '../record/store.ts';

/** The parts that open records for the names in them. */
export type Opening = Keys<'master' | 'peppers'> & Records<'chain'> & { erasing: Pick<EraseStore, 'tagsOf'> };
/** `lookUpInBulk`: a run keeps no question of the gate waiting. */
export type Judging = Naming & { lookUpInBulk: LookUps };

/**
 * `facets` and `identifiers`: of each of their records; none where something else keeps them, unless consent
 * of theirs may lapse. `states`: what stands under each of their names alone.
 */
export type Judged = {
  person: FoundPerson;
  ended: Ended;
  facets: Facets[];
  identifiers: Identifier[];
  states: ReadonlyMap<string, ConsentState>;
};

const peoplePerQuery = 200;

/**
 * Each person once, by the first of these subjects.
 * @param now as moments in records are
 */
export async function* judgedAmong(
  ledger: Judging & { keys: { master: Buffer } },
  business: string,
  subjects: readonly string[],
  settings: RetentionSettings,
  now: string,
): AsyncGenerator<Judged> {
  const seen = new Set<string>();
  const circles: Surroundings[] = [];
  for (let i = 0; i < subjects.length; i += peoplePerQuery) {
    const some = subjects.slice(i, i + peoplePerQuery).filter((one) => !seen.has(one));
    const people: FoundPerson[] = [];
    const found = await peopleOf(ledger, business, some);
    for (const [subject, alone] of found.people) {
      if (seen.has(subject)) continue;
      const person = await inFull(ledger, business, alone, circles);
      people.push(person);
      for (const one of person.subjects) seen.add(one);
    }
    for (const { states } of circles) for (const [one, state] of states) found.states.set(one, state);
    // Most of those of whom nothing was recorded for long still agree: their records need not be opened.
    const because = people.map((person) => keptBy(person, settings, now));
    const { lapses = [] } = settings;
    const isOpened = people.map(
      ({ state }, n) =>
        because[n] === undefined || (because[n] === 'standing' && mayLapse(state, lapses, now).length > 0),
    );
    const records = await recordsOf(
      ledger,
      people.flatMap((person, n) => (isOpened[n] ? person.subjects : [])),
    );
    for (const [n, person] of people.entries()) {
      const own = isOpened[n] ? person.subjects.flatMap((one) => records.get(one) ?? []) : [];
      const facets = own.map((one) => one.facets);
      const identifiers = own.flatMap((one) => one.identifiers);
      const tags = new Set(tagsOfNames(ledger, business, identifiers).map((tag) => tag.toString('base64')));
      const isNamed = settings.names?.some(({ tag }) => tags.has(tag)) === true;
      const why = isNamed ? 'dispute' : because[n];
      const ended: Ended =
        why === undefined ? endOf({ ...person, facets }, settings, now) : { kind: 'kept', because: why };
      yield { person, ended, facets, identifiers, states: found.states };
    }
  }
}

/** The own circle of each subject, whoever else its name leads to by now. */
async function peopleOf(
  ledger: Judging,
  business: string,
  subjects: readonly string[],
): Promise<{ people: Map<string, FoundPerson>; states: Map<string, ConsentState> }> {
  const people = new Map<string, FoundPerson>();
  const states = new Map<string, ConsentState>();
  if (subjects.length === 0) return { people, states };
  const tags = await ledger.erasing.tagsOf(subjects);
  const { found } = await ledger.lookUpInBulk(tags.map(tagPrefix));
  const known = new Map(found.filter((one) => one.business === business).map((one) => [one.subject, one]));
  for (const subject of subjects) {
    const one = known.get(subject);
    if (one === undefined) continue;
    const alone = new Map([[subject, { state: one.state, tags: [] }]]);
    people.set(subject, linkedPerson([subject], one.linked ?? alone));
    for (const [other, { state }] of one.linked ?? alone) states.set(other, state);
  }
  return { people, states };
}

/**
 * Also of more names than the gate follows, whose time would never be over else. One with more than an
 * erasure takes stays unjudgeable, and is kept.
 * @param circles what was read so: those of one circle do not read it each
 */
async function inFull(
  ledger: Judging,
  business: string,
  person: FoundPerson,
  circles: Surroundings[],
): Promise<FoundPerson> {
  if (person.state.unjudgeable !== 'too_many_links') return person;
  let around = circles.find(({ states }) => person.named.every((one) => states.has(one)));
  if (around === undefined) {
    around = await surroundings(ledger, business, person.named);
    circles.push(around);
  }
  return personIn(around, person.named) ?? person;
}

type Read = { facets: Facets; identifiers: readonly Identifier[] };

/** In the order of the log, by subject. One that does not open is unread, and keeps its person alone. */
async function recordsOf(
  ledger: Judging & { keys: { master: Buffer } },
  subjects: readonly string[],
): Promise<Map<string, Read[]>> {
  const found = new Map<string, Read[]>();
  if (subjects.length === 0) return found;
  for await (const page of ledger.records.chain(subjects, recordsPerQuery))
    for await (const stored of inTurns(page)) {
      const read = readRow(stored, ledger.keys.master);
      const identifiers = read?.kind === 'known' ? identifiersIn(read.record) : [];
      const own = found.get(stored.subject!) ?? [];
      own.push({ facets: facetsOf(stored, read), identifiers });
      found.set(stored.subject!, own);
    }
  return found;
}

/**
 * Under every pepper: a row, or a dispute, has the tag of the pepper that it was written with, and whoever is
 * recorded since is found by another one.
 */
const tagsOfNames = (
  { keys: { peppers } }: Keys<'peppers'>,
  business: string,
  identifiers: readonly Identifier[],
): Buffer[] =>
  identifiers.flatMap((one) => {
    const name = normalizeIdentifier(one);
    if (name.kind === 'refused') return [];
    return tagsUnderEveryPepper(peppers, business, name).map(({ tag }) => tag);
  });

/** The tags of every name of these that a record tells. An id of another business is nobody's. */
export async function tagsOfSubjects(
  ledger: Opening,
  business: string,
  subjects: readonly string[],
): Promise<Buffer[]> {
  if (subjects.length === 0) return [];
  const names: Identifier[] = [];
  for await (const page of ledger.records.chain(subjects, recordsPerQuery))
    for await (const stored of inTurns(page)) {
      const read = stored.business === business ? readRow(stored, ledger.keys.master) : undefined;
      if (read?.kind === 'known') for (const name of identifiersIn(read.record)) names.push(name);
    }
  return (await ledger.erasing.tagsOf(subjects)).concat(tagsOfNames(ledger, business, names));
}

const identifiersIn = (record: ConsentRecord): readonly Identifier[] =>
  'identifiers' in record ? record.identifiers : [];

// May we write to this person, for what, since when and why: now, at a moment that was, or when the log had a
// certain size; and what changed between two of these. Now is answered from what the gate judges by; the past
// is folded from the records (history/past-facts.ts). The look is recorded first.

import type { Principal } from '../../auth/scope.ts';
import type { Scope } from '../../core/consent/record.ts';
import { standing } from '../../core/consent/standing.ts';
import { emptyState, fold } from '../../core/consent/state.ts';
import { invalid } from '../../core/error.ts';
import { type Decision, type Facts, judge } from '../../core/gate/judge.ts';
import { type Purpose, purposes } from '../../core/notice/purpose.ts';
import type { PersonReference } from '../../core/subject/identifier.ts';
import {
  type AsOf,
  type AsOfAsked,
  asOfAsked,
  clockThen,
  type FoldedStates,
  isTest,
  isThere,
  type Past,
  recordsThen,
  refuseWhatIsToCome,
  restoredThen,
  stateThen,
  stonesThen,
} from '../history/past-facts.ts';
import {
  type Histories,
  type HistoryEntry,
  historyPage,
  noteAccess,
  type PageAsked,
  proven,
} from '../history/read-history.ts';
import { findReferred } from '../person/by-subject.ts';
import { type FoundPerson, withOthers } from '../person/find-person.ts';
import type { Reading } from '../person/store.ts';
import type { OpenedRecord } from '../record/opened.ts';
import type { Restorations } from '../record/succession.ts';

export type Standings = Histories & Past & { restorations?: Restorations | undefined };

/** Of one purpose, as the gate decides it. */
export type PurposeStanding = Decision & {
  purpose: Purpose;
  scope: Scope;
  /** When what decides was said; of what has expired, when that was. */
  since?: string;
  /** When what was agreed to ends by itself. */
  until?: string;
};

export type PersonStanding = {
  subject?: string;
  /** The moment by which it is judged. */
  at: string;
  /** The size of the log then, where it is known. */
  tree_size?: number;
  standings: PurposeStanding[];
};

/** @param asked absent: now */
export async function readStanding(
  ledger: Standings,
  principal: Principal,
  of: PersonReference,
  asked: AsOfAsked = {},
): Promise<PersonStanding> {
  const { business } = principal;
  const asOf = asOfAsked(asked);
  const isNow = asOf.at === undefined && asOf.treeSize === undefined;
  const { person, ...newest } = await findReferred(ledger, business, of);
  refuseWhatIsToCome(asOf, newest);
  const subjects = withOthers(person);
  await noteAccess(ledger, principal, isNow ? 'look_up' : 'as_of', subjects[0] ?? null);
  const test = await isTest(ledger, principal);
  const said = subjects[0] === undefined ? {} : { subject: subjects[0] };
  if (isNow) {
    const facts = {
      ...{ state: person?.state, test },
      restoredAt: await ledger.restorations?.unconfirmed(business),
      ...(newest.headFault !== undefined && { headFault: newest.headFault.rule }),
    };
    const { logTime: at, treeSize } = newest;
    return { ...said, at, tree_size: treeSize, standings: standingsOf(facts, at) };
  }
  const states = await stonesThen(ledger, subjects);
  for await (const _ of recordsThen(ledger, subjects, states, asOf, newest.treeSize));
  const then = await standingThen(ledger, business, { person, newest, asOf, states, test });
  return { ...said, ...then };
}

export type StandingChange = {
  purpose: Purpose;
  scope: Scope;
  before: PurposeStanding;
  after: PurposeStanding;
};

/** By which moment it is judged, and the size of the log where it is known. */
type JudgedAt = Pick<PersonStanding, 'at' | 'tree_size'>;

export type Between = {
  subject?: string;
  from: JudgedAt;
  to: JudgedAt;
  changed: StandingChange[];
  /** What was recorded of the person between the two and bears on consent, oldest first, in pages. */
  records: HistoryEntry[];
  next?: number;
  proof_tree_size: number;
  checkpoint: string;
};

/** @throws LedgerError invalid: `to` is before `from`, or in the future */
export async function compareStanding(
  ledger: Standings,
  principal: Principal,
  of: PersonReference,
  asked: { from: AsOfAsked; to: AsOfAsked },
  { after = -1, limit = historyPage }: PageAsked = {},
): Promise<Between> {
  const { business } = principal;
  const [from, to] = [asOfAsked(asked.from), asOfAsked(asked.to)];
  const { person, ...newest } = await findReferred(ledger, business, of);
  refuseWhatIsToCome(from, newest, '/from');
  refuseWhatIsToCome(to, newest, '/to');
  const subjects = withOthers(person);
  await noteAccess(ledger, principal, 'as_of', subjects[0] ?? null);

  const test = await isTest(ledger, principal);
  const [before, then] = [await stonesThen(ledger, subjects), await stonesThen(ledger, subjects)];
  for await (const _ of recordsThen(ledger, subjects, before, from, newest.treeSize));
  const between: OpenedRecord[] = [];
  for await (const row of recordsThen(ledger, subjects, then, to, newest.treeSize)) {
    const { index } = row.stored;
    if (isThere({ index, recordedAt: row.record.recorded_at }, from)) continue;
    if (index <= after || between.length > limit || fold(emptyState, row.record) === emptyState) continue;
    between.push(row);
  }
  const about = { person, newest, test };
  const { standings: old, ...first } = await standingThen(ledger, business, {
    ...{ ...about, asOf: from, states: before },
  });
  const { standings: now, ...last } = await standingThen(ledger, business, {
    ...{ ...about, asOf: to, states: then },
  });
  if (first.at > last.at) throw invalid('/to', 'range', 'It is before from.');
  const shown = between.slice(0, limit);
  const { records, tree_size, checkpoint } = await proven(
    ledger,
    shown,
    await ledger.records.firstOf(subjects),
  );
  return {
    ...(subjects[0] !== undefined && { subject: subjects[0] }),
    ...{ from: first, to: last, changed: changesIn(old, now), records },
    ...(between.length > limit && { next: shown.at(-1)!.stored.index }),
    ...{ proof_tree_size: tree_size, checkpoint },
  };
}

type Then = {
  person: FoundPerson | undefined;
  newest: Reading;
  asOf: AsOf;
  states: FoldedStates;
  test: boolean | undefined;
};

async function standingThen(
  ledger: Standings,
  business: string,
  { person, newest, asOf, states, test }: Then,
): Promise<Omit<PersonStanding, 'subject'>> {
  const at = await clockThen(ledger, asOf, newest);
  const restoredAt = await restoredThen(ledger, business, asOf);
  return {
    at,
    ...(asOf.treeSize !== undefined && { tree_size: asOf.treeSize }),
    standings: standingsOf({ state: stateThen(states, person), restoredAt, test }, at),
  };
}

/** Every purpose for messages; for calls those of which something was said. */
function standingsOf(facts: Facts, at: string): PurposeStanding[] {
  return purposes.flatMap((purpose) =>
    (['message', 'call'] as const).flatMap((scope) => {
      const found = facts.state && standing(facts.state, purpose, scope, at);
      const isSaid = found !== undefined && found.kind !== 'none' && found.kind !== 'unjudgeable';
      if (scope === 'call' && !isSaid) return [];
      return [{ ...judge({ purpose, scope }, facts, at), purpose, scope, ...timesOf(found) }];
    }),
  );
}

function timesOf(found: ReturnType<typeof standing> | undefined): Pick<PurposeStanding, 'since' | 'until'> {
  switch (found?.kind) {
    case 'granted': {
      const { at: since, until } = found.grant;
      return { since, ...(until !== undefined && { until }) };
    }
    case 'expired':
      return found.grant.until === undefined ? {} : { since: found.grant.until };
    case 'withdrawn':
    case 'objected':
    case 'too_weak_after_withdrawal':
      return { since: found.stop.at };
    case 'suspended':
      return { since: found.suspension.at };
    default:
      return {};
  }
}

function changesIn(old: readonly PurposeStanding[], now: readonly PurposeStanding[]): StandingChange[] {
  const keyOf = ({ purpose, scope }: PurposeStanding) => `${purpose} ${scope}`;
  const before = new Map(old.map((one) => [keyOf(one), one]));
  const after = new Map(now.map((one) => [keyOf(one), one]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const { purpose, scope } = (after.get(key) ?? before.get(key))!;
    const nothing: PurposeStanding = { decision: 'deny', reasons: ['no_consent'], purpose, scope };
    const [was, is] = [before.get(key) ?? nothing, after.get(key) ?? nothing];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ purpose, scope, before: was, after: is }];
  });
}

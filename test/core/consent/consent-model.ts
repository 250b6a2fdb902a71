// The rules of consent written down a second time, as slowly and plainly as they can be said: keep every
// record, and answer by looking at all of them. The fold must give the same answers from the little it keeps.

import type {
  ConfirmedRecord,
  ConsentRecord,
  ObjectedRecord,
  OptInRecord,
  OptOutRecord,
  ResumedRecord,
  Scope,
} from '../../../ledger/core/consent/record.ts';
import type { Purpose } from '../../../ledger/core/notice/purpose.ts';

/** How a standing is compared: its kind, the record and grading that decide, and a floor that was lowered. */
export type Verdict = {
  kind: string;
  record?: string;
  grade?: string;
  why?: readonly string[];
  floor?: string;
};

const floors: Record<string, string> = { 'strict-2020': 'E2', 'general-2024': 'E1' };

/** When it takes effect: a grant when it was given, but never later than it was recorded. */
const grantedAt = (record: OptInRecord | ConfirmedRecord) =>
  [record.occurred_at, record.recorded_at].sort()[0]!;

/** When the person said to go on, but never later than it was recorded. */
const resumedAt = (record: ResumedRecord) => [record.occurred_at, record.recorded_at].sort()[0]!;

const inThread = (by: string) => by === 'word' || by === 'button';

/** Whether the person has taken this withdrawal back in the way it came, and later. */
export function isLifted({ signal, ...stop }: OptOutRecord, history: ConsentRecord[]): boolean {
  if (signal === undefined) return false;
  return history
    .filter((record) => record.kind === 'resumed')
    .filter((record) => inThread(record.signal.by) === inThread(signal.by))
    .some((record) => resumedAt(record) > stop.occurred_at);
}

/**
 * Somebody lost this name, or came to it from another: ids are given to one person only, numbers to one after
 * the other.
 */
export const isSuspension = (record: ConsentRecord): boolean =>
  record.kind === 'suspended' ||
  (record.kind === 'identifier_changed' &&
    (record.side === 'old' || record.identifiers.some(({ kind }) => kind === 'wa_id' || kind === 'number')));

const rank = { any: 0, customer: 1, holder: 2 };

/**
 * What holds for a purpose at `now`, judged from the whole history.
 * @param settled what undoing a settled tick ends: it `alone`, as the rule has it, or the settled ones
 * `before` it as well, which is what a state of bounded size can tell
 */
export function judge(
  history: ConsentRecord[],
  purpose: Purpose,
  scope: Scope,
  now: string,
  settled: 'alone' | 'before' = 'before',
): Verdict {
  const optOuts = history
    .filter((record) => record.kind === 'opt_out')
    .filter((record) => record.purposes === undefined || record.purposes.includes(purpose))
    .filter((record) => !isLifted(record, history))
    .map((record) => ({
      at: record.recorded_at,
      record: record.id,
      undoes: record.undoes,
      firm: record.signal !== undefined || record.authority !== 'any',
    }));
  const stops = optOuts.filter(({ undoes }) => undoes === undefined);
  const undos = optOuts.filter(({ undoes }) => undoes?.scope.includes(scope));
  const isUndone = (record: OptInRecord | ConfirmedRecord) => {
    const optIn = record.kind === 'confirmed' ? record.confirms : record.id;
    if (record.undoable !== true && !(record.kind === 'opt_in' && record.retractable)) return false;
    return undos.some(({ undoes }) => {
      if (undoes!.record === optIn) return true;
      const isBefore = grantedAt(record) <= undoes!.granted_at;
      return settled === 'before' && record.settled === true && undoes!.settled === true && isBefore;
    });
  };
  // The one that reaches farthest ends what was given up to when the person was last heard of.
  const lapse = history
    .filter((record) => record.kind === 'lapsed')
    .filter((record) => record.purposes.includes(purpose))
    .map((record) => ({ since: record.inactive_since, at: record.recorded_at, record: record.id }))
    .toSorted((a, b) => (a.since + a.at + a.record < b.since + b.at + b.record ? -1 : 1))
    .at(-1);
  const endOf = (at: string, until: string | undefined) =>
    lapse === undefined || at > lapse.since ? until : [lapse.at, ...(until ? [until] : [])].sort()[0]!;
  const given = history
    .filter((record) => record.kind === 'opt_in' || record.kind === 'confirmed')
    .filter((record) => record.purposes.includes(purpose) && record.scope.includes(scope))
    .map((record) => {
      const { id, grade, packs, valid_until, undoable, authority } = record;
      return {
        at: grantedAt(record),
        record: id,
        grade,
        why: record.kind === 'opt_in' ? record.grade_reasons : [],
        isStrong: packs.every(({ name }) => grade >= floors[name]!),
        until: endOf(grantedAt(record), valid_until),
        authority,
        // One of many pages; what is named should be what its page has not taken back.
        rank: record.kind === 'opt_in' && record.settled ? -1 : rank[authority],
        floor: record.kind === 'opt_in' ? record.floor?.setup : undefined,
        // Anybody can make a page say so.
        byPage: record.kind === 'opt_in' && undoable === true,
        isUndone: isUndone(record),
      };
    });
  const grants = given.filter((grant) => !grant.isUndone);

  const stop = latest(stops);
  const suspension = latest(
    history.filter(isSuspension).map((record) => ({ at: record.recorded_at, record: record.id })),
  );
  // Only the holder or a verified customer brings back what one of them stopped.
  const firm = latest(stops.filter((one) => one.firm));
  const isBack = given.some((one) => one.rank > 0 && one.isStrong && firm !== undefined && one.at > firm.at);
  const isHeld = firm !== undefined && !isBack;
  const isBarred = stop !== undefined || suspension !== undefined;
  const no = latest(
    history
      .filter((record) => record.kind === 'declined')
      .filter((record) => record.purposes.includes(purpose) && record.scope.includes(scope))
      .map((record) => ({ at: record.recorded_at, record: record.id })),
  );
  // A no ends what was said before it; what a list says after one fills no gap all the same.
  const kept = grants.filter((grant) => stop === undefined || grant.at > stop.at);
  const afterStop = kept.filter((grant) => no === undefined || grant.at > no.at);
  // An import fills a gap: it counts only where the business never heard anything else.
  const gap = !isBarred && no === undefined && grants.every((grant) => grant.grade === 'E0' || grant.byPage);
  // An objection is over once a fresh act of its own authority was seen; a page's word is only its own.
  const objections = history
    .filter((record): record is ObjectedRecord => record.kind === 'objected')
    .filter((record) => record.scope === 'all' || record.scope === purpose)
    .map((record) => ({ at: record.recorded_at, record: record.id, rank: rank[record.authority] }));
  const firmActs = given.filter((one) => one.rank > 0 && one.grade >= 'E2');
  const lowered = firmActs.filter((one) => one.floor !== undefined);
  const isWaivedByRank = (objection: { at: string; rank: number }) =>
    firmActs.some((one) => one.rank >= objection.rank && one.at > objection.at);
  const isWaived = (objection: { at: string; rank: number }) =>
    isWaivedByRank(objection) || lowered.some((one) => one.at > objection.at);
  // The last of the acts under a lowered floor tells by which record it was, where nothing else would do.
  const isUnderFloor = (grant: (typeof grants)[number]) =>
    objections.some(
      (one) => !isWaivedByRank(one) && !(grant.grade >= 'E2' && Math.max(0, grant.rank) >= one.rank),
    );
  const named = (grant: (typeof grants)[number]) => ({
    record: grant.record,
    ...(isUnderFloor(grant) && {
      floor: latest(lowered.map(({ at, floor }) => ({ at, record: floor! })))!.record,
    }),
  });
  const isBeyond = (grant: (typeof grants)[number]) =>
    objections.every(
      (one) =>
        grant.at > one.at && (isWaived(one) || (grant.grade >= 'E2' && Math.max(0, grant.rank) >= one.rank)),
    );
  const counting = afterStop
    .filter(isBeyond)
    .filter((grant) => suspension === undefined || grant.at > suspension.at)
    .filter((grant) => (grant.grade === 'E0' ? gap : !isBarred || grant.isStrong))
    .filter((grant) => !isHeld || grant.rank > 0);

  const best = strongest(counting.filter(({ until }) => until === undefined || until > now));
  if (best !== undefined) return { kind: 'granted', ...named(best), grade: best.grade, why: best.why };
  if (counting.length > 0) {
    const lastEnd = counting
      .map(({ until }) => until!)
      .sort()
      .at(-1);
    return { kind: 'expired', ...named(strongest(counting.filter(({ until }) => until === lastEnd))!) };
  }
  const objection = latest(objections.filter((one) => !isWaived(one)));
  if (objection !== undefined && (stop === undefined || objection.at >= stop.at))
    return { kind: 'objected', record: objection.record };
  const last = stop ?? (kept.length > 0 ? no : undefined) ?? latest(undos);
  const suspendedLast = suspension !== undefined && (stop === undefined || suspension.at >= stop.at);
  const weak = strongest(afterStop);
  if (weak !== undefined && suspendedLast) return { kind: 'suspended', record: suspension.record };
  if (weak !== undefined && stop !== undefined) {
    return { kind: `too_weak_in_${isHeld && weak.isStrong ? 'authority' : 'grade'}`, record: weak.record };
  }
  return last === undefined ? { kind: 'none' } : { kind: 'withdrawn', record: last.record };
}

/** The best grade, then the one who is most surely the person, then the last. */
function strongest<Grant extends { at: string; grade: string; rank: number; record: string }>(
  grants: Grant[],
): Grant | undefined {
  const order = ({ at, grade, rank, record }: Grant) => grade + (1 + rank) + at + record;
  return grants.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).at(-1);
}

/** By moment, then by record id. */
function latest<Mark extends { at: string; record: string }>(marks: Mark[]): Mark | undefined {
  const order = ({ at, record }: Mark) => at + record;
  return marks.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).at(-1);
}

// The rules of consent written down a second time, as slowly and plainly as they can be said: keep every record, and
// answer by looking at all of them. The fold must give the same answers from the little it keeps.

import type {
  ConfirmedRecord,
  ConsentRecord,
  OptInRecord,
  OptOutRecord,
  ResumedRecord,
  Scope,
} from '../../../ledger/core/consent/record.ts';
import type { Purpose } from '../../../ledger/core/notice/purpose.ts';

/** How a standing is compared: its kind, and the record and grade that decide. */
export type Verdict = { kind: string; record?: string; grade?: string };

const floors = { 'strict-2020': 'E2', 'general-2024': 'E1' };

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

/** Somebody lost this name, or came to it from another: ids are given to one person only, numbers to one after the other. */
export const isSuspension = (record: ConsentRecord): boolean =>
  record.kind === 'suspended' ||
  (record.kind === 'identifier_changed' &&
    (record.side === 'old' || record.identifiers.some(({ kind }) => kind === 'wa_id' || kind === 'number')));

/** What holds for a purpose at `now`, judged from the whole history. */
export function judge(history: ConsentRecord[], purpose: Purpose, scope: Scope, now: string): Verdict {
  const optOuts = history
    .filter((record) => record.kind === 'opt_out')
    .filter((record) => record.purposes === undefined || record.purposes.includes(purpose))
    .filter((record) => !isLifted(record, history))
    .map((record) => ({ at: record.recorded_at, record: record.id, undoes: record.undoes }));
  const stops = optOuts.filter(({ undoes }) => undoes === undefined);
  const undos = optOuts.filter(({ undoes }) => undoes?.scope.includes(scope));
  const isUndone = (record: OptInRecord | ConfirmedRecord) => {
    const optIn = record.kind === 'confirmed' ? record.confirms : record.id;
    return record.undoable === true && undos.some(({ undoes }) => undoes?.record === optIn);
  };
  const grants = history
    .filter((record) => record.kind === 'opt_in' || record.kind === 'confirmed')
    .filter((record) => !isUndone(record))
    .filter((record) => record.purposes.includes(purpose) && record.scope.includes(scope))
    .map((record) => {
      const { id, grade, policy, valid_until } = record;
      return { at: grantedAt(record), record: id, grade, floor: floors[policy.name], until: valid_until };
    });

  const stop = latest(stops);
  const suspension = latest(
    history.filter(isSuspension).map((record) => ({ at: record.recorded_at, record: record.id })),
  );
  const afterStop = grants.filter((grant) => stop === undefined || grant.at > stop.at);
  // An import fills a gap: it counts only where nobody ever said anything else.
  const gap = stop === undefined && suspension === undefined && grants.every((grant) => grant.grade === 'E0');
  const counting = afterStop
    .filter((grant) => suspension === undefined || grant.at > suspension.at)
    .filter((grant) =>
      grant.grade === 'E0'
        ? gap
        : (stop === undefined && suspension === undefined) || grant.grade >= grant.floor,
    );

  const grant = latest(counting);
  // A withdrawal ends what was ticked before it, so that undoing such a tick is no word after it.
  const words = undos.filter(({ undoes }) => stop === undefined || undoes!.granted_at > stop.at);
  const last = latest([...(stop === undefined ? [] : [stop]), ...words]);
  const suspendedLast = suspension !== undefined && (stop === undefined || suspension.at >= stop.at);
  if (grant === undefined && suspendedLast && afterStop.length > 0) {
    return { kind: 'suspended', record: suspension.record };
  }
  if (grant === undefined && last === undefined) return { kind: 'none' };
  if (grant === undefined && (stop === undefined || afterStop.length === 0)) {
    return { kind: 'withdrawn', record: last!.record };
  }
  if (grant === undefined) return { kind: 'too_weak_after_withdrawal', record: latest(afterStop)!.record };
  if (grant.until !== undefined && grant.until <= now) return { kind: 'expired', record: grant.record };
  if (grant.at > now) return { kind: 'none' };
  return { kind: 'granted', record: grant.record, grade: grant.grade };
}

/** Sorted by moment, then by grade where there is one, then by record id, the last one. */
function latest<Mark extends { at: string; grade?: string; record: string }>(
  marks: Mark[],
): Mark | undefined {
  const rank = ({ at, grade = '', record }: Mark) => at + grade + record;
  return marks.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).at(-1);
}

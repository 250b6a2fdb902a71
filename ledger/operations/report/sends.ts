// What happened to a business's messages: how many the gate judged and why it denied some, which messages
// Meta reports that had no permit, and which were on their way when the person withdrew. It holds no number.

import { toMoment } from '../../core/when.ts';
import type { Keys } from '../keys.ts';
import type { LookUps } from '../person/look-ups.ts';
import { samePeople } from '../person/same-person.ts';
import { openedOf, recordsPerQuery } from '../record/opened.ts';
import type { Records } from '../record/store.ts';
import type { Send, SendState, SendStore, UnpermittedMessage } from '../send/store.ts';

type Sends = Keys<'peppers'> & Records<'firstOf' | 'chain'> & { lookUpInBulk: LookUps; sends: SendStore };

export type RacedSend = {
  permit: string;
  judgedAt: string;
  treeSize: number;
  /** The withdrawal that was recorded after the message was judged and before Meta had answered. */
  withdrawal: string;
  withdrawnAt: string;
};

export type SendReport = {
  judged: number;
  byState: Partial<Record<SendState, number>>;
  /** A message denied for two reasons counts under both. */
  deniedByReason: Record<string, number>;
  /** By the day (UTC) on which they were judged, the first day first. */
  byDay: Map<string, { judged: number; denied: number; deniedByReason: Record<string, number> }>;
  /** Messages Meta spoke of. */
  spokenOf: { withPermit: number; withoutPermit: number };
  /** The latest messages without a permit, `unpermittedMax` at most. */
  unpermitted: UnpermittedMessage[];
  raced: RacedSend[];
};

const pageSize = 1000;

/** Messages without a permit that a report names one by one. */
export const unpermittedMax = 100;

export async function reportSends(ledger: Sends, business: string): Promise<SendReport> {
  const report: SendReport = {
    judged: 0,
    byState: {},
    deniedByReason: {},
    byDay: new Map(),
    spokenOf: await ledger.sends.countSpokenOf(business),
    unpermitted: await ledger.sends.unpermitted(business, unpermittedMax),
    raced: [],
  };
  for await (const page of ledger.sends.scan(business, pageSize)) {
    for (const send of page) count(report, send);
    const allowed = page.filter(({ decision }) => decision === 'allow');
    for (const send of await underEveryPepper(ledger, business, allowed)) {
      for (const race of await racesOf(ledger, send)) report.raced.push(race);
    }
  }
  return report;
}

function count(report: SendReport, { state, decision, reasons, judgedAt }: Send): void {
  const { byState, deniedByReason, byDay } = report;
  const day = toMoment(judgedAt).slice(0, 'yyyy-mm-dd'.length);
  const ofDay = byDay.get(day) ?? { judged: 0, denied: 0, deniedByReason: {} };
  byDay.set(day, ofDay);
  report.judged += 1;
  ofDay.judged += 1;
  byState[state] = (byState[state] ?? 0) + 1;
  if (decision === 'allow') return;
  ofDay.denied += 1;
  for (const counts of [deniedByReason, ofDay.deniedByReason])
    for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
}

type Judged = Send & { followed: readonly string[] };

/**
 * After an operator replaced a pepper under running nodes, the ledger may know a person as two subjects that
 * no link joins.
 */
async function underEveryPepper(ledger: Sends, business: string, page: readonly Judged[]): Promise<Judged[]> {
  if (ledger.keys.peppers.length === 1) return [...page];
  const subjects = [...new Set(page.flatMap(({ subject = [] }) => subject))];
  const { firstOf } = ledger.records;
  const people = await samePeople(ledger, { firstOf, lookUp: ledger.lookUpInBulk }, business, subjects);
  return page.map((send) => {
    const { person } = people.get(send.subject ?? '') ?? {};
    const all = [...send.followed, ...(person?.subjects ?? []), ...(person?.others ?? [])];
    return { ...send, followed: [...new Set(all)] };
  });
}

/**
 * The first withdrawal while the message was on its way, under any name of the person, if there is one.
 */
async function racesOf(
  ledger: Sends,
  { permit, followed, judgedAt, treeSize, answeredAt }: Judged,
): Promise<RacedSend[]> {
  const over = answeredAt ?? judgedAt;
  // A person without a record since then cannot have withdrawn, so this opens none of their records.
  const since = ledger.records.chain(followed, recordsPerQuery, treeSize - 1);
  for await (const { record } of openedOf(ledger, since)) {
    const { kind, id, recorded_at } = record;
    if (recorded_at > toMoment(over)) return [];
    if (kind === 'opt_out') return [{ permit, judgedAt, treeSize, withdrawal: id, withdrawnAt: recorded_at }];
  }
  return [];
}

/** The form in which the API answers it and the CLI prints it. */
export const sendReportAsJson = (report: SendReport) => ({
  judged: report.judged,
  by_state: report.byState,
  denied_by_reason: report.deniedByReason,
  by_day: [...report.byDay].map(([day, { judged, denied, deniedByReason }]) => ({
    ...{ day, judged, denied, denied_by_reason: deniedByReason },
  })),
  with_permit: report.spokenOf.withPermit,
  without_permit: report.spokenOf.withoutPermit,
  unpermitted: report.unpermitted.map(({ sender, message, status, at }) => ({
    sender,
    message: message.toString('hex'),
    status,
    at,
  })),
  raced: report.raced.map(({ permit, judgedAt, treeSize, withdrawal, withdrawnAt }) => ({
    permit,
    judged_at: judgedAt,
    tree_size: treeSize,
    withdrawal,
    withdrawn_at: withdrawnAt,
  })),
});

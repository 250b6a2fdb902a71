// What became of a business's messages: how many were judged and why some were denied, which messages Meta speaks of that
// no permit let out, and which were on their way when the person withdrew. No number is in it.

import type { Ledger } from '../ledger.ts';
import { openRecord } from '../open-record.ts';
import { samePeople } from '../person/same-person.ts';
import type { Send, SendState, UnpermittedMessage } from '../ports.ts';

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
  /** Messages Meta spoke of. */
  spokenOf: { withPermit: number; withoutPermit: number };
  /** Of those that none let out the latest, `unpermittedMax` at most. */
  unpermitted: UnpermittedMessage[];
  raced: RacedSend[];
};

const pageSize = 1000;

/** Messages without a permit that a report names one by one. */
export const unpermittedMax = 100;

export async function reportSends(ledger: Ledger, business: string): Promise<SendReport> {
  const report: SendReport = {
    judged: 0,
    byState: {},
    deniedByReason: {},
    spokenOf: await ledger.sends.countSpokenOf(business),
    unpermitted: await ledger.sends.unpermitted(business, unpermittedMax),
    raced: [],
  };
  for await (const page of ledger.sends.scan(business, pageSize)) {
    for (const send of page) count(report, send);
    const allowed = page.filter(({ decision }) => decision === 'allow');
    for (const send of await underEveryPepper(ledger, business, allowed)) {
      report.raced.push(...(await racesOf(ledger, send)));
    }
  }
  return report;
}

function count(report: SendReport, { state, decision, reasons }: Send): void {
  const { byState, deniedByReason } = report;
  report.judged += 1;
  byState[state] = (byState[state] ?? 0) + 1;
  if (decision === 'allow') return;
  for (const reason of reasons) deniedByReason[reason] = (deniedByReason[reason] ?? 0) + 1;
}

type Judged = Send & { followed: readonly string[] };

/** Since a pepper was replaced under running nodes, a person may be known as two subjects that no link joins. */
async function underEveryPepper(
  ledger: Ledger,
  business: string,
  page: readonly Judged[],
): Promise<Judged[]> {
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

/** The first withdrawal while the message was on its way, by whichever name of the person, if there is one. */
async function racesOf(
  ledger: Ledger,
  { permit, followed, judgedAt, treeSize, answeredAt }: Judged,
): Promise<RacedSend[]> {
  const over = answeredAt ?? judgedAt;
  // Whoever has no record since cannot have withdrawn meanwhile: nothing is opened for them.
  const since = (await Promise.all(followed.map((subject) => ledger.records.bySubject(subject))))
    .flat()
    .filter(({ index }) => index >= treeSize)
    .toSorted((a, b) => a.index - b.index);
  for (const stored of since) {
    const { kind, id, recorded_at } = openRecord(ledger, stored).record;
    if (recorded_at > over) return [];
    if (kind === 'opt_out') return [{ permit, judgedAt, treeSize, withdrawal: id, withdrawnAt: recorded_at }];
  }
  return [];
}

/** As it is answered and printed. */
export const sendReportAsJson = (report: SendReport) => ({
  judged: report.judged,
  by_state: report.byState,
  denied_by_reason: report.deniedByReason,
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

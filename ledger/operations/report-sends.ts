// What became of a business's messages: how many were judged and why some were denied, whether Meta speaks of messages that
// no permit let out, and which were on their way when the person withdrew. No number is in it.

import type { Ledger } from './ledger.ts';
import { openRecord } from './open-record.ts';
import type { Send, SendState } from './ports.ts';

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
  raced: RacedSend[];
};

const pageSize = 1000;

export async function reportSends(ledger: Ledger, business: string): Promise<SendReport> {
  const report: SendReport = {
    judged: 0,
    byState: {},
    deniedByReason: {},
    spokenOf: await ledger.sends.countSpokenOf(business),
    raced: [],
  };
  for await (const page of ledger.sends.scan(business, pageSize)) {
    for (const send of page) {
      report.judged += 1;
      count(report, send);
      if (send.decision === 'allow') report.raced.push(...(await racesOf(ledger, send)));
    }
  }
  return report;
}

function count({ byState, deniedByReason }: SendReport, { state, decision, reasons }: Send): void {
  byState[state] = (byState[state] ?? 0) + 1;
  if (decision === 'allow') return;
  for (const reason of reasons) deniedByReason[reason] = (deniedByReason[reason] ?? 0) + 1;
}

/** The first withdrawal while the message was on its way, by whichever name of the person, if there is one. */
async function racesOf(
  ledger: Ledger,
  { permit, followed, judgedAt, treeSize, answeredAt }: Send & { followed: readonly string[] },
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

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
      // Whoever has no record since cannot have withdrawn meanwhile: nothing is opened for them.
      if (send.followed && send.decision === 'allow') report.raced.push(...(await racesOf(ledger, send)));
    }
  }
  return report;
}

function count({ byState, deniedByReason }: SendReport, { state, decision, reasons }: Send): void {
  byState[state] = (byState[state] ?? 0) + 1;
  if (decision === 'allow') return;
  for (const reason of reasons) deniedByReason[reason] = (deniedByReason[reason] ?? 0) + 1;
}

/** The first withdrawal while the message was on its way, if there is one. */
async function racesOf(
  ledger: Ledger,
  { permit, subject, judgedAt, treeSize, answeredAt }: Send,
): Promise<RacedSend[]> {
  const over = answeredAt ?? judgedAt;
  for (const stored of await ledger.records.bySubject(subject!)) {
    if (stored.index < treeSize) continue;
    const { kind, id, recorded_at } = openRecord(ledger, stored).record;
    if (recorded_at > over) return [];
    if (kind === 'opt_out') return [{ permit, judgedAt, treeSize, withdrawal: id, withdrawnAt: recorded_at }];
  }
  return [];
}

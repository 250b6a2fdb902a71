// optmark report sends

import { businessOf } from '../operations/notices.ts';
import { reportSends, type SendReport } from '../operations/report-sends.ts';
import { type Command, exit, parse, positionals, required, UsageError } from './command.ts';
import { print, printJson } from './terminal.ts';
import { withLedger } from './with-ledger.ts';

export const command: Command = {
  help: `optmark report sends --business <id> [--json]

Messages that were to go through the gate: how many were judged, what became of them, why some were denied, which were on
their way while the person withdrew, and how many Meta speaks of that no permit let out: those were sent around the gate.

Exit: 0 every message Meta speaks of has its permit, 1 one has none, 2 usage, 3 could not run`,

  async run([subject, ...args]) {
    if (subject !== 'sends') throw new UsageError('report knows: sends');
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      json: { type: 'boolean' },
    });
    positionals(given);
    const business = required(values.business, 'business');
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      const report = await reportSends(ledger, business);
      if (values.json) printJson(asJson(report));
      else show(report);
      return report.spokenOf.withoutPermit === 0 ? exit.true : exit.false;
    });
  },
};

function show({ judged, byState, deniedByReason, spokenOf, raced }: SendReport): void {
  print(`judged                ${judged}`);
  for (const [state, count] of Object.entries(byState)) print(`  ${state.padEnd(20)}${count}`);
  for (const [reason, count] of Object.entries(deniedByReason)) print(`denied: ${reason.padEnd(14)}${count}`);
  print(`with a permit         ${spokenOf.withPermit} of the messages Meta speaks of`);
  print(`without a permit      ${spokenOf.withoutPermit}`);
  print(`raced a withdrawal    ${raced.length}`);
  for (const { permit, judgedAt, treeSize, withdrawal, withdrawnAt } of raced) {
    print(
      `  permit ${permit}, judged ${judgedAt} at size ${treeSize}; record ${withdrawal} at ${withdrawnAt}`,
    );
  }
}

const asJson = ({ judged, byState, deniedByReason, spokenOf, raced }: SendReport) => ({
  judged,
  by_state: byState,
  denied_by_reason: deniedByReason,
  with_permit: spokenOf.withPermit,
  without_permit: spokenOf.withoutPermit,
  raced: raced.map(({ permit, judgedAt, treeSize, withdrawal, withdrawnAt }) => ({
    permit,
    judged_at: judgedAt,
    tree_size: treeSize,
    withdrawal,
    withdrawn_at: withdrawnAt,
  })),
});

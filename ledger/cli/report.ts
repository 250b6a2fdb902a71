// optmark report sends | categories

import { businessOf } from '../operations/notices.ts';
import { reportSends, type SendReport, sendReportAsJson } from '../operations/report-sends.ts';
import { type Command, type ExitCode, exit, parse, positionals, required, UsageError } from './command.ts';
import { reportCategories } from './report-categories.ts';
import { print, printJson } from './terminal.ts';
import { withLedger } from './with-ledger.ts';

export const command: Command = {
  help: `optmark report sends --business <id> [--json]
optmark report categories --business <id> [--json]
optmark report categories --business <id> --lost-to <purpose>

sends: messages that were to go through the gate: how many were judged, what became of them, why some were denied, which were on
their way while the person withdrew, and how many Meta speaks of that no permit let out: those were sent around the gate.

categories: what Meta's categories cost. Of each template that Meta calls promotional, or has announced to, and that is mapped
to something else: how many people agreed to that, and how many of them cannot be sent it, since they have not agreed to
marketing. All are counted at one moment. With --lost-to, those are listed whom templates of that purpose lose, one subject
id a line and no number.

Exit: 0 every message Meta speaks of has its permit; or counted, 1 one has none, 2 usage, 3 could not run`,

  async run([subject, ...args]) {
    if (subject === 'sends') return sends(args);
    if (subject === 'categories') return reportCategories(args);
    throw new UsageError('report knows: sends, categories');
  },
};

async function sends(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    json: { type: 'boolean' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const report = await reportSends(ledger, business);
    if (values.json) printJson(sendReportAsJson(report));
    else show(report);
    return report.spokenOf.withoutPermit === 0 ? exit.true : exit.false;
  });
}

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

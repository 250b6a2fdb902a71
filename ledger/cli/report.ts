// optmark report sends | categories

import {
  reportSends,
  type SendReport,
  sendReportAsJson,
  unpermittedMax,
} from '../operations/report/sends.ts';
import { businessOf } from '../operations/setup/business.ts';
import { type Command, type ExitCode, exit, ofOneBusiness, UsageError } from './frame/command.ts';
import { print, printJson } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';
import { reportCategories } from './report-categories.ts';

export const command: Command = {
  help: `optmark report sends --business <id> [--json]
optmark report categories --business <id> [--json]
optmark report categories --business <id> --lost-to <purpose>

sends: messages that senders put through the gate: how many it judged, what became of them, why it denied some, which
were on their way while the person withdrew, and how many Meta reports without a permit: those went around the gate. The
latest ${unpermittedMax} of those are listed, each with its sender, Meta's last status, and a MAC of Meta's id.

categories: what Meta's categories cost. For each template that Meta calls promotional, or will, and that is
mapped to another purpose: how many people agreed to that purpose, and how many of them cannot get the template, since
they have not agreed to marketing. All are counted at one moment. --lost-to lists the people whom templates of that purpose lose,
one subject id a line and no number.

Exit: 0 every message Meta reports has its permit; or counted, 1 one has none, 2 usage, 3 could not run`,

  async run([subject, ...args]) {
    if (subject === 'sends') return sends(args);
    if (subject === 'categories') return reportCategories(args);
    throw new UsageError('report knows: sends, categories');
  },
};

async function sends(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const report = await reportSends(ledger, business);
    if (json) printJson(sendReportAsJson(report));
    else show(report);
    return report.spokenOf.withoutPermit === 0 ? exit.true : exit.false;
  });
}

function show({ judged, byState, deniedByReason, spokenOf, unpermitted, raced }: SendReport): void {
  const denials = Object.entries(deniedByReason).map(
    ([reason, count]) => [`denied: ${reason}`, count] as const,
  );
  // No name may touch its figure, however long the names are that the gate has for its reasons.
  const width = Math.max(20, ...denials.map(([name]) => name.length)) + 2;
  const line = (name: string, figure: number | string) => print(`${name.padEnd(width)}${figure}`);
  line('judged', judged);
  for (const [state, count] of Object.entries(byState)) line(`  ${state}`, count);
  for (const [name, count] of denials) line(name, count);
  line('with a permit', `${spokenOf.withPermit} of the messages Meta speaks of`);
  line('without a permit', spokenOf.withoutPermit);
  for (const { sender, message, status, at } of unpermitted) {
    print(`  sender ${sender}, ${status} at ${at}, message ${message.toString('hex')}`);
  }
  line('raced a withdrawal', raced.length);
  for (const { permit, judgedAt, treeSize, withdrawal, withdrawnAt } of raced) {
    print(
      `  permit ${permit}, judged ${judgedAt} at size ${treeSize}; record ${withdrawal} at ${withdrawnAt}`,
    );
  }
}

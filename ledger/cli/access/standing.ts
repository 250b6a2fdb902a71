// optmark standing

import { atTerminal } from '../../auth/scope.ts';
import { momentSchema } from '../../core/moment.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { type PersonStanding, readStanding } from '../../operations/subject/standing.ts';
import { type Command, checked, exit, parse, positionals, required, UsageError } from '../frame/command.ts';
import { count, print, printJson } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';
import { asNumber } from '../register/typed-filter.ts';
import { personTyped } from './typed-person.ts';

export const command: Command = {
  help: `optmark standing <number | id | -> --business <id> [--at <moment>] [--tree-size <size>] [--json]

May we write to this person, for what, since when and why: of each purpose what the gate decides now, or what it would
have decided at a moment, or when the log had a certain size.

  -            reads the number from standard input, so that it is not kept in the shell's history
  --at         2026-03-01T09:30:00Z; with --tree-size the moment to judge by
  --tree-size  of the log
  --json       as from POST /v1/subjects/standing

The look is itself recorded, as made by "cli".
Exit: 0 something is allowed, 1 nothing is, 2 usage, 3 could not run`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      at: { type: 'string' },
      'tree-size': { type: 'string' },
      json: { type: 'boolean' },
    });
    const { person: typed } = positionals(given, 'person');
    const business = required(values.business, 'business');
    const at = values.at === undefined ? undefined : checked(momentSchema, values.at, '--at');
    const treeSize = asNumber(values['tree-size']);
    if (treeSize !== undefined && !Number.isSafeInteger(treeSize))
      throw new UsageError('--tree-size is a whole number');
    const person = await personTyped(typed);
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      const told = await readStanding(ledger, atTerminal(business, 'audit:read'), person, {
        ...(at !== undefined && { at }),
        ...(treeSize !== undefined && { treeSize }),
      });
      if (values.json) printJson(told);
      else show(told);
      return told.standings.some(({ decision }) => decision === 'allow') ? exit.true : exit.false;
    });
  },
};

function show({ subject, at, tree_size, standings }: PersonStanding): void {
  print(subject === undefined ? 'nobody whom this business knows' : `person ${subject}`);
  const rows = standings.map(({ purpose, scope, decision, reasons, since = '', record = '' }) => [
    scope === 'call' ? `${purpose} (calls)` : purpose,
    ...[decision, reasons.join(', '), since.slice(0, 16), record],
  ]);
  const widths = (rows[0] ?? []).map((_, i) => rows.reduce((most, row) => Math.max(most, row[i]!.length), 0));
  for (const row of rows) print(`  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd());
  print(`as of ${at}${tree_size === undefined ? '' : `, a log of ${count(tree_size)} entries`}`);
}

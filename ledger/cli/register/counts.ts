// optmark counts

import { z } from 'zod';
import { atTerminal } from '../../auth/scope.ts';
import { countTable } from '../../core/register/count-table.ts';
import {
  type Act,
  actNames,
  type CountRow,
  countedBy,
  countFields,
  countRowsMax,
} from '../../core/register/counts.ts';
import { everyPurpose } from '../../core/register/facets.ts';
import { inRange, isRange } from '../../core/register/filter.ts';
import { type Counts, countRecords } from '../../operations/register/counts.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { type Command, checked, exit, parse, positionals, required, UsageError } from '../frame/command.ts';
import { count, counted, print, printJson, say } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';
import { catchUpShown } from './caught-up.ts';
import { asNumber, given } from './typed-filter.ts';

const words = ['channel', 'purpose', 'notice', 'locale', 'entry-point', 'entry', 'grade'] as const;

export const command: Command = {
  help: `optmark counts --business <id> [--by <what>,<what>] [filters] [--json | --csv]

How many people opted in, confirmed their number, declined, withdrew and objected, and how many were imported; counted
from the log. At the end: the size of the log that this is true at. optmark verify --database counts it again.

  --by           ${countedBy.join(', ')}: a line for each that there is, one in all unless it is said
  --channel --purpose --notice --locale --entry-point --entry --grade
                 one word, or several with commas between: --channel web,ivr
  --version      of the notice
  --from, --to   from a day on, and before one (2026-03-01); a day is one of UTC, on which an act was recorded
  --test         include, or only: records made to try things out, which are left out otherwise
  --json         as from POST /v1/register/counts
  --csv          as a file for a spreadsheet: no cell is taken for a formula, and the last row is "end"

Below the table stand numbers that nobody can prove: opt-ins refused, with the rule, and how often a page of the ledger
or a call showed a notice. --channel, --from and --to narrow them; --notice, --version and --locale what was shown.

A record of several purposes counts once in all, and under each where purposes are told apart; * is what was about
every purpose. People who were erased still count. At most ${count(countRowsMax)} lines.

Each look is itself recorded, as made by "cli".
Exit: 0 shown, 2 usage, 3 could not run`,

  async run(args) {
    const { values, positionals: more } = parse(args, {
      ...(Object.fromEntries(words.map((name) => [name, { type: 'string' }])) as Record<
        (typeof words)[number],
        { type: 'string' }
      >),
      business: { type: 'string' },
      by: { type: 'string' },
      version: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      test: { type: 'string' },
      json: { type: 'boolean' },
      csv: { type: 'boolean' },
    });
    positionals(more);
    const business = required(values.business, 'business');
    if (values.json && values.csv) throw new UsageError('--json and --csv exclude each other');
    const { by, ...filter } = checked(
      typedSchema,
      given({
        ...Object.fromEntries(words.map((name) => [name.replace('-', '_'), several(values[name])])),
        ...{ by: values.by?.split(','), version: asNumber(values.version) },
        ...{ from: values.from, to: values.to, test: values.test },
      }),
    );
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      await catchUpShown(ledger);
      const counted = await countRecords(ledger, atTerminal(business, 'audit:read'), { by, filter });
      if (values.json) printJson(counted);
      else if (values.csv) process.stdout.write(countTable(counted));
      else printTable(counted);
      return exit.true;
    });
  },
};

const typedSchema = z.strictObject(countFields).refine(isRange, inRange);

const several = (text: string | undefined) => (text?.includes(',') ? text.split(',') : text);

type Label = Exclude<keyof CountRow, Act>;

function printTable({ counts, by, zone, tree_size, unread, unproven }: Counts): void {
  const labels = by.flatMap((one): Label[] => (one === 'notice' ? ['notice', 'version'] : [one]));
  const lines = [
    [...labels.map((label) => (label === 'day' ? `day (${zone})` : label)), ...actNames],
    ...counts.map((row) => [
      ...labels.map((label) => wordOf(label, row[label])),
      ...actNames.map((act) => count(row[act])),
    ]),
  ];
  const widths = lines[0]!.map((_, i) => lines.reduce((most, line) => Math.max(most, line[i]!.length), 0));
  const cell = (text: string, i: number) =>
    i < labels.length ? text.padEnd(widths[i]!) : text.padStart(widths[i]!);
  for (const line of lines) print(line.map(cell).join('  ').trimEnd());
  printUnproven(unproven);
  print(`as of a log of ${counted(tree_size, 'entry')}; days are of ${zone}`);
  if (unread > 0) say(`${counted(unread, 'record')} could not be read: see optmark verify --database`);
}

/** Beside the table: the log says nothing of it. */
function printUnproven({ refused, shown }: Counts['unproven']): void {
  if (refused.length + shown.length === 0) return;
  print();
  print('not from the log, so nobody can prove it:');
  for (const { day, channel, rule, count: times } of refused)
    print(`  ${dated(day)}refused ${channel}${rule === undefined ? '' : `, ${rule}`}: ${count(times)}`);
  for (const { day, channel, notice, version, locale, count: times } of shown)
    print(`  ${dated(day)}shown ${channel}, ${notice}@${version} ${locale}: ${count(times)}`);
  print();
}

const dated = (day: string | undefined): string => (day === undefined ? '' : `${day} `);

const wordOf = (label: Label, value: string | number | undefined): string =>
  label === 'purpose' && value === everyPurpose ? 'all' : String(value ?? '-');

// optmark records

import { z } from 'zod';
import { atTerminal } from '../../auth/scope.ts';
import { everyPurpose, type Facets } from '../../core/register/facets.ts';
import { filterFields, inRange, isRange } from '../../core/register/filter.ts';
import {
  queryWholeRegister,
  type RegisterPage,
  registerPage,
  registerPageMax,
} from '../../operations/register/query.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { type Command, checked, exit, parse, positionals, required, UsageError } from '../frame/command.ts';
import { counted, print, printJsonLine, say } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';
import { catchUpShown } from './caught-up.ts';
import { asNumber, filterHelp, filterOptions, given, typedFilter, typedPerson } from './typed-filter.ts';

export const command: Command = {
  help: `optmark records --business <id> [filters] [--order newest | oldest] [--limit <n> | --all] [--wait-for <size>] [--json]

Which records there are, newest first: what each is, how it came, what for, under which notice. No number is shown;
optmark audit opens the records of one. At the end: how many there are in all, and the size of the log that this is true at.

${filterHelp}
  --limit        ${registerPage} unless it is said, at most ${registerPageMax}; --all shows all
  --wait-for     waits until a log of this size is covered
  --json         a line of JSON for each record, and one with total, tree_size and unread at the end

Each look is itself recorded, as made by "cli".
Exit: 0 shown, 2 usage, 3 could not run`,

  async run(args) {
    const { values, positionals: more } = parse(args, {
      ...filterOptions,
      order: { type: 'string' },
      limit: { type: 'string' },
      all: { type: 'boolean' },
      'wait-for': { type: 'string' },
      json: { type: 'boolean' },
    });
    positionals(more);
    const business = required(values.business, 'business');
    const { all = false, json = false } = values;
    if (all && values.limit !== undefined) throw new UsageError('--limit and --all exclude each other');
    const { order, limit, waitFor, ...filter } = checked(typedSchema, {
      ...typedFilter(values),
      ...given({ order: values.order, limit: asNumber(values.limit), waitFor: asNumber(values['wait-for']) }),
    });
    const person = await typedPerson(values);
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      await catchUpShown(ledger);
      const principal = atTerminal(business, 'audit:read');
      const pages = queryWholeRegister(ledger, principal, {
        ...{ filter, order, waitFor, limit: all ? registerPageMax : limit },
        ...(person && { person }),
      });
      let last: RegisterPage | undefined;
      for await (const page of pages) {
        if (last === undefined && !json && page.records.length > 0) print(heading);
        for (const record of page.records) json ? printJsonLine(record) : print(rowOf(record));
        last = page;
        if (!all) break;
      }
      if (last !== undefined) tell(last, json);
      return exit.true;
    });
  },
};

const typedSchema = z
  .strictObject({
    ...filterFields,
    order: z.enum(['newest', 'oldest']).optional(),
    limit: z.int().min(1).max(registerPageMax).optional(),
    waitFor: z.int().min(0).optional(),
  })
  .refine(isRange, inRange);

const columns: readonly [name: string, width: number, of: (record: Facets) => string | undefined][] = [
  ['entry', 6, ({ index }) => String(index)],
  ['recorded', 16, ({ recorded_at }) => recorded_at?.slice(0, 16)],
  ['kind', 18, ({ kind, unread }) => kind ?? unread],
  ['channel', 8, ({ channel }) => channel],
  ['grade', 5, ({ grade }) => grade],
  ['notice', 16, ({ notice, version }) => notice && `${notice}@${version ?? ''}`],
  ['for', 0, ({ purposes = [] }) => shortly(purposes.map((one) => (one === everyPurpose ? 'all' : one)))],
];

/** A line of 100 characters has room for one. */
const shortly = ([first = '', ...more]: readonly string[]): string =>
  more.length === 0 ? first : `${first} +${more.length}`;

const row = (cells: readonly (string | undefined)[]): string =>
  cells
    .map((cell = '', i) => cell.padEnd(columns[i]![1]))
    .join('  ')
    .trimEnd();

const heading = row(columns.map(([name]) => name));
const rowOf = (record: Facets): string => row(columns.map(([, , of]) => of(record)));

function tell({ total, tree_size, unread }: RegisterPage, json: boolean): void {
  if (json) {
    printJsonLine({ total, tree_size, unread });
    return;
  }
  print(`${counted(total, 'record')} in a log of ${counted(tree_size, 'entry')}`);
  if (unread > 0)
    say(
      `${counted(unread, 'record')} could not be read, and no filter finds them: see optmark verify --database`,
    );
}

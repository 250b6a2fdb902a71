// optmark looks

import { z } from 'zod';
import { atTerminal } from '../../auth/scope.ts';
import { momentSchema } from '../../core/moment.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { type LooksFormat, looksFormats, writeLooks } from '../../operations/subject/looks.ts';
import { type Command, checked, exit, parse, positionals, required } from '../frame/command.ts';
import { printPieces } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';
import { catchUpShown } from '../register/caught-up.ts';

const formats = Object.keys(looksFormats) as [LooksFormat, ...LooksFormat[]];

export const command: Command = {
  help: `optmark looks --business <id> [--by <key | person | cli>] [--from <moment>] [--to <moment>] [--format ${formats.join('|')}] > <file>

What was looked at, and by whom: every look is a record. For the business, and for an auditor to take along. The same
file as from GET /v1/looks; its last row is "end", with the number of rows and a hash of all before it.

  --by         the id of a key or of a person in the console, or cli: an operator on this host; every reader unless
               it is said. Where an earlier release recorded looks, those up to "complete_after" in the last row are
               not listed by reader: for that time, ask for every reader
  --from, --to from a moment on, and before one: 2026-03-01T09:30:00Z
  --format     csv unless it is said

This look is itself recorded, as made by "cli".
Exit: 0 written, 2 usage, 3 could not run, or broke off`,

  async run(args) {
    const { values, positionals: more } = parse(args, {
      business: { type: 'string' },
      by: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      format: { type: 'string', default: 'csv' },
    });
    positionals(more);
    const business = required(values.business, 'business');
    const format = checked(z.enum(formats), values.format, '--format');
    const moment = momentSchema.optional();
    const asked = {
      by: checked(readerSchema, values.by, '--by'),
      from: checked(moment, values.from, '--from'),
      to: checked(moment, values.to, '--to'),
    };
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      await catchUpShown(ledger);
      await printPieces(writeLooks(ledger, atTerminal(business, 'audit:read'), asked, format));
      return exit.true;
    });
  },
};

const readerSchema = z.union([z.uuid().toLowerCase(), z.literal('cli')]).optional();

// optmark export records

import { z } from 'zod';
import { atTerminal } from '../../auth/scope.ts';
import { revealReasons } from '../../core/consent/record/of-business.ts';
import {
  atItsSize,
  drawsAtOneSize,
  exportFields,
  exportFormats,
  inOneSize,
  namesOneSize,
} from '../../core/export/asked.ts';
import { filterFields, inRange, isRange } from '../../core/register/filter.ts';
import { exportRecords } from '../../operations/export/export-records.ts';
import { businessOf } from '../../operations/setup/business.ts';
import {
  actionOf,
  type Command,
  checked,
  type ExitCode,
  exit,
  parse,
  positionals,
  required,
  UsageError,
} from '../frame/command.ts';
import { printPieces, say } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';
import { catchUpShown } from '../register/caught-up.ts';
import {
  asNumber,
  filterHelp,
  filterOptions,
  given,
  typedFilter,
  typedPerson,
} from '../register/typed-filter.ts';

export const command: Command = {
  help: `optmark export records --business <id> --format ${exportFormats.join(' | ')} [filters] > <file>

The records that optmark records finds, oldest first, each with the words that were shown; the same bytes as from
POST /v1/exports. The last row is "end", with the number of rows and the SHA-256 of all before it: a file without it
is not whole. In a CSV a cell that a spreadsheet would take for a formula begins with a quotation mark.

${filterHelp}
  --zone         moments stand there in UTC and in this time zone, such as Asia/Kolkata; UTC unless it is said
  --reason       shows numbers in full: ${revealReasons.slice(0, 4).join(', ')},
                 ${revealReasons.slice(4).join(' or ')}
  --tree-size    the size of the log to be true at; all of it unless it is said
  --cursor       of the last whole row of a csv or ndjson that broke off, or of a part: goes on behind it
  --limit        at most so many rows; the last row has the cursor of what follows
  --sample       draws so many of them, by the checkpoint of --tree-size and
  --phrase       a phrase that the auditor types after seeing that checkpoint: whoever asks the same draws the same
  --bom          begins a CSV with a byte order mark, for spreadsheets

json-ld: consent records of ISO/IEC TS 27560 in words of the W3C's Data Privacy Vocabulary, of consents, objections and
withdrawals alone. bundle: whole records with their proofs, signed; needs --reason; optmark verify <file> checks it offline.

Each export is itself recorded, as made by "cli", before its first byte.
Exit: 0 written, 2 usage, 3 could not run, or broke off`,

  run: actionOf('export', { records }),
};

const typedSchema = z
  .strictObject({ ...filterFields, ...exportFields })
  .refine(isRange, inRange)
  .refine(namesOneSize, inOneSize)
  .refine(drawsAtOneSize, atItsSize);

async function records(args: string[]): Promise<ExitCode> {
  const { values, positionals: more } = parse(args, {
    ...filterOptions,
    format: { type: 'string' },
    zone: { type: 'string' },
    reason: { type: 'string' },
    'tree-size': { type: 'string' },
    cursor: { type: 'string' },
    limit: { type: 'string' },
    bom: { type: 'boolean' },
    sample: { type: 'string' },
    phrase: { type: 'string' },
  });
  positionals(more);
  const business = required(values.business, 'business');
  required(values.format, 'format');
  if ((values.sample === undefined) !== (values.phrase === undefined))
    throw new UsageError('--sample and --phrase need each other');
  const sample = values.sample && { size: asNumber(values.sample), phrase: values.phrase };
  const {
    format,
    zone,
    reason,
    tree_size,
    cursor,
    limit,
    bom,
    sample: drawn,
    ...filter
  } = checked(typedSchema, {
    ...typedFilter(values),
    ...given({ format: values.format, zone: values.zone, reason: values.reason, cursor: values.cursor }),
    ...given({
      tree_size: asNumber(values['tree-size']),
      limit: asNumber(values.limit),
      bom: values.bom,
      sample,
    }),
  });
  const person = await typedPerson(values);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    await catchUpShown(ledger);
    const principal = atTerminal(business, 'audit:read');
    const asked = {
      filter,
      person,
      format,
      zone,
      reason,
      treeSize: tree_size,
      cursor,
      limit,
      bom,
      sample: drawn,
    };
    const { pieces, total } = await exportRecords(ledger, principal, asked);
    await printPieces(pieces);
    if (total === 0) say('this filter finds no record: the file holds none');
    return exit.true;
  });
}

// optmark reconfirm list | outcome

import { z } from 'zod';
import { atTerminal } from '../../auth/scope.ts';
import { revealReasons } from '../../core/consent/record/of-business.ts';
import {
  namesWhy,
  needsWhy,
  reconfirmFields,
  reconfirmFormats,
  roundSchema,
} from '../../core/register/reconfirm.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { type ReconfirmFile, whatCameOfIt, whoToAskAgain } from '../../operations/reconfirm/reconfirm.ts';
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
} from '../frame/command.ts';
import { printPieces } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';
import { catchUpShown } from './caught-up.ts';
import { asNumber, given } from './typed-filter.ts';

export const command: Command = {
  help: `optmark reconfirm list --business <id> --purpose <purpose> [why] [--round <name>] > <file>
optmark reconfirm outcome --business <id> --round <name> > <file>

list: whose consent to a purpose stands, or has ended by itself, and should be asked for again; the same as from
POST /v1/register/reconfirm. Nobody is named who has stopped, taken back or objected to anything. One or more of:

  --grade               whose consent has a lower grade than this one, such as E2
  --older-than-days     who agreed longer ago
  --expires-within-days whose consent ends by then, or has ended
  --notice-changed      who agreed to a version of a notice that is not the current one

  --scope               message or call; message unless it is said
  --round               remembers who is named, by a word such as spring-2027
  --reason              shows numbers in full: ${revealReasons.slice(0, 4).join(', ')},
                        ${revealReasons.slice(4).join(' or ')}

outcome: each whom the round named, and what came of it: confirmed, withdrawn, nothing or unclear.

  --format              ndjson or csv; ndjson unless it is said

The last row is "end": a file without it is not whole. A person may stop after their row was made, so ask the gate before
you write to anyone. Each look is itself recorded, as made by "cli", before its first byte.
Exit: 0 written, 2 usage, 3 could not run, or broke off`,

  run: actionOf('reconfirm', { list, outcome }),
};

const common = {
  business: { type: 'string' },
  round: { type: 'string' },
  format: { type: 'string' },
} as const;
const format = z.enum(reconfirmFormats).default('ndjson');

const listSchema = z
  .strictObject({
    ...reconfirmFields,
    round: roundSchema.optional(),
    reason: z.enum(revealReasons).optional(),
    format,
  })
  .refine(namesWhy, needsWhy);

async function list(args: string[]): Promise<ExitCode> {
  const { values, positionals: more } = parse(args, {
    ...common,
    purpose: { type: 'string' },
    scope: { type: 'string' },
    grade: { type: 'string' },
    'older-than-days': { type: 'string' },
    'expires-within-days': { type: 'string' },
    'notice-changed': { type: 'boolean' },
    reason: { type: 'string' },
  });
  positionals(more);
  const business = required(values.business, 'business');
  required(values.purpose, 'purpose');
  const {
    round,
    reason,
    format: as,
    ...asked
  } = checked(
    listSchema,
    given({
      ...{ purpose: values.purpose, scope: values.scope, grade: values.grade, reason: values.reason },
      ...{ round: values.round, format: values.format, notice_changed: values['notice-changed'] },
      older_than_days: asNumber(values['older-than-days']),
      expires_within_days: asNumber(values['expires-within-days']),
    }),
  );
  return written(business, (ledger) =>
    whoToAskAgain(ledger, atTerminal(business, 'audit:read'), { asked, round, reason, format: as }),
  );
}

async function outcome(args: string[]): Promise<ExitCode> {
  const { values, positionals: more } = parse(args, common);
  positionals(more);
  const business = required(values.business, 'business');
  required(values.round, 'round');
  const schema = z.strictObject({ round: roundSchema, format });
  const asked = checked(schema, given({ round: values.round, format: values.format }));
  return written(business, async (ledger) => {
    await catchUpShown(ledger);
    return whatCameOfIt(ledger, atTerminal(business, 'audit:read'), {
      round: asked.round,
      format: asked.format,
    });
  });
}

const written = (business: string, begin: (ledger: Ledger) => Promise<ReconfirmFile>): Promise<ExitCode> =>
  withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const { pieces } = await begin(ledger);
    await printPieces(pieces);
    return exit.true;
  });

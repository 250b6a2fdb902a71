// optmark erase

import { text as textOf } from 'node:stream/consumers';
import { atTerminal } from '../../auth/scope.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import { erasedSchema } from '../../core/consent/record/of-business.ts';
import { type Erased, eraseBy } from '../../operations/erase/erase.ts';
import { type ErasurePreview, previewErasure } from '../../operations/erase/preview.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { type Command, checked, exit, parse, positionals, required, UsageError } from '../frame/command.ts';
import { count, print, printJson } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';

const { reason: reasonSchema } = erasedSchema.shape;

export const command: Command = {
  help: `optmark erase <number | -> --business <id> [--json]
optmark erase --confirm <token> --reason <reason> --business <id> [--json]
optmark erase <number | -> --yes --reason <reason> --business <id> [--json]

Erases a person, in two steps. The first shows what would be taken, under every name that Meta gives them, and what
stays; it takes nothing. The second destroys their records, keys and rows, and cannot be undone. The entries of the log
and all proofs stay as they are, and stops that stood stay in force. With --yes both steps are one: it shows what it
takes, and takes it.

  -           reads the number from standard input, so that it is not kept in the shell's history
  --confirm   the token that the first step has printed; it is good for 15 minutes
  --reason    ${reasonSchema.options.join(', ')}

Each look is itself recorded, as made by "cli". Backups of before keep what they hold: see the operator's guide.
Exit: 0 done, 2 usage, 3 could not run, or nothing is recorded of this number`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      confirm: { type: 'string' },
      yes: { type: 'boolean' },
      reason: { type: 'string' },
      json: { type: 'boolean' },
    });
    const business = required(values.business, 'business');
    const { confirm: token, yes = false, json = false } = values;
    const by = atTerminal(business, 'erase');
    if (token !== undefined) {
      if (yes) throw new UsageError('--yes goes with a number, and not with --confirm');
      positionals(given);
      const reason = reasonOf(values.reason);
      return withLedger(async ({ ledger }) => {
        await businessOf(ledger, business);
        const erased = await eraseBy(ledger, by, token, reason);
        if (json) printJson(erased);
        else printErased(erased);
        return exit.true;
      });
    }
    if (!yes && values.reason !== undefined)
      throw new UsageError('--reason goes with --confirm, or with --yes');
    const reason = yes ? reasonOf(values.reason) : undefined;
    const value = await numberOf(positionals(given, 'number').number);
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      const preview = await previewErasure(ledger, by, { kind: 'number', value });
      if (!json) printPreview(preview);
      const erased = reason && (await eraseBy(ledger, by, preview.token, reason));
      if (json) printJson(erased ? { preview, erased } : preview);
      else if (erased) printErased(erased);
      return exit.true;
    });
  },
};

const reasonOf = (given: string | undefined) => checked(reasonSchema, required(given, 'reason'), '--reason');

const printErased = ({ records, record }: Erased) =>
  print(`erased: ${count(records)} records; record ${record} says so`);

const numberOf = async (given: string) =>
  canonicalNumber(given === '-' ? (await textOf(process.stdin)).trim() : given);

function printPreview(found: ErasurePreview) {
  for (const { kind, masked } of found.identifiers) print(`${kind}  ${masked}`);
  for (const [what, counted] of Object.entries(found.counts))
    if (counted > 0) print(`takes ${count(counted)} ${what}`);
  for (const { what, why } of found.stays) print(`keeps ${what}: ${why}`);
  for (const { identifiers } of found.others)
    print(`not theirs, nothing is taken: ${identifiers.map(({ masked }) => masked).join(', ')}`);
  print(`token ${found.token}`);
}

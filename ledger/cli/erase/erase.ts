// optmark erase

import { text as textOf } from 'node:stream/consumers';
import { atTerminal } from '../../auth/scope.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import { erasedSchema } from '../../core/consent/record/of-business.ts';
import { eraseBy } from '../../operations/erase/erase.ts';
import { previewErasure } from '../../operations/erase/preview.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { type Command, checked, exit, parse, positionals, required, UsageError } from '../frame/command.ts';
import { count, print, printJson } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';

const { reason: reasonSchema } = erasedSchema.shape;

export const command: Command = {
  help: `optmark erase <number | -> --business <id> [--json]
optmark erase --confirm <token> --reason <reason> --business <id> [--json]

Erases a person, in two steps. The first shows what would be taken, under every name that Meta gives them, and what
stays; it takes nothing. The second destroys their records, keys and rows, and cannot be undone. The entries of the log
and all proofs stay as they are, and stops that stood stay in force.

  -           reads the number from standard input, so that it is not kept in the shell's history
  --confirm   the token that the first step has printed; it is good for 15 minutes
  --reason    ${reasonSchema.options.join(', ')}

Each look is itself recorded, as made by "cli". Backups of before keep what they hold: see the operator's guide.
Exit: 0 done, 2 usage, 3 could not run, or nothing is recorded of this number`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      confirm: { type: 'string' },
      reason: { type: 'string' },
      json: { type: 'boolean' },
    });
    const business = required(values.business, 'business');
    const { confirm: token, json = false } = values;
    if (token === undefined) {
      if (values.reason !== undefined) throw new UsageError('--reason goes with --confirm');
      const { number } = positionals(given, 'number');
      return preview(business, number, json);
    }
    positionals(given);
    const reason = checked(reasonSchema, required(values.reason, 'reason'), '--reason');
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      const erased = await eraseBy(ledger, principalOf(business), token, reason);
      if (json) printJson(erased);
      else print(`erased: ${count(erased.records)} records; record ${erased.record} says so`);
      return exit.true;
    });
  },
};

const principalOf = (business: string) => atTerminal(business, 'erase');

async function preview(business: string, number: string, json: boolean) {
  const value = canonicalNumber(number === '-' ? (await textOf(process.stdin)).trim() : number);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const found = await previewErasure(ledger, principalOf(business), { kind: 'number', value });
    if (json) printJson(found);
    else {
      for (const { kind, masked } of found.identifiers) print(`${kind}  ${masked}`);
      for (const [what, counted] of Object.entries(found.counts))
        if (counted > 0) print(`takes ${count(counted)} ${what}`);
      for (const { what, why } of found.stays) print(`keeps ${what}: ${why}`);
      for (const { identifiers } of found.others)
        print(`not theirs, nothing is taken: ${identifiers.map(({ masked }) => masked).join(', ')}`);
      print(`token ${found.token}`);
    }
    return exit.true;
  });
}

// optmark console link

import { z } from 'zod';
import { linkFromHost } from '../../operations/console/host.ts';
import {
  actionOf,
  type Command,
  checked,
  type ExitCode,
  exit,
  parse,
  positionals,
  UsageError,
} from '../frame/command.ts';
import { print } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';

export const command: Command = {
  help: `optmark console link [--person <id> | --business <id>] [--break-glass]

  link           prints an address that signs in to the console once, within ten minutes
  --person       whom it signs in (optmark person list); without it the operator on the host, an admin of each
                 business or of --business
  --break-glass  where people sign in at a provider (OPTMARK_OIDC_ISSUER): past it, which is a record

Exit: 0 done, 2 usage, 3 could not run`,

  run: actionOf('console', { link }),
};

async function link(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    person: { type: 'string' },
    business: { type: 'string' },
    'break-glass': { type: 'boolean' },
  });
  positionals(given);
  const { person, business, 'break-glass': past } = values;
  if (person !== undefined && business !== undefined)
    throw new UsageError('--person is of one business already');
  if (person !== undefined) checked(z.uuid(), person, '--person');
  return withLedger(async ({ ledger }) => {
    print(await linkFromHost(ledger, { person, business, past }));
    return exit.true;
  });
}

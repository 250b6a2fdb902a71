// optmark provider set | end | list

import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { dialectNameSchema, signingDialects } from '../channels/ivr/dialects.ts';
import {
  endProvider,
  providerSecretSchema,
  setProvider,
  shownProviders,
} from '../operations/flow/secrets.ts';
import { businessOf } from '../operations/setup/business.ts';
import {
  type Actions,
  actionOf,
  type Command,
  checked,
  type ExitCode,
  exit,
  ofOneBusiness,
  parse,
  positionals,
  required,
} from './frame/command.ts';
import { print, printJson } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

const actions: Actions = { set, end, list };

export const command: Command = {
  help: `optmark provider set <dialect> --business <id> --secret-file <file | -> [--at-once]
optmark provider end <dialect> --business <id>
optmark provider list --business <id> [--json]

What the voice providers of a business sign their requests with (${signingDialects.join(', ')}).
A signed request counts for more than one with the flow's own secret, and needs none.

  --secret-file  holds the shared secret, or the public key of a provider that has one; - reads it from standard input.
                 It is kept encrypted. The one before it stays good for 24 hours
  --at-once      ends the one before at once, such as one that leaked

Exit: 0 done, 2 usage, 3 could not run`,

  run: actionOf('provider', actions),
};

const ofBusiness = { business: { type: 'string' } } as const;

const dialectIn = (typed: string) => checked(dialectNameSchema, typed, '<dialect>');

async function set(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    ...ofBusiness,
    'secret-file': { type: 'string' },
    'at-once': { type: 'boolean' },
  });
  const dialect = dialectIn(positionals(given, 'dialect').dialect);
  const business = required(values.business, 'business');
  const file = required(values['secret-file'], 'secret-file');
  // Never an argument: those are in the shell's history and in the list of processes.
  const read = file === '-' ? textOf(process.stdin) : readFile(file, 'utf8');
  const secret = checked(providerSecretSchema, (await read).trim(), '--secret-file');
  return withLedger(async ({ ledger }) => {
    await setProvider(ledger, business, dialect, secret, { endsPrevious: values['at-once'] ?? false });
    print(`requests of ${dialect} are checked`);
    return exit.true;
  });
}

async function end(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, ofBusiness);
  const dialect = dialectIn(positionals(given, 'dialect').dialect);
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    await endProvider(ledger, business, dialect);
    print(`ended ${dialect}`);
    return exit.true;
  });
}

async function list(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const providers = await shownProviders(ledger, business);
    if (json) printJson(providers);
    else for (const { dialect, set_at } of providers) print(`${dialect}${set_at ? `  set ${set_at}` : ''}`);
    return exit.true;
  });
}

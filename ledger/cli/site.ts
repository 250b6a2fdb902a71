// optmark site add | list | secret

import { z } from 'zod';
import { parse as parseInput } from '../channels/parse.ts';
import { newSessionSecret } from '../operations/session.ts';
import { addSite, originSchema } from '../operations/setup.ts';
import {
  type Command,
  type ExitCode,
  exit,
  ofOneBusiness,
  parse,
  positionals,
  required,
  UsageError,
} from './command.ts';
import { print, printJson } from './terminal.ts';
import { withLedger } from './with-ledger.ts';

export const command: Command = {
  help: `optmark site add --business <id> --origin <origin> [--origin <origin> …] [--require-session]
optmark site list --business <id> [--json]
optmark site secret <pk_…> --business <id>

  --origin           exact, such as https://shop.example: scheme, host, and port where it is not the usual one; no path
  --require-session  its pages may opt in only with a session token signed by the shop's server

add prints the site's publishable key (pk_…), which goes into the page. It names the site and allows nothing else.
secret makes the secret (oss_…) that the shop's server signs session tokens with, and prints it this once. Made again, it
replaces the one before, which stays good for 24 hours. It belongs on a server, never into a page.
Exit: 0 done, 2 usage, 3 could not run`,

  async run([action, ...args]) {
    if (action === 'add') return add(args);
    if (action === 'list') return list(args);
    if (action === 'secret') return secret(args);
    throw new UsageError('site knows: add, list, secret');
  },
};

async function add(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    origin: { type: 'string', multiple: true },
    'require-session': { type: 'boolean' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const origins = parseInput(z.array(originSchema).min(1), values.origin ?? [], '/origin');
  return withLedger(async ({ ledger }) => {
    const sessionRequired = values['require-session'] ?? false;
    print((await addSite(ledger, business, origins, { sessionRequired })).key);
    return exit.true;
  });
}

async function secret(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { business: { type: 'string' } });
  const { site } = positionals(given, 'site');
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    print(await newSessionSecret(ledger, business, site));
    return exit.true;
  });
}

async function list(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    const sites = await ledger.setup.sites(business);
    if (json) printJson(sites);
    else for (const { key, origins } of sites) print(`${key}  ${origins.join(' ')}`);
    return exit.true;
  });
}

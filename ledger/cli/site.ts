// optmark site add | list

import { z } from 'zod';
import { parse as parseInput } from '../channels/parse.ts';
import { addSite, originSchema } from '../operations/setup.ts';
import { type Command, type ExitCode, exit, parse, positionals, required, UsageError } from './command.ts';
import { print, printJson } from './terminal.ts';
import { withLedger } from './with-ledger.ts';

export const command: Command = {
  help: `optmark site add --business <id> --origin <origin> [--origin <origin> …]
optmark site list --business <id> [--json]

  --origin    exact, such as https://shop.example: scheme, host, and port where it is not the usual one; no path

Prints the site's publishable key (pk_…), which goes into the page. It names the site and allows nothing else.
Exit: 0 done, 2 usage, 3 could not run`,

  async run([action, ...args]) {
    if (action === 'add') return add(args);
    if (action === 'list') return list(args);
    throw new UsageError('site knows: add, list');
  },
};

async function add(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    origin: { type: 'string', multiple: true },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const origins = parseInput(z.array(originSchema).min(1), values.origin ?? [], '/origin');
  return withLedger(async ({ ledger }) => {
    print((await addSite(ledger, business, origins)).key);
    return exit.true;
  });
}

async function list(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    json: { type: 'boolean' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    const sites = await ledger.setup.sites(business);
    if (values.json) printJson(sites);
    else for (const { key, origins } of sites) print(`${key}  ${origins.join(' ')}`);
    return exit.true;
  });
}

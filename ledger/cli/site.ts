// optmark site add | change | end | list | token-secret

import { z } from 'zod';
import { businessOf } from '../operations/setup/business.ts';
import { addSite, changeSite, endSite, originSchema } from '../operations/setup/sites.ts';
import { newCustomerSecret } from '../operations/visitor/customer.ts';
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
  UsageError,
} from './frame/command.ts';
import { print, printJson } from './frame/terminal.ts';
import { fixedTest, refuseTestChange, testMark } from './frame/test-option.ts';
import { withLedger } from './frame/with-ledger.ts';

const actions: Actions = {
  add,
  change,
  end,
  list,
  'token-secret': tokenSecret,
};

export const command: Command = {
  help: `optmark site add --business <id> --origin <origin> [--origin <origin> …] [--require-customer-token] [--test]
optmark site change <pk_…> --business <id> [--add-origin <origin> …] [--remove-origin <origin> …]
                    [--require-customer-token | --no-customer-token]
optmark site end <pk_…> --business <id>
optmark site list --business <id> [--json]
optmark site token-secret <pk_…> --business <id>

  --origin                  such as https://shop.example: scheme, host, and port where it is not the usual one. The
                            pages of an app have one too: capacitor://localhost. An app itself is app: and its
                            bundle identifier or application id, such as app:com.fresh.shop
  --require-customer-token  its pages may opt in only with a customer token signed by the shop's server
  --no-customer-token       they may opt in without one again
  --test                    to try things out, for ever: what its pages record allows no message, and registers,
                            counts and exports leave it out unless asked

add prints the site's publishable key (pk_…), which goes into the page. It names the site and allows nothing else.
end takes the key back: pages with it show no widget any more, and nothing can be recorded under it.
token-secret makes the secret (oct_…) that the shop's server signs customer tokens with, and prints it this once.
Made again, it replaces the one before, which stays good for 24 hours. It belongs on a server, never into a page.
Running servers notice a change within 5 seconds; an origin that was added and a new secret, within half a second.
Exit: 0 done, 2 usage, 3 could not run`,

  run: actionOf('site', actions),
};

const many = { type: 'string', multiple: true } as const;
const originsOf = (typed: readonly string[] | undefined, option: string): string[] =>
  checked(z.array(originSchema), typed ?? [], option);

async function add(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    origin: many,
    'require-customer-token': { type: 'boolean' },
    test: { type: 'boolean' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const origins = originsOf(values.origin, '--origin');
  if (origins.length === 0) throw new UsageError('--origin is needed');
  return withLedger(async ({ ledger }) => {
    const customerTokenRequired = values['require-customer-token'] ?? false;
    const { test = false } = values;
    print((await addSite(ledger, business, origins, { customerTokenRequired, test })).key);
    return exit.true;
  });
}

async function change(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    'add-origin': many,
    'remove-origin': many,
    'require-customer-token': { type: 'boolean' },
    'no-customer-token': { type: 'boolean' },
    ...fixedTest,
  });
  refuseTestChange(values);
  const { site } = positionals(given, 'site');
  const business = required(values.business, 'business');
  const { 'require-customer-token': required_ = false, 'no-customer-token': free = false } = values;
  if (required_ && free) throw new UsageError('either --require-customer-token or --no-customer-token');
  const addOrigins = originsOf(values['add-origin'], '--add-origin');
  const removeOrigins = originsOf(values['remove-origin'], '--remove-origin');
  if (addOrigins.length + removeOrigins.length === 0 && !required_ && !free)
    throw new UsageError('say what to change');
  const customerTokenRequired = (required_ || free) && { customerTokenRequired: required_ };
  return withLedger(async ({ ledger }) => {
    await changeSite(ledger, business, site, { addOrigins, removeOrigins, ...customerTokenRequired });
    print(`changed ${site}`);
    return exit.true;
  });
}

async function end(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { business: { type: 'string' } });
  const { site } = positionals(given, 'site');
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    await endSite(ledger, business, site);
    print(`ended ${site}`);
    return exit.true;
  });
}

async function tokenSecret(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { business: { type: 'string' } });
  const { site } = positionals(given, 'site');
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    print(await newCustomerSecret(ledger, business, site));
    return exit.true;
  });
}

async function list(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const sites = await ledger.setup.sites(business);
    if (json) printJson(sites);
    else for (const one of sites) print(`${one.key}  ${one.origins.join(' ')}${testMark(one)}`);
    return exit.true;
  });
}

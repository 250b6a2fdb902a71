// optmark sms set | secret | end | list

import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import type { z } from 'zod';
import { parseJson } from '../channels/json.ts';
import { parse as parseInput } from '../channels/parse.ts';
import { type SmsDialectName, smsDialectSchema, smsDialects } from '../channels/sms/dialects.ts';
import { businessOf } from '../operations/setup/business.ts';
import {
  endSmsProvider,
  newSmsSecret,
  setSmsProvider,
  shownSmsProviders,
  smsAccount,
  smsAddress,
  smsSettingsSchemas,
} from '../operations/sms/providers.ts';
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
import { print, printJson, say } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

const actions: Actions = { set, secret, end, list };

const signing = Object.entries(smsDialects).flatMap(([name, { signs }]) => (signs ? [name] : []));

export const command: Command = {
  help: `optmark sms set <dialect> --business <id> --settings-file <file | -> [--at-once]
optmark sms secret <dialect> --business <id> [--at-once]
optmark sms end <dialect> --business <id>
optmark sms list --business <id> [--json]

The providers by which people write text messages to a business (${Object.keys(smsDialects).join(', ')}).
A keyword of a notice gets its reply back, and a yes to it agrees. A stop is heard from the first message on.

  set        what the provider signs with (${signing.join(', ')}), and what its API asks for where the reply goes by
             it, as JSON:
               twilio, plivo    {"secret": "<auth token>"}
               vonage           {"secret": "<signature secret>", "key": "<API key>", "key_secret": "<API secret>"}
               africastalking   {"username": "<account>", "key": "<API key>"}
             - reads it from standard input. It is kept encrypted. What was set before stays good for 24 hours
  secret     the address for a provider that signs nothing, with a secret in it, shown only now. A message that comes
             by it counts for less than a signed one. The secret before stays good for 24 hours
  --at-once  ends the one before at once, such as one that leaked

Exit: 0 done, 2 usage, 3 could not run`,

  run: actionOf('sms', actions),
};

const ofBusiness = { business: { type: 'string' }, 'at-once': { type: 'boolean' } } as const;

const dialectIn = (typed: string): SmsDialectName => checked(smsDialectSchema, typed, '<dialect>');

async function set(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { ...ofBusiness, 'settings-file': { type: 'string' } });
  const dialect = dialectIn(positionals(given, 'dialect').dialect);
  const business = required(values.business, 'business');
  const file = required(values['settings-file'], 'settings-file');
  // Never an argument: those are in the shell's history and in the list of processes.
  const read = await (file === '-' ? textOf(process.stdin) : readFile(file, 'utf8'));
  const settings = parseInput(smsSettingsSchemas[dialect] as z.ZodType<{ secret: string }>, parseJson(read));
  return withLedger(async ({ ledger }) => {
    const how = { endsPrevious: values['at-once'] ?? false };
    await setSmsProvider(ledger, business, dialect, settings, how);
    print(`text messages of ${dialect} are heard at ${smsAddress(ledger, dialect, business)}`);
    return exit.true;
  });
}

async function secret(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, ofBusiness);
  const dialect = dialectIn(positionals(given, 'dialect').dialect);
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    const how = { endsPrevious: values['at-once'] ?? false };
    const made = await newSmsSecret(ledger, business, dialect, how);
    print(`${smsAddress(ledger, dialect, business)}/${made}`);
    const isAnswerable = smsDialects[dialect].answersInline || (await smsAccount(ledger, business, dialect));
    if (!isAnswerable)
      say(`no reply can be sent yet: name the account of its API by optmark sms set ${dialect}`);
    return exit.true;
  });
}

async function end(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { business: ofBusiness.business });
  const dialect = dialectIn(positionals(given, 'dialect').dialect);
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    await endSmsProvider(ledger, business, dialect);
    print(`ended ${dialect}`);
    return exit.true;
  });
}

async function list(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const providers = await shownSmsProviders(ledger, business);
    if (json) printJson(providers);
    else for (const { dialect } of providers) print(dialect);
    return exit.true;
  });
}

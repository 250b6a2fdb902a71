// optmark sender add | change | verify-token | token | forward | end | list

import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { canonicalNumber } from '../channels/server/number.ts';
import { LedgerError } from '../core/error.ts';
import { shownSenders } from '../operations/forward/shown-senders.ts';
import { businessOf } from '../operations/setup/business.ts';
import {
  accessTokenSchema,
  addSender,
  changeSender,
  endSender,
  registerAccessToken,
  renewVerifyToken,
  senderChangeSchema,
  senderDraftSchema,
} from '../operations/setup/senders.ts';
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
import { print, printJson, say } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';
import { forward } from './sender-forward.ts';

const actions: Actions = {
  add,
  change,
  'verify-token': verifyToken,
  token,
  forward,
  end,
  list,
};

export const command: Command = {
  help: `optmark sender add --business <id> --phone-number-id <id> [--waba-id <id>] --number <number>
                   --app-secret-file <file | ->
optmark sender change --business <id> --phone-number-id <id> [--waba-id <id>] [--number <number>]
                      [--app-secret-file <file | ->] [--at-once]
optmark sender verify-token --business <id> --phone-number-id <id> [--at-once]
optmark sender token --business <id> --phone-number-id <id> --token-file <file | -> [--at-once]
optmark sender forward --business <id> --phone-number-id <id> (--url <https URL> | --remove)
optmark sender end --business <id> --phone-number-id <id>
optmark sender list --business <id> [--json]

  --phone-number-id   Meta's id of the WhatsApp number, as the app's dashboard shows it
  --waba-id           Meta's id of the WhatsApp Business Account it belongs to; without it the ledger does not hear when
                      Meta changes what a template of that account is
  --number            the number itself, such as +14155550199; people write to it
  --app-secret-file   holds the app secret that Meta signs webhooks with; - reads it from standard input
  --token-file        holds the access token that messages of this number are sent with through the gate; only a keyed hash
                      of it is kept. The one before it stays good for 24 hours
  --at-once           ends the secret or token before at once, such as one that leaked; else it stays good for 24 hours.
                      change --at-once alone ends the app secret and the access token before the present ones
  --url               your own server, which gets every webhook of this number untouched, with Meta's signature: the same as if
                      Meta had sent it there. A public host name, port 443 or from 1024. At least once, in any order; any 2xx
                      takes it, else it is tried again for 36 hours. What waits follows a new URL
  --remove            forwards nothing any more, and forgets what waits

add prints the address for Meta's webhooks (OPTMARK_URL is this ledger's public address) and the token to
verify it with. It shows the token only now; verify-token makes another. end takes the sender out: nothing is heard
from it or sent through it any more. Subscribe the webhook to "messages", "calls", "user_preferences",
"template_category_update", "message_template_status_update" and "message_template_components_update".
Exit: 0 done, 2 usage, 3 could not run`,

  run: actionOf('sender', actions),
};

const ofSender = { business: { type: 'string' }, 'phone-number-id': { type: 'string' } } as const;

type OfSender = { business?: string | undefined; 'phone-number-id'?: string | undefined };

const senderOf = (values: OfSender) => ({
  business: required(values.business, 'business'),
  phoneNumberId: required(values['phone-number-id'], 'phone-number-id'),
});

/** The number as it was typed, or what is wrong with it. */
function numberIn(typed: string): string {
  try {
    return canonicalNumber(typed);
  } catch (error) {
    const [fault] = error instanceof LedgerError ? error.faults : [];
    throw new UsageError(`--number: ${fault?.detail ?? 'is none'}`);
  }
}

async function add(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    'phone-number-id': { type: 'string' },
    'waba-id': { type: 'string' },
    number: { type: 'string' },
    'app-secret-file': { type: 'string' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const draft = checked(
    senderDraftSchema,
    {
      phoneNumberId: required(values['phone-number-id'], 'phone-number-id'),
      ...(values['waba-id'] !== undefined && { wabaId: values['waba-id'] }),
      number: numberIn(required(values.number, 'number')),
      appSecret: (await readSecret(required(values['app-secret-file'], 'app-secret-file'))).trim(),
    },
    inFile,
  );
  return withLedger(async ({ ledger }) => {
    const { verifyToken } = await addSender(ledger, business, draft);
    say('the verify token below is shown only now');
    print(`webhook       ${ledger.url}/v1/webhooks/whatsapp/${business}`);
    print(`verify token  ${verifyToken}`);
    return exit.true;
  });
}

/** What is read from a file is named by the option that names the file. */
const inFile = { appSecret: '--app-secret-file' };

async function change(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    ...ofSender,
    'waba-id': { type: 'string' },
    number: { type: 'string' },
    'app-secret-file': { type: 'string' },
    'at-once': { type: 'boolean' },
  });
  positionals(given);
  const { business, phoneNumberId } = senderOf(values);
  const { 'waba-id': wabaId, number, 'app-secret-file': file, 'at-once': endsPrevious = false } = values;
  if (wabaId === undefined && number === undefined && file === undefined && !endsPrevious)
    throw new UsageError('say what to change');
  const changed = checked(
    senderChangeSchema,
    {
      ...(wabaId !== undefined && { wabaId }),
      ...(number !== undefined && { number: numberIn(number) }),
      ...(file !== undefined && { appSecret: (await readSecret(file)).trim() }),
    },
    inFile,
  );
  return withLedger(async ({ ledger }) => {
    await changeSender(ledger, business, phoneNumberId, changed, { endsPrevious });
    print(`changed ${phoneNumberId}`);
    return exit.true;
  });
}

async function verifyToken(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { ...ofSender, 'at-once': { type: 'boolean' } });
  positionals(given);
  const { business, phoneNumberId } = senderOf(values);
  return withLedger(async ({ ledger }) => {
    const endsPrevious = values['at-once'] ?? false;
    const made = await renewVerifyToken(ledger, business, phoneNumberId, { endsPrevious });
    say('the verify token below is shown only now');
    print(made.verifyToken);
    return exit.true;
  });
}

async function end(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, ofSender);
  positionals(given);
  const { business, phoneNumberId } = senderOf(values);
  return withLedger(async ({ ledger }) => {
    await endSender(ledger, business, phoneNumberId);
    print(`ended ${phoneNumberId}`);
    return exit.true;
  });
}

async function token(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    'phone-number-id': { type: 'string' },
    'token-file': { type: 'string' },
    'at-once': { type: 'boolean' },
  });
  positionals(given);
  const { business, phoneNumberId } = senderOf(values);
  const file = required(values['token-file'], 'token-file');
  const accessToken = checked(accessTokenSchema, (await readSecret(file)).trim(), '--token-file');
  return withLedger(async ({ ledger }) => {
    const endsPrevious = values['at-once'] ?? false;
    await registerAccessToken(ledger, business, phoneNumberId, accessToken, { endsPrevious });
    say('messages sent with this token to the address below are judged first');
    print(`base URL  ${ledger.url}/cloud`);
    return exit.true;
  });
}

/** Never an argument: those are in the shell's history and in the list of processes. */
function readSecret(file: string): Promise<string> {
  return file === '-' ? textOf(process.stdin) : readFile(file, 'utf8');
}

async function list(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const senders = await shownSenders(ledger, business);
    if (json) printJson(senders);
    else for (const sender of senders) print(lineOf(sender));
    return exit.true;
  });
}

type Listed = Awaited<ReturnType<typeof shownSenders>>[number];

function lineOf({ phone_number_id, waba_id, number, forward_url, waiting }: Listed): string {
  const account = waba_id === undefined ? '' : `  account ${waba_id}`;
  const waits = waiting === undefined ? '' : `, ${waiting.webhooks} wait since ${waiting.oldest}`;
  return `${phone_number_id}  ${number}${account}${forward_url === undefined ? '' : `  forwarded to ${forward_url}${waits}`}`;
}

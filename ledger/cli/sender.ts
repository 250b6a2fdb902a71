// optmark sender add | token | forward | list

import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { parse as parseInput } from '../channels/parse.ts';
import { canonicalNumber } from '../channels/server/number.ts';
import type { Sender } from '../operations/ports.ts';
import {
  accessTokenSchema,
  addSender,
  registerAccessToken,
  senderDraftSchema,
} from '../operations/senders.ts';
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
import { forward } from './sender-forward.ts';
import { print, printJson, say } from './terminal.ts';
import { withLedger } from './with-ledger.ts';

export const command: Command = {
  help: `optmark sender add --business <id> --phone-number-id <id> [--waba-id <id>] --number <number>
                   --app-secret-file <file | ->
optmark sender token --business <id> --phone-number-id <id> --token-file <file | -> [--at-once]
optmark sender forward --business <id> --phone-number-id <id> (--url <https URL> | --remove)
optmark sender list --business <id> [--json]

  --phone-number-id   Meta's id of the WhatsApp number, as the app's dashboard shows it
  --waba-id           Meta's id of the WhatsApp Business Account it belongs to; without it the ledger does not hear when
                      Meta changes what a template of that account is
  --number            the number itself, such as +14155550199; people write to it
  --app-secret-file   holds the app secret that Meta signs webhooks with; - reads it from standard input
  --token-file        holds the access token that messages of this number are sent with through the gate; only a keyed hash
                      of it is kept. The one before it stays good for 24 hours
  --at-once           ends the one before at once, such as one that leaked
  --url               your own server, which gets every webhook of this number untouched, with Meta's signature: the same as if
                      Meta had sent it there. A public host name, port 443 or from 1024. At least once, in any order; any 2xx
                      takes it, else it is tried again for 36 hours. What waits follows a new URL
  --remove            forwards nothing any more, and forgets what waits

add prints where Meta is to deliver (OPTMARK_URL says where this ledger is reached) and the token to verify it with, which is
shown only now. Subscribe the webhook to "messages", "user_preferences",
"template_category_update", "message_template_status_update" and "message_template_components_update".
Exit: 0 done, 2 usage, 3 could not run`,

  async run([action, ...args]) {
    if (action === 'add') return add(args);
    if (action === 'token') return token(args);
    if (action === 'forward') return forward(args);
    if (action === 'list') return list(args);
    throw new UsageError('sender knows: add, token, forward, list');
  },
};

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
  const draft = parseInput(senderDraftSchema, {
    phoneNumberId: required(values['phone-number-id'], 'phone-number-id'),
    ...(values['waba-id'] !== undefined && { wabaId: values['waba-id'] }),
    number: canonicalNumber(required(values.number, 'number')),
    appSecret: (await readSecret(required(values['app-secret-file'], 'app-secret-file'))).trim(),
  });
  return withLedger(async ({ ledger }) => {
    const { verifyToken } = await addSender(ledger, business, draft);
    say('the verify token below is shown only now');
    print(`webhook       ${ledger.url}/v1/webhooks/whatsapp/${business}`);
    print(`verify token  ${verifyToken}`);
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
  const business = required(values.business, 'business');
  const phoneNumberId = required(values['phone-number-id'], 'phone-number-id');
  const file = required(values['token-file'], 'token-file');
  const accessToken = parseInput(accessTokenSchema, (await readSecret(file)).trim());
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
    const senders = (await ledger.senders.ofBusiness(business)).map(listed);
    if (json) printJson(senders);
    else for (const sender of senders) print(lineOf(sender));
    return exit.true;
  });
}

const listed = ({ phoneNumberId, wabaId, number, forwardUrl }: Sender) => ({
  phone_number_id: phoneNumberId,
  ...(wabaId !== undefined && { waba_id: wabaId }),
  number,
  ...(forwardUrl !== undefined && { forward_url: forwardUrl }),
});

function lineOf({ phone_number_id, waba_id, number, forward_url }: ReturnType<typeof listed>): string {
  const account = waba_id === undefined ? '' : `  account ${waba_id}`;
  return `${phone_number_id}  ${number}${account}${forward_url === undefined ? '' : `  forwarded to ${forward_url}`}`;
}

// optmark erase

import { text as textOf } from 'node:stream/consumers';
import { z } from 'zod';
import { atTerminal } from '../../auth/scope.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import { readCommandConfig } from '../../config.ts';
import { erasedSchema } from '../../core/consent/record/of-business.ts';
import { type Erased, eraseBy } from '../../operations/erase/erase.ts';
import { type ErasurePreview, previewErasure } from '../../operations/erase/preview.ts';
import {
  listErasureRequests,
  previewRequest,
  refusals,
  refuseRequest,
} from '../../operations/erase/requests.ts';
import { businessOf } from '../../operations/setup/business.ts';
import {
  type Command,
  checked,
  type ExitCode,
  exit,
  parse,
  positionals,
  required,
  UsageError,
} from '../frame/command.ts';
import { count, counted, print, printJson, say } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';

const { reason: reasonSchema } = erasedSchema.shape;

export const command: Command = {
  help: `optmark erase <number | -> --business <id> [--json]
optmark erase --confirm <token> --reason <reason> --business <id> [--json]
optmark erase <number | -> --yes --reason <reason> --business <id> [--json]
optmark erase --requests [--after <id>] --business <id> [--json]
optmark erase --request <id> --business <id> [--json]
optmark erase --refuse <id> --reason <why> --business <id> [--json]
optmark erase --scrub [--json]

Erases a person, in two steps. The first shows what would be taken, under every name that Meta gives them, and what
stays; it takes nothing. The second destroys their records, keys and rows, and cannot be undone. The entries of the log
and all proofs stay as they are, and stops that stood stay in force. With --yes both steps are one: it shows what it
takes, and takes it.

  -           reads the number from standard input, so that it is not kept in the shell's history
  --confirm   the token that the first step has printed; it is good for 15 minutes
  --reason    ${reasonSchema.options.join(', ')}
  --scrub     what was deleted leaves the database's own files: each table that holds people's data is rewritten. A
              table is locked meanwhile, a few seconds for a million rows: the gate denies and records wait. The
              embedded database does this by itself, once a day after erasures. It needs the login of
              DATABASE_OWNER_URL, and on a server of yours its archives and replicas are yours to see to

People ask to be erased on their own page or by a WhatsApp message. --requests lists who waits, oldest first; --request
is the first step for one of them; --refuse answers no, which their page then says, with a reason for your files:
${refusals.join(', ')}.

Each look is itself recorded, as made by "cli". Backups of before keep what they hold: see the operator's guide.
Exit: 0 done, 1 the login may not scrub all of it, 2 usage, 3 could not run, or nothing is kept of this number or waits
under this id`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      confirm: { type: 'string' },
      yes: { type: 'boolean' },
      reason: { type: 'string' },
      requests: { type: 'boolean' },
      request: { type: 'string' },
      refuse: { type: 'string' },
      after: { type: 'string' },
      json: { type: 'boolean' },
      scrub: { type: 'boolean' },
    });
    if (values.scrub === true) {
      const { scrub: _, json: __, ...others } = values;
      if (given.length > 0 || Object.values(others).some((one) => one !== undefined))
        throw new UsageError('--scrub goes with --json alone: it is about the whole database');
      return scrub(values.json ?? false);
    }
    const business = required(values.business, 'business');
    const {
      confirm: token,
      yes = false,
      requests = false,
      request,
      refuse: refused,
      after,
      reason: why,
      json = false,
    } = values;
    if ([token, request, refused].filter((one) => one !== undefined).length + Number(requests) > 1)
      throw new UsageError('one of --confirm, --requests, --request and --refuse');
    if (after !== undefined && !requests) throw new UsageError('--after goes with --requests');
    const isOfNumber = [token, request, refused].every((one) => one === undefined) && !requests;
    if (yes && !isOfNumber) throw new UsageError('--yes goes with a number alone');
    if (requests || request !== undefined) {
      positionals(given);
      if (why !== undefined) throw new UsageError('--reason goes with --confirm or --refuse');
      return requests ? list(business, after, json) : previewOne(business, request!, json);
    }
    if (refused !== undefined) {
      positionals(given);
      return refuse(business, refused, required(why, 'reason'), json);
    }
    if (token === undefined) {
      if (why !== undefined && !yes) throw new UsageError('--reason goes with --confirm, --yes or --refuse');
      const { number } = positionals(given, 'number');
      return look(business, number, yes ? reasonOf(why) : undefined, json);
    }
    positionals(given);
    const reason = reasonOf(why);
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      const erased = await eraseBy(ledger, principalOf(business), token, reason);
      if (json) printJson(erased);
      else printErased(erased);
      return exit.true;
    });
  },
};

async function scrub(json: boolean) {
  const config = readCommandConfig();
  const { scrubNow } = await import('../../compose/scrub.ts');
  const { tables, lacking } = await scrubNow(config, say);
  if (json) printJson({ tables, lacking });
  else {
    const [longest] = tables;
    if (longest !== undefined)
      print(
        `rewritten: ${counted(tables.length, 'table')}; ${longest.table} was locked longest, ${count(longest.ms)} ms`,
      );
    for (const statement of lacking) print(`not done, the login may not: ${statement}`);
  }
  return lacking.length === 0 ? exit.true : exit.false;
}

const principalOf = (business: string) => atTerminal(business, 'erase');

const reasonOf = (given: string | undefined) => checked(reasonSchema, required(given, 'reason'), '--reason');

/** @param reason of `--yes`: what is shown is taken */
async function look(
  business: string,
  number: string,
  reason: Erased['reason'] | undefined,
  json: boolean,
): Promise<ExitCode> {
  const value = canonicalNumber(number === '-' ? (await textOf(process.stdin)).trim() : number);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const by = principalOf(business);
    const { token, expires_at, ...seen } = await previewErasure(ledger, by, { kind: 'number', value });
    if (reason === undefined) {
      printPreview({ token, expires_at, ...seen }, json);
      return exit.true;
    }
    // The token is not shown: it is spent at once, and what is kept of the output holds no secret.
    if (!json) printSeen(seen);
    const erased = await eraseBy(ledger, by, token, reason);
    if (json) printJson({ preview: seen, erased });
    else printErased(erased);
    return exit.true;
  });
}

const printErased = ({ records, record }: Erased) =>
  print(`erased: ${counted(records, 'record')}; record ${record} says so`);

function printPreview(found: ErasurePreview, json: boolean): void {
  if (json) printJson(found);
  else {
    printSeen(found);
    print(`token ${found.token}`);
  }
}

function printSeen(found: Omit<ErasurePreview, 'token' | 'expires_at'>): void {
  for (const { kind, masked } of found.identifiers) print(`${kind}  ${masked}`);
  for (const [what, taken] of Object.entries(found.counts))
    if (taken > 0) print(`takes ${inWords(what)}: ${count(taken)}`);
  for (const { what, why } of found.stays) print(`keeps ${inWords(what)}: ${why}`);
  for (const { identifiers } of found.others)
    print(`not theirs, nothing is taken: ${identifiers.map(({ masked }) => masked).join(', ')}`);
}

const inWords = (name: string) => name.replaceAll('_', ' ');

const requestSchema = z.uuid();
const named = (id: string, flag: string) => checked(requestSchema, id, flag);

async function list(business: string, after: string | undefined, json: boolean): Promise<ExitCode> {
  const from = after === undefined ? {} : { after: named(after, '--after') };
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const found = await listErasureRequests(ledger, principalOf(business), from);
    if (json) printJson(found);
    else {
      for (const { request, identifiers, proof, asked_at, agreed_since } of found.requests) {
        const names = identifiers.map(({ masked }) => masked).join(', ');
        print(`${request}  ${asked_at}  by ${proof}  ${names}${agreed_since ? '  has opted in since' : ''}`);
      }
      if (found.next !== undefined) print(`more: --after ${found.next}`);
    }
    return exit.true;
  });
}

async function previewOne(business: string, request: string, json: boolean): Promise<ExitCode> {
  const id = named(request, '--request');
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    printPreview(await previewRequest(ledger, principalOf(business), id), json);
    return exit.true;
  });
}

async function refuse(business: string, request: string, why: string, json: boolean): Promise<ExitCode> {
  const id = named(request, '--refuse');
  const reason = checked(z.enum(refusals), why, '--reason');
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const refused = await refuseRequest(ledger, principalOf(business), id, reason);
    if (json) printJson(refused);
    else print(`refused: ${refused.reason}, at ${refused.refused_at}`);
    return exit.true;
  });
}

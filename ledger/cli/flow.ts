// optmark flow publish | list | show | sounds | secret

import { readFile } from 'node:fs/promises';
import { soundFiles } from '../channels/ivr/asterisk.ts';
import { parseJson } from '../channels/json.ts';
import { parse as parseInput } from '../channels/parse.ts';
import { flowDraftSchema } from '../core/flow/flow.ts';
import { publish } from '../operations/flow/flows.ts';
import { endFlowSecret, newFlowSecret } from '../operations/flow/secrets.ts';
import type { StoredFlow } from '../operations/flow/store.ts';
import { businessOf } from '../operations/setup/business.ts';
import {
  type Actions,
  actionOf,
  type Command,
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

/** Who the log says did it. */
const actor = 'cli';

const actions: Actions = {
  publish: publishFile,
  list,
  show,
  sounds,
  secret,
};

export const command: Command = {
  help: `optmark flow publish <file.json> --business <id>
optmark flow list --business <id> [--json]
optmark flow show <flow> --business <id> [--version <n>]
optmark flow sounds <flow> --business <id> [--version <n>]
optmark flow secret <flow> --business <id> [--at-once | --end]

  publish    the file is a flow as POST /v1/flows takes it (see /docs): what callers hear and may press. Publishing an id
             again makes its next version; a call ends with the version it began with
  show       prints the exact published JSON, whose SHA-256 is in the log: the words of every prompt
  sounds     prints the sound files that an Asterisk plays for this flow, each with the words to record in it
  secret     makes a secret for providers that cannot sign what they send, and shows it only now. It comes as Bearer, as
             a Basic password, or as the last part of the path; it can do nothing but continue calls of this flow
  --at-once  ends the secret before at once, such as one that leaked; else it stays good for 24 hours
  --end      the flow has no secret any more, and takes only what a provider has signed (see optmark provider)

Exit: 0 done, 2 usage, 3 could not run`,

  run: actionOf('flow', actions),
};

const ofBusiness = { business: { type: 'string' } } as const;

async function publishFile(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, ofBusiness);
  const { file } = positionals(given, 'file');
  const business = required(values.business, 'business');
  const draft = parseInput(flowDraftSchema, parseJson(await readFile(file, 'utf8')));
  return withLedger(async ({ ledger }) => {
    const { id, version, sha256, warnings, answer } = await publish(ledger, business, draft, actor);
    print(`published ${id} version ${version}, entry ${answer.leaf_index}, sha256 ${sha256}`);
    for (const { pointer, detail } of warnings) say(`${pointer}: ${detail}`);
    return exit.true;
  });
}

async function list(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger: { setup, flows } }) => {
    await businessOf({ setup }, business);
    const stored = await flows.ofBusiness(business);
    const rows = stored.map((one, i) => rowOf(one, stored[i - 1]));
    if (json) printJson(rows);
    else {
      for (const { id, version, status, notice, locales } of rows)
        print(`${id} version ${version}  ${status}  of ${notice}  ${locales.join(',')}`);
    }
    return exit.true;
  });
}

function rowOf({ flow, sha256 }: StoredFlow, before: StoredFlow | undefined) {
  const { id, version, notice, purposes, locales } = flow;
  return {
    ...{ id, version, status: before?.flow.id === id ? 'superseded' : 'current' },
    ...{ notice: `${notice.id} version ${notice.version}`, purposes, locales: Object.keys(locales), sha256 },
  };
}

function show(args: string[]): Promise<ExitCode> {
  return ofVersion(args, ({ bytes }) => process.stdout.write(bytes));
}

function sounds(args: string[]): Promise<ExitCode> {
  return ofVersion(args, ({ flow }) => {
    for (const { file, words } of soundFiles(flow)) print(`${file}  ${words}`);
  });
}

async function ofVersion(args: string[], tell: (found: StoredFlow) => void): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { ...ofBusiness, version: { type: 'string' } });
  const { flow: id } = positionals(given, 'flow');
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const versions = await ledger.flows.versions(business, id);
    const wanted = values.version ?? String(versions[0]?.flow.version);
    const found = versions.find(({ flow }) => String(flow.version) === wanted);
    if (found === undefined)
      say('no such flow was published by this business: optmark flow list names those that were');
    else tell(found);
    return found === undefined ? exit.failed : exit.true;
  });
}

async function secret(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    ...ofBusiness,
    'at-once': { type: 'boolean' },
    end: { type: 'boolean' },
  });
  const { flow } = positionals(given, 'flow');
  const business = required(values.business, 'business');
  const { 'at-once': endsPrevious = false, end = false } = values;
  if (end && endsPrevious) throw new UsageError('--end ends both: leave --at-once out');
  return withLedger(async ({ ledger }) => {
    if (end) {
      await endFlowSecret(ledger, business, flow);
      print(`${flow} has no secret any more`);
      return exit.true;
    }
    const made = await newFlowSecret(ledger, business, flow, { endsPrevious });
    say('the secret below is shown only now');
    print(`address  ${ledger.url}/v1/ivr/<dialect>/${business}/${flow}`);
    print(`secret   ${made}`);
    return exit.true;
  });
}

// optmark evidence hash | check

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { atTerminal } from '../auth/scope.ts';
import type { ConsentRecord } from '../core/consent/record.ts';
import { readRecord } from '../operations/history/read-history.ts';
import { businessOf } from '../operations/setup/business.ts';
import { verifyFile } from '../operations/verify/file.ts';
import {
  type Actions,
  actionOf,
  type Command,
  checked,
  type ExitCode,
  exit,
  parse,
  positionals,
  required,
  UsageError,
} from './frame/command.ts';
import { print, say } from './frame/terminal.ts';
import { readSmallFile, trustedKeys } from './frame/trust-files.ts';
import { withLedger } from './frame/with-ledger.ts';

const actions: Actions = { hash, check };

export const command: Command = {
  help: `optmark evidence hash <file>
optmark evidence check <file> --record <id> --business <id>
optmark evidence check <file> --evidence <file.json> [--vkey <key | file> --jwks <file>]

A scan of a signed form, or a recording. The ledger stores neither: you keep the file, and the record names it.
  hash        prints the file's SHA-256, of any size: post it as document_sha256 or recording_sha256
  check       whether the file is the one that the record names, unchanged
  --record    the record in this ledger. The look is itself recorded, as made by "cli"
  --evidence  its evidence file, offline. It is verified first; without keys the file's own are used, which shows
              only that it contradicts itself nowhere

Exit: 0 it is that file, 1 it is another one, or the evidence is false, 2 usage, 3 could not run, or the record
names no file`,

  run: actionOf('evidence', actions),
};

async function hash(args: string[]): Promise<ExitCode> {
  const { positionals: given } = parse(args, {});
  const { file } = positionals(given, 'file');
  const { sha256, bytes } = await sha256Of(file);
  // Its hash would be refused, and shows nothing.
  if (bytes === 0) {
    say(`${file} is empty`);
    return exit.failed;
  }
  print(sha256);
  return exit.true;
}

/** Read as a stream: a recording may be larger than memory. */
async function sha256Of(file: string): Promise<{ sha256: string; bytes: number }> {
  const stream = createReadStream(file);
  const digest = createHash('sha256');
  await pipeline(stream, digest);
  return { sha256: digest.digest('hex'), bytes: stream.bytesRead };
}

async function check(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    ...{ record: { type: 'string' }, business: { type: 'string' } },
    ...{ evidence: { type: 'string' }, vkey: { type: 'string' }, jwks: { type: 'string' } },
  });
  const { file } = positionals(given, 'file');
  const isStored = values.evidence === undefined;
  if (isStored === (values.record === undefined)) throw new UsageError('either --record or --evidence');
  if (isStored ? (values.vkey ?? values.jwks) !== undefined : values.business !== undefined)
    throw new UsageError('--business goes with --record, --vkey and --jwks with --evidence');
  const { sha256 } = await sha256Of(file);
  return isStored ? checkStored(sha256, values.record!, values.business) : checkOffline(sha256, values);
}

async function checkStored(sha256: string, record: string, business: string | undefined): Promise<ExitCode> {
  const id = checked(z.uuid(), record, '--record');
  const principal = atTerminal(required(business, 'business'), 'audit:read');
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, principal.business);
    const { records } = await readRecord(ledger, principal, id);
    return compare(sha256, records[0]!.record);
  });
}

async function checkOffline(
  sha256: string,
  { evidence, ...keys }: { evidence?: string; vkey?: string; jwks?: string },
): Promise<ExitCode> {
  const verdict = await verifyFile(await readSmallFile(evidence!), await trustedKeys(keys));
  if (verdict.kind === 'false') {
    for (const finding of verdict.findings) print(`false: ${finding}`);
    return exit.false;
  }
  if (verdict.kind !== 'true' || verdict.record === undefined) {
    say('the file of --evidence does not hold a record');
    return exit.failed;
  }
  if (verdict.keysFrom === 'file') say('the keys are the file’s own: give --vkey and --jwks to trust no one');
  return compare(sha256, verdict.record);
}

function compare(sha256: string, record: ConsentRecord): ExitCode {
  const named = namedIn(record);
  if (named.length === 0) {
    say('this record names no file');
    return exit.failed;
  }
  const match = named.find(([, hash]) => hash === sha256);
  print(
    match === undefined
      ? `another file: the record names ${named.map(([name, hash]) => `${name} ${hash}`).join(', ')}, this one is ${sha256}`
      : `the same file: record ${record.id} names it as ${match[0]}`,
  );
  return match === undefined ? exit.false : exit.true;
}

/** What a record names by its hash, as far as a business keeps it. */
function namedIn(record: ConsentRecord): [name: string, sha256: string][] {
  const evidence =
    'evidence' in record ? (record.evidence as Record<string, unknown> | undefined) : undefined;
  return ['document_sha256', 'recording_sha256', 'statement_sha256'].flatMap((name) => {
    const value = evidence?.[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
}

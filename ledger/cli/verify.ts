// optmark verify

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verifier } from '../compose/verifier.ts';
import { readCommandConfig } from '../config.ts';
import { sentenceOf } from '../core/consent/record/words.ts';
import type { ConsentRecord } from '../core/consent/record.ts';
import { isBundleFile, verifyBundleFile } from '../operations/verify/bundle.ts';
import { verifyDatabase } from '../operations/verify/database.ts';
import {
  type EvidenceTrust,
  evidenceBytesMax,
  type FileVerdict,
  publishedKeys,
  verifyFile,
} from '../operations/verify/file.ts';
import { isPack, verifyPackAt, visibleIn } from '../operations/verify/pack.ts';
import { lackingIn } from '../operations/verify/running-log.ts';
import type { LogServer } from '../operations/verify/sources.ts';
import { verifyLog } from '../operations/verify/url.ts';
import { type Command, type ExitCode, exit, parse, UsageError } from './frame/command.ts';
import { count, say } from './frame/terminal.ts';
import { readSmallFile, readVerifierKey, saveFile, trustedKeys } from './frame/trust-files.ts';
import { Verdict } from './frame/verdict.ts';
import { whatItIs } from './verify/other-file.ts';

export const command: Command = {
  help: `optmark verify <url> [--vkey <key | file>] [--since <file>] [--save <file>]
optmark verify --database [<postgres url>] [--since <file>]
optmark verify <file.json | pack.zip | folder> [--vkey <key | file> --jwks <file>] [--from <url>]

A running ledger, as any stranger sees it: rebuilds the whole log from its entries, compares every tile, and the
root and signature of the newest checkpoint.
  --vkey     the log's verifier key, or a file that holds it; without it the server's own is used, which shows
             only that the log contradicts itself nowhere
  --since    an earlier checkpoint: everything it covers must still be there, unchanged
  --save     writes the newest checkpoint, if all is true; give it to --since next time

A database, for the operator who holds the ledger's keys (OPTMARK_DATA): the same, and every record opened,
every consent state folded again, every notice, tag and key compared, and the log with what the journal has seen: an
older state is false. A server may go on appending meanwhile.
  --since    a checkpoint that was seen elsewhere: the database must have it, under its own keys

A file, offline: evidence from GET /v1/receipts/{record} or "audit --out", the saved answer to an opt-in, a bundle
from "export records --format bundle", or the pack from "optmark dispute". Of a folder, the pack that was unpacked there,
or else each evidence file in it. A table or a page proves nothing: it is said what to verify instead.
  --jwks     the ledger's public token keys (/.well-known/jwks.json); together with --vkey
  --from     takes both from a running ledger, and asks whether its log holds the record now; of a bundle, whether
             the log goes on from its checkpoint, or else which of its records were lost
             without keys the file's own are used, which shows only that it contradicts itself nowhere

  --json     the verdict as JSON
Exit: 0 true, 1 false (one line a finding), 2 usage, 3 could not run (no answer, no such file, not evidence) or
could not judge: a later release wrote records that this one does not know`,

  async run(args) {
    const { values, positionals } = parse(args, {
      database: { type: 'boolean' },
      vkey: { type: 'string' },
      jwks: { type: 'string' },
      from: { type: 'string' },
      since: { type: 'string' },
      save: { type: 'string' },
      json: { type: 'boolean' },
    });
    const [target, more] = positionals;
    if (more !== undefined) throw new UsageError('one thing at a time can be verified');
    const { database = false, json = false, ...given } = values;
    const only = (...names: string[]) => {
      const other = Object.keys(given).find((name) => !names.includes(name));
      if (other !== undefined) throw new UsageError(`--${other} has no meaning here; see --help`);
    };
    if (database || /^postgres(ql)?:/.test(target ?? '')) {
      only('since');
      return verifyStored(target, given.since, new Verdict(json));
    }
    if (target === undefined) throw new UsageError('say what to verify: a URL, a file, or --database');
    if (/^https?:/.test(target)) {
      only('vkey', 'since', 'save');
      return verifyServed(urlOf(target), given, new Verdict(json));
    }
    only('vkey', 'jwks', 'from');
    if (await isPack(target)) return verifyPackOf(target, given, new Verdict(json));
    if ((await stat(target)).isDirectory()) return verifyFolderOf(target, given, new Verdict(json));
    if (await isBundleFile(target)) return verifyBundleOf(target, given, new Verdict(json));
    return verifyEvidenceFile(target, given, new Verdict(json));
  },
};

type Given = { vkey?: string; jwks?: string; from?: string; since?: string; save?: string };

async function verifyStored(
  url: string | undefined,
  seen: string | undefined,
  verdict: Verdict,
): Promise<ExitCode> {
  const config = readCommandConfig();
  const since = seen === undefined ? undefined : await readSmallFile(seen);
  const { composeVerifier } = await import('../compose/verifier.ts');
  const verifier = await composeVerifier({ ...config, ...(url !== undefined && { databaseUrl: url }) }, say);
  try {
    // First, since wrong keys make everything else look false.
    for (const sentence of await verifier.keyFindings()) verdict.found(sentence);
    await compareWithJournal(verifier, verdict);
    const { size, people, origin, unknown, unjudged } = await verifier.atOneMoment((stored) =>
      verifyDatabase(
        { stored, keys: verifier.keys, ...(since !== undefined && { since }) },
        verdict.report,
        verdict.progress,
      ),
    );
    if (unknown > 0) {
      verdict.unjudged(
        `Records that this release does not know: ${count(unknown)}; people it could not judge because of them: ` +
          `${count(unjudged)}. Verify with the release that wrote them.`,
      );
    }
    return verdict.close({ origin, entries: size, people });
  } finally {
    await verifier.close();
  }
}

/** All rows of an older state are true, and it is not the ledger: acknowledged stops are missing. */
async function compareWithJournal(
  verifier: Pick<Verifier, 'journalFinding'>,
  verdict: Verdict,
): Promise<void> {
  try {
    const found = await verifier.journalFinding();
    if (found !== undefined) verdict.found(`journal: ${found}`);
  } catch (error) {
    verdict.caveat(`Whether this is the newest state could not be compared: ${(error as Error).message}.`);
  }
}

async function verifyServed(url: URL, given: Given, verdict: Verdict): Promise<ExitCode> {
  const vkey = await readVerifierKey(given.vkey);
  const since = given.since === undefined ? undefined : await readSmallFile(given.since);
  const asked = { server: await serverAt(url), ...(vkey && { vkey }), ...(since && { since }) };
  const { origin, size, note, keyFrom, goneOn, begun, lost } = await verifyLog(
    asked,
    verdict.report,
    verdict.progress,
  );
  if (keyFrom === 'server') {
    verdict.caveat(
      'The key is the server’s own: what is shown rests on trusting it. Give --vkey from elsewhere.',
    );
  }
  if (goneOn) {
    verdict.caveat(
      `The log has gone on as ${origin}. The key of that name is the server’s own; ask the operator for it another way.`,
    );
  }
  for (const { origin: name, kept, why, recorded_at: at } of begun)
    verdict.caveat(`From entry ${count(kept.size)} on it is ${name}, since ${at}: ${reasons[why]}.`);
  for (const name of lost)
    verdict.caveat(
      `Of ${name} nothing is left in the log. Who has a checkpoint or a receipt signed under it can show what was lost: see --since.`,
    );
  const code = verdict.close({ origin, entries: size });
  if (given.save !== undefined && code === exit.true) await saveFile(given.save, note);
  return code;
}

/** Why a log goes on under another name, as its own first entry under it says. */
const reasons = {
  restored: 'an older state of it was restored, and what had been recorded since was lost',
  key_rotated: 'its key was replaced as planned, and nothing was lost',
  key_lost: 'its key was lost',
} as const;

const ownKeys =
  'The keys are the file’s own, and whoever made the file may have made them: it is only shown that it contradicts itself nowhere. Give --vkey and --jwks from elsewhere, or --from.';
const laterRecords =
  'The proofs hold, but this release does not know records of this kind or with these fields. Verify with the release that wrote it.';

const keysMissing = 'This answer holds no keys: give --vkey and --jwks, or --from.';

async function verifyEvidenceFile(path: string, given: Given, verdict: Verdict): Promise<ExitCode> {
  const result = await judged(path, await judgeBy(given));
  switch (result.kind) {
    case 'not_evidence':
      say(await whatItIs(path));
      return exit.failed;
    case 'keys_missing':
      say(keysMissing);
      return exit.failed;
    case 'false':
      for (const found of result.findings) verdict.found(found);
      return verdict.close({});
    case 'true': {
      for (const sentence of caveatsOf(result)) verdict.caveat(sentence);
      if (result.unknown === true) verdict.unjudged(laterRecords);
      const { receipt, origin, treeSize, lacking } = result;
      if (lacking !== undefined) verdict.found(lacking);
      const { kind, jti: record, business, recorded_at, leaf_index } = receipt;
      const proven = { origin, tree_size: treeSize, leaf_index, record, kind, business, recorded_at };
      return verdict.close({ ...proven, ...agreedIn(result.record) });
    }
  }
}

/** Evidence files, as "audit --out" writes them. What is none of them is not passed over. */
async function verifyFolderOf(folder: string, given: Given, verdict: Verdict): Promise<ExitCode> {
  const by = await judgeBy(given);
  const caveats = new Set<string>();
  let files = 0;
  for (const name of await visibleIn(folder)) {
    const path = join(folder, name);
    const result = await judged(path, by);
    if (result.kind === 'not_evidence') verdict.unjudged(`${name}: not verified. ${await whatItIs(path)}`);
    else if (result.kind === 'keys_missing') verdict.unjudged(`${name}: not verified. ${keysMissing}`);
    else files += 1;
    if (result.kind === 'false') for (const found of result.findings) verdict.found(`${name}: ${found}`);
    if (result.kind !== 'true') continue;
    for (const sentence of caveatsOf(result)) caveats.add(sentence);
    if (result.unknown === true) verdict.unjudged(`${name}: ${laterRecords}`);
    if (result.lacking !== undefined) verdict.found(`${name}: ${result.lacking}`);
  }
  if (files === 0) {
    say('In this folder is no evidence file, and no pack.json of a dispute pack that was unpacked.');
    return exit.failed;
  }
  for (const sentence of caveats) verdict.caveat(sentence);
  return verdict.close({ evidence_files: files });
}

type JudgedBy = { server?: LogServer; trust?: EvidenceTrust };

async function judgeBy(given: Given): Promise<JudgedBy> {
  if (given.from !== undefined) return { server: await serverAt(urlOf(given.from)) };
  const trust = await trustedKeys(given);
  return trust === undefined ? {} : { trust };
}

type Judged = FileVerdict & { /** What the running log lacks. */ lacking?: string | undefined };

async function judged(path: string, { server, trust }: JudgedBy): Promise<Judged> {
  const found = await stat(path);
  if (!found.isFile() || found.size > evidenceBytesMax) return { kind: 'not_evidence' };
  const text = await readSmallFile(path);
  const result = await verifyFile(text, server === undefined ? trust : await publishedKeys(server, text));
  if (result.kind !== 'true' || server === undefined) return result;
  return { ...result, lacking: await lackingIn(server, result.receipt) };
}

function caveatsOf({ keysFrom, record }: Extract<FileVerdict, { kind: 'true' }>): string[] {
  return [
    ...(keysFrom === 'file' ? [ownKeys] : []),
    ...(record?.test === true ? ['The record was made to try things out: it allows no message.'] : []),
  ];
}

const part =
  'This file is a part: the filter finds more records than it holds, before its first one or behind its last one, or of people who were erased while it was made.';
const unreadableRows =
  'The ledger could not open some of the records that the filter finds, and what they say is not in the file. See verify --database.';
const unreadRecords =
  'Some records of the business could not be read when the file was made, so no filter finds them. See verify --database.';

async function verifyBundleOf(path: string, given: Given, verdict: Verdict): Promise<ExitCode> {
  const server = given.from === undefined ? undefined : await serverAt(urlOf(given.from));
  const { findings, filter, isPart, unknown, keysFrom, ...facts } = await verifyBundleFile(
    path,
    server ?? (await trustedKeys(given)),
  );
  for (const found of findings) verdict.found(found);
  if (keysFrom === 'file') verdict.caveat(ownKeys);
  if (isPart) verdict.caveat(part);
  if (unknown > 0) verdict.unjudged(laterRecords);
  if (facts.unreadable > 0) verdict.unjudged(unreadableRows);
  if (facts.unread > 0) verdict.unjudged(unreadRecords);
  verdict.caveat('That nothing is left out which the filter finds cannot be proven by any file.');
  return verdict.close({ ...facts, is_part: isPart, ...(filter && { filter: JSON.stringify(filter) }) });
}

async function verifyPackOf(path: string, given: Given, verdict: Verdict): Promise<ExitCode> {
  const server = given.from === undefined ? undefined : await serverAt(urlOf(given.from));
  const trust = server ?? (await trustedKeys(given));
  const { findings, claims, records, unknown, keysFrom } = await verifyPackAt(path, trust);
  for (const found of findings) verdict.found(found);
  if (keysFrom === 'file') verdict.caveat(ownKeys);
  if (unknown > 0) verdict.unjudged(laterRecords);
  for (const limit of claims?.limits ?? []) verdict.caveat(limit);
  const { iss: origin, business, made_at, record, message } = claims ?? {};
  const about = { ...(record && { record }), ...(message && { permit: message.permit }) };
  return verdict.close({ ...(claims && { origin, business, made_at }), ...about, records });
}

/** What a person agreed to, and how well that is known: the record's own words, the number masked in them. */
function agreedIn(record: ConsentRecord | undefined): Record<string, string> {
  if (record?.kind !== 'opt_in') return {};
  const { grade, channel, purposes, text } = record;
  return { grade, channel, purposes: purposes.join(', '), ...(text && { words: sentenceOf(text) }) };
}

// Loaded only when wanted: a file is verified offline, without a database driver in memory.
async function serverAt(url: URL): Promise<LogServer> {
  const { logServerAt } = await import('../compose/verifier.ts');
  return logServerAt(url);
}

function urlOf(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new UsageError('this is not an http(s) URL');
  return url;
}

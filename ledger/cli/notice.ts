// optmark notice publish | lint | list | show | form | script | review | retire

import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseJson } from '../channels/json.ts';
import { parse as parseInput } from '../channels/parse.ts';
import { reviewOf } from '../core/language/wording.ts';
import { localeSchema, type NoticeDraft, noticeDraftSchema } from '../core/notice/notice.ts';
import { reviewerSchema } from '../core/notice/review.ts';
import { formPage, scriptPage } from '../http/paper/page.ts';
import { type Sheet, sheets } from '../http/paper/style.ts';
import { type FormOf, formOf } from '../operations/notice/form-of.ts';
import { lintDraft, lintVersion } from '../operations/notice/lint.ts';
import { publish, retire } from '../operations/notice/notices.ts';
import { review } from '../operations/notice/review.ts';
import type { StoredNotice } from '../operations/notice/store.ts';
import { businessOf } from '../operations/setup/business.ts';
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

/** Who the log says did it. */
const actor = 'cli';

const actions: Actions = {
  publish: publishFile,
  lint,
  list,
  show,
  form: (args) => draw(args, formPage),
  script: (args) => draw(args, scriptPage),
  review: reviewWords,
  retire: retireCurrent,
};

export const command: Command = {
  help: `optmark notice publish <file.json> --business <id>
optmark notice lint <file.json | notice> --business <id> [--version <n>] [--json]
optmark notice list --business <id> [--json]
optmark notice show <notice> --business <id> [--version <n>]
optmark notice form <notice> --business <id> --locale <tag> [--version <n>] [--sheet <a4|letter>] [--out <file.html>]
optmark notice script <notice> --business <id> --locale <tag> [--version <n>] [--sheet <a4|letter>] [--out <file.html>]
optmark notice review <notice> --business <id> --locale <tag> --reviewer <name> [--version <n>]
optmark notice retire <notice> --business <id>

  publish    the file is a notice as POST /v1/notices takes it (see /docs); publishing an id again makes its next
             version, and the one before stays usable for a day
  lint       what every pack says of the words, of a file that is not published yet or of a notice; publishes nothing
  show       prints the exact published JSON, whose SHA-256 is in the log
  form       a page to print and have signed: the words, an unticked box, blanks for number and signature
  script     a page for staff to read aloud. Evidence names either by what is printed on it: order-updates@1/en
  review     records that this person, who reads the language, has read the words and found them right: it holds for every
             version with the same words
  retire     no more opt-ins under this notice; those given stay

Exit: 0 done, 1 lint: its own pack would refuse every opt-in, 2 usage, 3 could not run`,

  run: actionOf('notice', actions),
};

const ofBusiness = { business: { type: 'string' } } as const;

async function publishFile(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, ofBusiness);
  const { file } = positionals(given, 'file');
  const business = required(values.business, 'business');
  const draft = parseInput(noticeDraftSchema, parseJson(await readFile(file, 'utf8')));
  return withLedger(async ({ ledger }) => {
    const { id, version, sha256, sms = {}, answer } = await publish(ledger, business, draft, actor);
    print(`published ${id} version ${version}, entry ${answer.leaf_index}, sha256 ${sha256}`);
    for (const [locale, { text, messages }] of Object.entries(sms))
      print(
        `keywords of ${locale} get back, in ${messages} text ${messages === 1 ? 'message' : 'messages'}: ${text}`,
      );
    const languages = unreviewedIn(draft);
    if (languages.length > 0)
      say(`not yet reviewed by a person who reads them: the prescribed lines in ${languages.join(', ')}`);
    return exit.true;
  });
}

async function lint(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    ...ofBusiness,
    ...{ version: { type: 'string' }, json: { type: 'boolean' } },
  });
  const { notice: what } = positionals(given, 'notice');
  const business = required(values.business, 'business');
  const version = versionIn(values.version);
  const draft = what.endsWith('.json')
    ? parseInput(noticeDraftSchema, parseJson(await readFile(what, 'utf8')))
    : undefined;
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const linted =
      draft === undefined
        ? await lintVersion(ledger, business, what, version)
        : await lintDraft(ledger, business, draft);
    if (values.json) printJson(linted);
    else
      for (const { verdict, locale, medium, pack, rule, detail } of linted.findings)
        print(`${verdict}  ${locale} ${medium}  ${pack}#${rule}  ${detail}`);
    return linted.findings.some(({ verdict }) => verdict === 'fails') ? exit.false : exit.true;
  });
}

/** Locales whose prescribed lines are translations without a review. */
function unreviewedIn({ locales }: NoticeDraft): string[] {
  return Object.entries(locales).flatMap(([locale, own]) =>
    reviewOf(locale, own) === false ? [locale] : [],
  );
}

async function list(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const rows = (await ledger.notices.ofBusiness(business)).map(rowOf);
    if (json) printJson(rows);
    else {
      for (const { id, version, status, purposes } of rows) {
        print(`${id} version ${version}  ${status}  ${purposes.join(',')}`);
      }
    }
    return exit.true;
  });
}

function rowOf({ notice, sha256, supersededAt, retiredAt }: StoredNotice) {
  const { id, version, purposes } = notice;
  const status =
    retiredAt !== undefined ? `retired ${retiredAt}` : supersededAt !== undefined ? 'superseded' : 'current';
  return { id, version, status, purposes, sha256 };
}

async function show(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { ...ofBusiness, version: { type: 'string' } });
  const { notice: id } = positionals(given, 'notice');
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const versions = await ledger.notices.versions(business, id);
    const wanted = values.version ?? String(versions[0]?.notice.version);
    const found = versions.find(({ notice }) => String(notice.version) === wanted);
    if (found === undefined) say('no such notice was published by this business');
    else process.stdout.write(found.bytes);
    return found === undefined ? exit.failed : exit.true;
  });
}

async function draw(args: string[], page: (form: FormOf, sheet: Sheet) => string): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    ...ofBusiness,
    ...{ version: { type: 'string' }, locale: { type: 'string' } },
    ...{ sheet: { type: 'string', default: 'a4' }, out: { type: 'string' } },
  });
  const { notice: id } = positionals(given, 'notice');
  const business = required(values.business, 'business');
  const locale = checked(localeSchema, required(values.locale, 'locale'), '--locale');
  const version = versionIn(values.version);
  const sheet = checked(z.enum(sheets), values.sheet, '--sheet');
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const text = page(await formOf(ledger, business, { id, locale, version }), sheet);
    if (values.out === undefined) process.stdout.write(text);
    else {
      await writeFile(values.out, text);
      print(`wrote ${values.out}`);
    }
    return exit.true;
  });
}

const versionIn = (given: string | undefined): number | undefined =>
  given === undefined ? undefined : checked(z.coerce.number().int().min(1), given, '--version');

async function reviewWords(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    ...ofBusiness,
    ...{ locale: { type: 'string' }, reviewer: { type: 'string' }, version: { type: 'string' } },
  });
  const { notice: id } = positionals(given, 'notice');
  const business = required(values.business, 'business');
  const locale = checked(localeSchema, required(values.locale, 'locale'), 'locale');
  const reviewer = checked(reviewerSchema, required(values.reviewer, 'reviewer'), 'reviewer');
  const version = versionIn(values.version);
  return withLedger(async ({ ledger }) => {
    const answer = await review(ledger, business, { id, version, locale, reviewer }, actor);
    print(`reviewed ${id} in ${locale}, entry ${answer.leaf_index}`);
    return exit.true;
  });
}

async function retireCurrent(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, ofBusiness);
  const { notice } = positionals(given, 'notice');
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    const answer = await retire(ledger, business, notice, actor);
    print(`retired ${notice}, entry ${answer.leaf_index}`);
    return exit.true;
  });
}

#!/usr/bin/env node
// The program: finds the command, runs it, and turns what goes wrong into a sentence and an exit code.
// Each command is loaded only when it is wanted, so that checking a file needs no database driver.

import { type Command, type ExitCode, exit, UsageError } from './cli/frame/command.ts';
import { quickStart } from './cli/frame/quick-start.ts';
import { printText, say } from './cli/frame/terminal.ts';
import { LedgerError } from './core/error.ts';

quickStart();

const commands: Record<string, [summary: string, load: () => Promise<{ command: Command }>]> = {
  serve: ['run the ledger: API, public log, widget', () => import('./cli/serve.ts')],
  migrate: ['bring the database to the tables of this version', () => import('./cli/migrate.ts')],
  business: ['add, change and list businesses', () => import('./cli/business.ts')],
  site: ['add, change, end and list the web sites that may show the widget', () => import('./cli/site.ts')],
  entry: ['name the places where people are asked, and print their codes', () => import('./cli/entry.ts')],
  sender: ['add, change, end and list the WhatsApp numbers people write to', () => import('./cli/sender.ts')],
  template: [
    'map templates to purposes, and read from Meta the category of each',
    () => import('./cli/template.ts'),
  ],
  person: ['add, end and list who may use the console', () => import('./cli/console/person.ts')],
  console: ['a link to sign in to the console by', () => import('./cli/console/console.ts')],
  keys: ["secret keys of servers, and the ledger's own public keys", () => import('./cli/keys.ts')],
  notice: [
    'publish, list, show, print and retire the texts people agree to',
    () => import('./cli/notice.ts'),
  ],
  link: ['make, list and revoke links by which customers opt in', () => import('./cli/link/link.ts')],
  flow: ['publish, list and show what callers hear, and the secret of each', () => import('./cli/flow.ts')],
  provider: ['what voice providers sign their requests with', () => import('./cli/provider.ts')],
  sms: ['how text messages are heard: their providers, and the secret of each', () => import('./cli/sms.ts')],
  import: ['take over a list of people who agreed or stopped elsewhere', () => import('./cli/import.ts')],
  evidence: [
    'hash a scan or a recording, and check one against its record',
    () => import('./cli/evidence.ts'),
  ],
  pending: ['what a second member of staff is to confirm or reject', () => import('./cli/pending.ts')],
  object: ['record that a person objects to marketing, or to all messages', () => import('./cli/object.ts')],
  find: ['a person, record or message by whatever you have', () => import('./cli/access/find.ts')],
  standing: ['what a person allows, now or then', () => import('./cli/access/standing.ts')],
  looks: ['what was looked at, and by whom', () => import('./cli/access/looks.ts')],
  access: ['everything about a person, as a file for them', () => import('./cli/access/access.ts')],
  correct: ['correct what was written down wrongly beside a record', () => import('./cli/access/correct.ts')],
  dispute: ['prove one message or record: a pack to check offline', () => import('./cli/dispute/dispute.ts')],
  'check-sent': [
    'tell of each message of a list its permit and its consent',
    () => import('./cli/dispute/check-sent.ts'),
  ],
  erase: [
    'take a person out: what would go and what stays, then do it',
    () => import('./cli/erase/erase.ts'),
  ],
  retention: ['how long records are kept, and what ends', () => import('./cli/retention/retention.ts')],
  verify: [
    'check a running ledger, a database, or an evidence file offline',
    () => import('./cli/verify.ts'),
  ],
  backup: ['the whole database into one file', () => import('./cli/backup.ts')],
  restore: ['a backup into an empty database', () => import('./cli/restore.ts')],
  doctor: ['what is wrong with the set-up of a node, and what to do', () => import('./cli/doctor.ts')],
  recover: ['go on from an older state, under the log’s next name', () => import('./cli/recover.ts')],
  report: ['what happened to the messages sent through the gate', () => import('./cli/report.ts')],
  audit: ['the history of a number, with proofs', () => import('./cli/audit.ts')],
  records: ['which records there are, by kind, time and more', () => import('./cli/register/records.ts')],
  counts: [
    'how many agreed and withdrew, by day, channel and more',
    () => import('./cli/register/counts.ts'),
  ],
  reconfirm: ['whom to ask again, and what came of it', () => import('./cli/register/reconfirm.ts')],
  followers: ['how late copies elsewhere are, such as a CRM', () => import('./cli/feed/followers.ts')],
  export: ['records as a file, for auditors and spreadsheets', () => import('./cli/export/export.ts')],
  register: [
    'how far the records can be searched; and all of it again',
    () => import('./cli/register/register.ts'),
  ],
};

const longest = Object.keys(commands).reduce((most, name) => Math.max(most, name.length), 0);

const overview = [
  'optmark <command> [--help]',
  '',
  ...Object.entries(commands).map(([name, [summary]]) => `  ${name.padEnd(longest)}  ${summary}`),
  '',
  'Exit: 0 true or done, 1 false, 2 usage, 3 could not run',
].join('\n');

/** Codes of what the caller can mend by giving something else. */
const mendable: readonly string[] = ['invalid', 'malformed', 'not_admitted', 'notice_unknown'];

async function main([name, ...args]: string[]): Promise<ExitCode> {
  if (name === undefined) {
    say(overview);
    return exit.usage;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    printText(overview);
    return exit.true;
  }
  if (!Object.hasOwn(commands, name)) {
    say('optmark: there is no such command; see optmark --help');
    return exit.usage;
  }
  try {
    const [, load] = commands[name]!;
    const { command } = await load();
    if (asksForHelp(args)) {
      printText(command.help);
      return exit.true;
    }
    return await command.run(args);
  } catch (error) {
    return explain(name, error);
  }
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? undefined : end).some((arg) => arg === '--help' || arg === '-h');
}

/** What the system says of a file, by its code. */
const ofFiles: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of this path is a file, where a folder is needed',
  EISDIR: 'it is a folder, where a file is needed',
  EEXIST: 'it is there already',
  EACCES: 'this user may not read or write it',
  EPERM: 'this user may not read or write it',
  EROFS: 'it cannot be written here',
  ENOSPC: 'there is no room left for it',
};

function explain(name: string, error: unknown): ExitCode {
  const { code = '', path, message } = error as { code?: string; path?: string; message: string };
  // Node adds advice about arguments that begin with a dash; --help is better advice.
  const misread = code.startsWith('ERR_PARSE_ARGS');
  const ofFile = path !== undefined && ofFiles[code] !== undefined && `${path}: ${ofFiles[code]}`;
  say(`optmark ${name}: ${ofFile || (misread ? message.split('. ')[0] : message)}`);
  if (error instanceof LedgerError) {
    // What an outage is called in one word stands in the sentence already.
    const faults = error.code === 'unavailable' ? [] : error.faults;
    for (const { pointer, rule, detail } of faults) say(`  ${pointer || '/'}: ${detail} (${rule})`);
    return mendable.includes(error.code) ? exit.usage : exit.failed;
  }
  if (!misread && !(error instanceof UsageError)) return exit.failed;
  say(`see optmark ${name} --help`);
  return exit.usage;
}

process.exitCode = await main(process.argv.slice(2));

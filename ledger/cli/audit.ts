// optmark audit

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { atTerminal } from '../auth/scope.ts';
import { canonicalNumber } from '../channels/server/number.ts';
import type { Stated } from '../core/consent/evidence.ts';
import { gradeReasonWords } from '../core/consent/grade-reasons.ts';
import type {
  CorrectedRecord,
  IdentifierChangedRecord,
  LinkedRecord,
  RecordOf,
} from '../core/consent/record.ts';
import { type AuditedPerson, type AuditedRecord, auditPerson } from '../operations/history/audit-person.ts';
import type { Reader } from '../operations/history/read-history.ts';
import { businessOf } from '../operations/setup/business.ts';
import { auditAsOf } from './audit/as-of.ts';
import { type Command, exit, parse, positionals, required, UsageError } from './frame/command.ts';
import { counted, print, printJson, say } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

export const command: Command = {
  help: `optmark audit <number | -> --business <id> [--out <folder>] [--json]
optmark audit <number | -> --business <id> --purpose <purpose> --as-of <moment | size> [--json]
optmark audit <number | -> --business <id> --template <name> --language <language> [--sender <phone-number-id>]
              --as-of <moment | size> [--json]

All records of a person, under every name that Meta gives them: when, how, the words they saw, the grade of the
evidence, the entry in the log, and whether its proof holds.

  -            reads the number from standard input, so that it is not kept in the shell's history
  --as-of      what the gate would have said about messages of this purpose or template at that moment
               (2026-03-01T09:30:00Z), or when the log had that size, and the records it would have said it by. A size is
               judged by the clock of the moment at which the log came to have it
  --sender     of the account that this number belongs to; without it the template must have been allowed in each
  --out        also writes one evidence file a record, which any reader can check offline with "optmark verify"

Each look is itself recorded, as made by "cli".
The output is personal data; only you can read the files.
Exit: 0 all proofs hold (--as-of: allow), 1 one does not (deny), 2 usage, 3 could not run`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean' },
      'as-of': { type: 'string' },
      purpose: { type: 'string' },
      template: { type: 'string' },
      language: { type: 'string' },
      sender: { type: 'string' },
    });
    const { number } = positionals(given, 'number');
    const business = required(values.business, 'business');
    const { 'as-of': asOf, out, purpose, template, language, sender } = values;
    const about = { purpose, template, language, sender };
    const isAbout = Object.values(about).some((given) => given !== undefined);
    if (asOf === undefined ? isAbout : out !== undefined) {
      throw new UsageError('--purpose and --template go with --as-of, and --out does not');
    }
    const value = canonicalNumber(number === '-' ? (await textOf(process.stdin)).trim() : number);
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      if (asOf !== undefined) {
        return auditAsOf(ledger, business, value, { asOf, about, json: values.json ?? false });
      }
      const principal = atTerminal(business, 'audit:read');
      const person = await auditPerson(ledger, principal, { kind: 'number', value });
      if (out !== undefined) await writeFiles(out, person.records);
      if (values.json) printJson(asJson(person));
      else show(person);
      return person.records.every(({ verdict }) => verdict.kind === 'true') ? exit.true : exit.false;
    });
  },
};

function show({ subject, treeSize, records }: AuditedPerson): void {
  if (subject === undefined) {
    print('nothing is recorded of this number');
    return;
  }
  for (const { entry, verdict } of records) {
    const { kind, recorded_at, leaf_index, grade, text, stated, taken, record, read_by: reader } = entry;
    print(
      `${recorded_at}  ${kind}${grade === undefined ? '' : `  ${grade}`}  entry ${leaf_index}  record ${entry.id}`,
    );
    if ('subject' in record && record.subject !== subject) print(`    of subject ${record.subject}`);
    if (taken !== undefined) print(`    ${taken}`);
    if (stated !== undefined) print(`    ${statedWords(stated, text)}`);
    for (const line of text ?? []) print(`    ${line}`);
    for (const reason of entry.grade_reasons ?? []) print(`    no higher grade: ${gradeReasonWords[reason]}`);
    if ('channel' in record) print(`    channel ${record.channel}, acted ${record.occurred_at}`);
    if (record.source.entry) print(`    from ${record.source.entry.name} (${record.source.entry.id})`);
    if ('purposes' in record) print(`    purposes ${record.purposes?.join(', ') ?? 'all'}`);
    if (record.kind === 'confirmed') {
      print(`    confirms record ${record.confirms}, number shown by ${record.evidence.method}`);
    }
    if (record.kind === 'suspended') print(`    because of ${record.reason}`);
    if (record.kind === 'corrected')
      print(`    corrects record ${record.corrects}: ${correctionWords(record)}`);
    for (const note of entry.corrected_by ?? [])
      print(`    corrected ${note.recorded_at}: ${correctionWords(note)}`);
    if ('other_subject' in record) print(`    ${linkWords(record)} subject ${record.other_subject}`);
    if (record.kind === 'accessed') print(`    ${lookWords(record)} by ${readerWords(reader)}`);
    print(`    proof: ${sayVerdict(verdict)}`);
    print();
  }
  print(
    `${counted(records.length, 'record')} of subject ${subject}, proven against a tree of ${counted(treeSize, 'entry')}`,
  );
}

const looks: Record<RecordOf<'accessed'>['access']['operation'], string> = {
  history: 'the history was read',
  record: 'one record was read',
  receipt: 'the evidence of one record was read',
  as_of: 'what the gate would have said was asked',
  access: 'the access file was made',
  look_up: 'the person was looked up',
  reveal: 'names were shown in full',
  list: 'records were listed',
  export: 'records were exported',
};

/** What was looked at, and what for where that was said. */
function lookWords({ access: { operation, filter, reason } }: RecordOf<'accessed'>): string {
  const what = filter?.format === 'dispute' ? 'a dispute pack was made' : looks[operation];
  return reason === undefined ? what : `${what}, as ${reason.replaceAll('_', ' ')},`;
}

function readerWords({ role, name }: Reader = { role: 'key' }): string {
  if (role === 'operator') return 'an operator, at the command line';
  if (role === 'link') return 'a holder of the link to the person’s page';
  if (role !== 'key') return `${name ?? 'someone'}, ${role}, in the console`;
  return name === undefined ? 'a server with a secret key' : `a server with the secret key “${name}”`;
}

const correctionWords = ({ corrections, reason }: Pick<CorrectedRecord, 'corrections' | 'reason'>) =>
  `${corrections.map(({ field, is }) => `${field} is ${is}`).join(', ')} (${reason})`;

function statedWords(stated: Stated, text: unknown): string {
  const named = Object.entries(stated)
    .map(([name, value]) => `${name} ${value}`)
    .join();
  if (text !== undefined) {
    return `a server says that it showed or played these words${named === '' ? '' : ` (${named})`}:`;
  }
  return `the words are not recorded; a server says that it showed or played ${named || 'the notice'}`;
}

function linkWords(record: LinkedRecord | IdentifierChangedRecord): string {
  if (record.kind === 'linked') return 'one person with';
  return record.side === 'old' ? 'became' : 'was before';
}

function sayVerdict(verdict: AuditedRecord['verdict']): string {
  if (verdict.kind === 'true') return 'holds';
  return verdict.kind === 'false' ? `FALSE: ${verdict.findings.join('; ')}` : 'FALSE: not evidence';
}

function asJson({ subject, treeSize, records }: AuditedPerson) {
  return {
    subject: subject ?? null,
    tree_size: treeSize,
    records: records.map(({ entry, verdict }) => ({
      ...entry,
      proof: verdict.kind === 'true' ? 'holds' : verdict,
    })),
  };
}

async function writeFiles(folder: string, records: readonly AuditedRecord[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { entry, file } of records) {
    const path = join(folder, `${entry.leaf_index}-${entry.kind}.json`);
    await writeFile(path, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  }
  say(`${counted(records.length, 'evidence file')} in ${folder}`);
}

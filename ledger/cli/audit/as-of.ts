// optmark audit … --as-of: what the gate would have said then, and by which records.

import { atTerminal } from '../../auth/scope.ts';
import { gradeReasonWords } from '../../core/consent/grade-reasons.ts';
import { templateLanguageSchema, templateNameSchema } from '../../core/gate/template.ts';
import { momentSchema } from '../../core/moment.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import { type AsOfAnswer, askAsOf } from '../../operations/history/ask-as-of.ts';
import type { AsOf, PastQuestion } from '../../operations/history/past-facts.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { checked, type ExitCode, exit, required, UsageError } from '../frame/command.ts';
import { counted, print, printJson } from '../frame/terminal.ts';

export type AsOfOptions = {
  asOf: string;
  about: { [Name in 'purpose' | 'template' | 'language' | 'sender']?: string | undefined };
  json: boolean;
};

/** @param number canonical */
export async function auditAsOf(
  ledger: Ledger,
  business: string,
  number: string,
  { asOf, about, json }: AsOfOptions,
): Promise<ExitCode> {
  const question = questionIn(about);
  const principal = atTerminal(business, 'audit:read');
  const recipient = { kind: 'number', value: number } as const;
  const answer = await askAsOf(ledger, principal, { question, recipient }, parseAsOf(asOf));
  if (json) printJson(answer);
  else show(answer);
  return answer.decision === 'allow' ? exit.true : exit.false;
}

function questionIn({ purpose, template, language, sender }: AsOfOptions['about']): PastQuestion {
  const scope = 'message' as const;
  if (template === undefined) {
    if (language !== undefined || sender !== undefined)
      throw new UsageError('--language and --sender go with --template');
    return { scope, purpose: checked(purposeSchema, required(purpose, 'purpose'), '--purpose') };
  }
  if (purpose !== undefined) throw new UsageError('--purpose or --template, not both');
  const named = {
    name: checked(templateNameSchema, template, '--template'),
    language: checked(templateLanguageSchema, required(language, 'language'), '--language'),
  };
  return { scope, template: named, sender };
}

/** A size of the log in digits, or a moment in ISO 8601 with its offset from UTC. */
export function parseAsOf(text: string): AsOf {
  if (/^\d{1,15}$/.test(text)) return { treeSize: Number(text) };
  const at = momentSchema.safeParse(text).data;
  if (at === undefined)
    throw new UsageError('--as-of is a size of the log, or a moment such as 2026-03-01T09:30:00Z');
  return { at };
}

function show({ decision, reasons, record, floor, at, records, ...proven }: AsOfAnswer): void {
  const { template_records: ofTemplate, proof_tree_size } = proven;
  print(`${decision}  ${reasons.join(', ')}${record === undefined ? '' : `  by record ${record}`}`);
  if (floor !== undefined) print(`an objection is lifted by the floor that record ${floor} lowered`);
  print(`judged as of ${at}`);
  for (const entry of [...records, ...ofTemplate]) {
    const { recorded_at, kind, grade, leaf_index, id } = entry;
    print(
      `${recorded_at}  ${kind}${grade === undefined ? '' : `  ${grade}`}  entry ${leaf_index}  record ${id}`,
    );
    for (const reason of entry.grade_reasons ?? []) print(`    no higher grade: ${gradeReasonWords[reason]}`);
  }
  print(
    `it rests on ${counted(records.length + ofTemplate.length, 'record')}, proven in a tree of ${counted(proof_tree_size, 'entry')}`,
  );
}

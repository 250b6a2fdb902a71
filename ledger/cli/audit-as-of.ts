// optmark audit … --as-of: what the gate would have said then, and by which records.

import { parse as parseInput } from '../channels/parse.ts';
import { purposeSchema } from '../core/notice/purpose.ts';
import { type AsOf, type AsOfAnswer, askAsOf } from '../operations/ask-as-of.ts';
import type { Ledger } from '../operations/ledger.ts';
import { type ExitCode, exit, required, UsageError } from './command.ts';
import { count, print, printJson } from './terminal.ts';

export type AsOfOptions = { asOf: string; purpose: string | undefined; json: boolean };

/** @param number canonical */
export async function auditAsOf(
  ledger: Ledger,
  business: string,
  number: string,
  { asOf, purpose, json }: AsOfOptions,
): Promise<ExitCode> {
  const question = {
    business,
    purpose: parseInput(purposeSchema, required(purpose, 'purpose'), '/purpose'),
    scope: 'message' as const,
  };
  const principal = { key: 'cli', business, scopes: ['audit:read' as const] };
  const recipient = { kind: 'number', value: number } as const;
  const answer = await askAsOf(ledger, principal, { question, recipient }, parseAsOf(asOf));
  if (json) printJson(answer);
  else show(answer);
  return answer.decision === 'allow' ? exit.true : exit.false;
}

/** A size of the log in digits, or a moment in ISO 8601 with its offset from UTC. */
export function parseAsOf(text: string): AsOf {
  if (/^\d{1,15}$/.test(text)) return { treeSize: Number(text) };
  const isMoment = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isMoment)
    throw new UsageError('--as-of is a size of the log, or a moment such as 2026-03-01T09:30:00Z');
  return { at: new Date(text).toISOString() };
}

function show({ decision, reasons, record, at, records, proof_tree_size }: AsOfAnswer): void {
  print(`${decision}  ${reasons.join(', ')}${record === undefined ? '' : `  by record ${record}`}`);
  print(`judged as of ${at}`);
  for (const { recorded_at, kind, grade, leaf_index, id } of records) {
    print(
      `${recorded_at}  ${kind}${grade === undefined ? '' : `  ${grade}`}  entry ${leaf_index}  record ${id}`,
    );
  }
  print(`${count(records.length)} records bear on it, proven in a tree of ${count(proof_tree_size)} entries`);
}

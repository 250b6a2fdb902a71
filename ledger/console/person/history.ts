// What the console reads of a person: their records with proofs, and what stands. Only what is used is typed;
// a record is whatever its bytes say.

import { ask } from '../ask/ask.ts';
import type { Proven } from '../verify/check.ts';

export type Fields = Readonly<Record<string, unknown>>;

export type Entry = Proven & {
  id: string;
  kind: string;
  recorded_at: string;
  text?: string[];
  stated?: Record<string, string>;
  read_by?: { role: string; name?: string };
  corrected_by?: { recorded_at: string; corrections: { field: string; is: string }[] }[];
  grade?: string;
  grade_reasons?: string[];
  record: Fields;
  /** The tree that it is proven in: each page of a history has its own. */
  checkpoint: string;
};

type Page = { records: Entry[]; changed?: { leaf_index: number }[]; next?: number; checkpoint: string };

/** At most so many pages: what a person has beyond is not on the page, and stands in their access file. */
const pagesMax = 5;
const pageSize = 200;

/** `changed`: entries, from 0, whose records somebody has changed in the database. */
export type History = { entries: Entry[]; changed: number[] };

/** Oldest first, as the log has them. */
export async function readHistory(subject: string, signal: AbortSignal): Promise<History> {
  const entries: Entry[] = [];
  const changed: number[] = [];
  let after: number | undefined;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const body = { subject, limit: pageSize, ...(after !== undefined && { after }) };
    const {
      records,
      changed: found = [],
      next,
      checkpoint,
    } = await ask<Page>('POST', '/v1/subjects/history', body, signal);
    for (const one of records) entries.push({ ...one, checkpoint });
    for (const one of found) changed.push(one.leaf_index);
    if (next === undefined) break;
    after = next;
  }
  return { entries, changed };
}

export type Standing = {
  purpose: string;
  scope?: string;
  allowed: boolean;
  reasons: string[];
  since?: string;
  record?: string;
};
export type Standings = { purposes: Standing[] };

type Answered = { standings: (Omit<Standing, 'allowed'> & { decision: string })[] };

/** Every purpose for messages; calls only where something was said of them. */
export async function readStanding(subject: string, at?: string, signal?: AbortSignal): Promise<Standings> {
  const asked = { subject, ...(at !== undefined && { at }) };
  const { standings } = await ask<Answered>('POST', '/v1/subjects/standing', asked, signal);
  return { purposes: standings.map((one) => ({ ...one, allowed: one.decision === 'allow' })) };
}

type Name = { kind: string; value: string };

/** Every name of the person that their records hold; masked unless the ledger was given a reason. */
export function namesIn(entries: readonly Entry[]): Name[] {
  const found = new Map<string, Name>();
  for (const { record } of entries) {
    const names = Array.isArray(record.identifiers) ? (record.identifiers as Name[]) : [];
    for (const name of names) found.set(`${name.kind} ${name.value}`, name);
  }
  return [...found.values()].sort((a, b) => Number(b.kind === 'number') - Number(a.kind === 'number'));
}

/** For one look, with a reason that is recorded. */
export const revealed = async (subject: string, reason: string): Promise<Name[]> =>
  namesIn(
    (await ask<Page>('POST', '/v1/subjects/history', { subject, reveal: reason, limit: pageSize })).records,
  );

/** A message that the gate judged: allowed with a permit, or denied. */
export type Message = {
  row: 'message';
  at: string;
  permit: string;
  question: Fields;
  decision: 'allow' | 'deny';
  reasons: string[];
  record?: string;
  statuses: { status: string; at: string }[];
};

/** The latest so many rows; the access file has all. */
const messagesMax = 200;

export async function readMessages(subject: string, signal: AbortSignal): Promise<Message[]> {
  const asked = { subject, limit: messagesMax };
  const { rows } = await ask<{ rows: (Message | { row: 'record' })[] }>(
    'POST',
    '/v1/subjects/timeline',
    asked,
    signal,
  );
  return rows.filter((row): row is Message => row.row === 'message');
}

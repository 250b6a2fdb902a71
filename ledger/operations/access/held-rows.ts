// What is kept of a person in no record: messages and what Meta said of them, open windows, and what waits
// for a while, sealed. A row that was changed by hand is said to be, and its content is not told: it may be
// another's.

import { serviceWindowMs } from '../../core/gate/judge.ts';
import { openOfSend } from '../../core/gate/sealed-send.ts';
import { type BoundTable, type Cells, isKept } from '../../core/kept-row.ts';
import { openText, type SealedPlace } from '../../core/subject/sealed-call.ts';
import { openWebhook } from '../../core/subject/sealed-webhook.ts';
import type { Keys } from '../keys.ts';
import type { AccessRow } from './rows.ts';
import type { AccessStore, Held, HeldRows, HeldTable } from './store.ts';

export type Holding = Keys<'master' | 'macs' | 'peppers'> & { held: AccessStore };

type Row<Table extends HeldTable> = HeldRows[Table];

export async function* heldRows(ledger: Holding, of: Held): AsyncGenerator<AccessRow> {
  /** The permit of a message, by the keyed hash of Meta's id. */
  const permits = new Map<string, string>();
  const changed: AccessRow[] = [];
  async function* each<Table extends HeldTable>(table: Table): AsyncGenerator<Row<Table>> {
    for await (const page of ledger.held.rows(table, of)) yield* page;
  }
  async function* bound<Table extends HeldTable & BoundTable>(table: Table): AsyncGenerator<Row<Table>> {
    for await (const row of each(table)) {
      if (isKept(ledger.keys.macs, table, row as Cells & { mac: Buffer | null })) yield row;
      else changed.push({ row: 'changed', of: table });
    }
  }
  const own = new Set(of.tags.map((tag) => tag.toString('hex')));
  const isTheirs = (tags: readonly Buffer[]) => tags.every((tag) => own.has(tag.toString('hex')));
  const opened = (tags: readonly Buffer[], open: () => string | undefined) =>
    isTheirs(tags) ? { content: read(open()) } : { names_others: true as const };
  const sealed = (
    what: SealedPlace['what'],
    name: SealedPlace['name'],
    row: { sealed: Buffer; tags: Buffer[] },
  ) =>
    opened(row.tags, () => openText(ledger.keys.master, { what, name, business: of.business }, row.sealed));

  for await (const row of bound('sends')) {
    if (row.message !== null) permits.set(placeOf(row.sender, row.message), row.permit);
    yield messageOf(ledger, row);
  }
  for await (const row of bound('message_statuses')) {
    const permit = permits.get(placeOf(row.sender, row.message));
    const { sender, status, at, error } = row;
    yield {
      ...{ row: 'status', sender, status, at },
      ...(permit !== undefined && { permit }),
      ...(error !== null && { error }),
    };
  }
  for await (const { sender, last_inbound_at: at } of bound('service_windows')) {
    const until = new Date(Date.parse(at) + serviceWindowMs).toISOString();
    yield { row: 'window', sender, last_message_at: at, open_until: until };
  }
  for await (const row of bound('ownership_challenges')) {
    const { record, method, live, confirmed, tries, created_at, expires_at } = row;
    yield { row: 'challenge', record, method, live, confirmed, tries, created_at, expires_at };
  }
  for await (const row of each('ivr_calls'))
    yield { row: 'call', ends_at: row.ends_at, ...sealed('call', row.call, row) };
  for await (const row of each('sms_threads'))
    yield { row: 'thread', ends_at: row.ends_at, ...sealed('sms-thread', row.thread, row) };
  for await (const row of each('opt_in_links')) {
    const { id, made_at, ends_at, revoked_at } = row;
    yield {
      ...{ row: 'link', id, made_at, ends_at, ...sealed('link', id, row) },
      ...(revoked_at !== null && { revoked_at }),
    };
  }
  for await (const row of each('pending_opt_ins')) {
    const { pending: id, submitted_at, ends_at } = row;
    yield { row: 'pending', id, submitted_at, ends_at, ...sealed('pending', id, row) };
  }
  for await (const { round, purpose, scope, record, named_at } of each('reconfirmations'))
    yield { row: 'asked_again', round, purpose, scope, record, named_at };
  for await (const row of bound('erasure_requests')) {
    const { request: id, proof, asked_at, refused_at, reason } = row;
    yield {
      ...{ row: 'erasure_request', id, proof, asked_at },
      ...(refused_at !== null && { refused_at }),
      ...(reason !== null && { reason }),
    };
  }
  for await (const row of each('webhook_outbox')) {
    const { id, sender, received_at } = row;
    const place = { id, business: of.business, sender };
    const body = () => openWebhook(ledger.keys.master, place, row.sealed)?.toString('utf8');
    yield { row: 'webhook', sender, received_at, ...opened(row.tags, body) };
  }
  yield* changed;
}

const placeOf = (sender: string, message: Buffer) => `${sender}\0${message.toString('hex')}`;

function messageOf({ keys: { master } }: Holding, row: Row<'sends'>): AccessRow {
  const { permit, sender, question, decision, reasons, record, tree_size, state, judged_at, answered_at } =
    row;
  const signed = openOfSend(master, permit, 'permit', row.sealed_permit);
  // Its first two bytes are the status (send-through-gate.ts).
  const answer = row.sealed_answer && openOfSend(master, permit, 'answer', row.sealed_answer)?.subarray(2);
  return {
    ...{
      row: 'message',
      permit,
      sender,
      question: read(question),
      decision,
      reasons,
      tree_size,
      state,
      judged_at,
    },
    ...(record !== null && { record }),
    ...(answered_at !== null && { answered_at }),
    ...(signed !== undefined && { signed_permit: signed.toString('ascii') }),
    ...(answer && { answer: answer.toString('utf8') }),
  };
}

/** JSON as what it says, else the text. */
function read(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

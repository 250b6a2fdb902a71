// What waits, for the second member of staff: all of it with masked numbers, or one with everything that was
// posted. Either look is recorded before it is answered.

import type { Principal } from '../../auth/scope.ts';
import type { OptIn } from '../../core/consent/command.ts';
import { maskNumber } from '../../core/notice/render.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import { findPerson } from '../person/find-person.ts';
import { type Keeping, type OpenedPending, opened, openPending } from './keep.ts';
import type { Pending } from './store.ts';

export type Waiting = {
  pending: string;
  channel: OptIn['channel'];
  /** Its calling code and its last four digits. */
  number: string;
  notice: string;
  locale: string;
  occurred_at: string;
  /** The id of the key. */
  submitted_by: string;
  submitted_at: string;
  expires_at: string;
};

export const pendingPageMax = 200;

export async function listPending(
  ledger: Keeping & Noting,
  principal: Principal,
  { after, limit = pendingPageMax }: { after?: string | undefined; limit?: number | undefined } = {},
): Promise<{ pending: Waiting[]; next?: string }> {
  await noteAccess(ledger, principal, 'list', null);
  const now = ledger.world.now().toISOString();
  const rows = await ledger.pending.list(principal.business, now, after, limit + 1);
  const pending = rows.slice(0, limit).flatMap((row) => shownOf(ledger, row));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { pending, ...(last && { next: last.pending }) };
}

/** A row that was changed by hand does not open, and hides no other. */
function shownOf(ledger: Keeping, row: Pending): Waiting[] {
  try {
    return [waitingOf(opened(ledger, row))];
  } catch {
    return [];
  }
}

function waitingOf({ row, command, submitter }: OpenedPending): Waiting {
  return {
    pending: row.pending,
    channel: command.channel,
    number: maskNumber(command.number, ''),
    notice: command.notice.id,
    locale: command.locale,
    occurred_at: command.occurredAt!,
    submitted_by: submitter.id,
    submitted_at: row.submittedAt,
    expires_at: row.endsAt,
  };
}

export async function showPending(
  ledger: Keeping & Noting,
  principal: Principal,
  pending: string,
): Promise<Waiting & { evidence: Record<string, unknown> }> {
  const { business } = principal;
  const one = await openPending(ledger, business, pending);
  const { number, evidence } = one.command;
  const { person } = await findPerson(ledger, business, { kind: 'number', value: number });
  await noteAccess(ledger, principal, 'reveal', person?.subjects[0] ?? null);
  return { ...waitingOf(one), number, evidence: { ...evidence } };
}

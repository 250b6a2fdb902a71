// Completeness: of each message that was sent, says the list of whoever sends, whether it went through the
// gate and which consent it rests on. The list is read in batches and never held, so memory stays flat.

import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Principal } from '../../auth/scope.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import type { Keys } from '../keys.ts';
import { messageMac } from '../send/message-mac.ts';
import type { SendStore, SentMessage } from '../send/store.ts';
import { type SenderNames, senderNamesOf } from './sender-names.ts';

export type CheckingSent = Noting &
  Keys<'macs'> &
  SenderNames & { sends: Pick<SendStore, 'among' | 'reportedAmong'> };

/** A line of the list. Without an id it could not be read. */
export type SentLine = { line: number; id?: string | undefined };
export type SentBatch = { lines: readonly SentLine[]; next: number };

export const toldOfSent = ['consent', 'permit', 'none'] as const;
export const whyOfSent = [
  'granted',
  'service_window',
  'consent_gone',
  'without_permit',
  'unknown',
  'not_a_message_id',
] as const;

export type SentVerdict = {
  line: number;
  message_id?: string;
  told: (typeof toldOfSent)[number];
  why: (typeof whyOfSent)[number];
  permit?: string;
  consent?: string;
};

export type SentVerdicts = { verdicts: SentVerdict[]; next: number };

/** Names looked for by one query: a message has one under each sender that the business has or had. */
const namesPerQuery = 1_000;

/**
 * The look is recorded when it resolves.
 * @returns what answers a list
 */
export async function checkSent(
  ledger: CheckingSent,
  principal: Principal,
): Promise<(batches: AsyncIterable<SentBatch>) => AsyncGenerator<SentVerdicts>> {
  const { business } = principal;
  await noteAccess(ledger, principal, 'list', null, { filter: { check: 'messages' } });
  const senders = await senderNamesOf(ledger, business);
  const atOnce = Math.max(1, Math.floor(namesPerQuery / Math.max(1, senders.length)));
  return async function* (batches) {
    for await (const { lines, next } of batches) {
      for (let at = 0; at === 0 || at < lines.length; at += atOnce) {
        // Single checks do not wait for a whole batch.
        await othersFirst();
        const verdicts = await verdictsOn(ledger, business, senders, lines.slice(at, at + atOnce));
        yield { verdicts, next: lines[at + atOnce]?.line ?? next };
      }
    }
  };
}

async function verdictsOn(
  ledger: CheckingSent,
  business: string,
  senders: readonly string[],
  lines: readonly SentLine[],
): Promise<SentVerdict[]> {
  const asked = lines.map(({ line, id }) => ({
    ...{ line, id },
    names:
      id === undefined ? [] : senders.map((sender) => ({ sender, message: messageMac(ledger, sender, id) })),
  }));
  const names = asked.flatMap((one) => one.names);
  const [sends, reported] =
    names.length === 0
      ? [[], []]
      : [await ledger.sends.among(business, names), await ledger.sends.reportedAmong(business, names)];
  const sendOf = new Map(sends.map((send) => [keyOf(send), send]));
  const isReported = new Set(reported.map(keyOf));
  return asked.map(({ line, id, names: own }) => {
    if (id === undefined) return { line, told: 'none', why: 'not_a_message_id' };
    const send = own.map((name) => sendOf.get(keyOf(name))).find((one) => one !== undefined);
    if (send !== undefined) return { line, message_id: id, ...verdictOn(send) };
    const why = own.some((name) => isReported.has(keyOf(name))) ? 'without_permit' : 'unknown';
    return { line, message_id: id, told: 'none', why };
  });
}

function verdictOn({ permit, record, hasRecord }: SentMessage): Omit<SentVerdict, 'line' | 'message_id'> {
  if (record === undefined) return { told: 'permit', why: 'service_window', permit };
  if (!hasRecord) return { told: 'permit', why: 'consent_gone', permit };
  return { told: 'consent', why: 'granted', permit, consent: record };
}

const keyOf = ({ sender, message }: { sender: string; message: Buffer }): string =>
  `${sender} ${message.toString('base64')}`;

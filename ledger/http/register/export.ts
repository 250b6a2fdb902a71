// POST /v1/exports: the records that a filter finds, as a file. It is made while it is read.

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { exportFields, inOneSize, namesOneSize } from '../../core/export/asked.ts';
import { exportRowSchema } from '../../core/export/row.ts';
import { exportRecords } from '../../operations/export/export-records.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { exportIdleMs, exportsMax, exportsOfOneMax } from '../server/limits.ts';
import { ndjson } from '../server/ndjson.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { neverStored } from '../server/reply.ts';
import { outgoingOf, streamed } from '../server/streamed.ts';
import { ofRecords, recordFields, recordsAsked } from './asked.ts';

const requestSchema = ofRecords(
  z.strictObject({ ...recordFields, ...exportFields }).refine(namesOneSize, inOneSize),
).meta({
  id: 'ExportAsked',
  example: {
    format: 'csv',
    kind: 'opt_in',
    notice: 'order-updates',
    from: '2026-03-01T00:00:00+05:30',
    to: '2026-04-01T00:00:00+05:30',
    zone: 'Asia/Kolkata',
  },
});

export const exportEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/exports',
    operationId: 'exportRecords',
    tag: 'Audit',
    summary: 'Records as a file',
    description:
      'The records that `/v1/register/query` finds for the same filter, oldest first, each with the words that were shown, as ' +
      'CSV or NDJSON; as consent records of ISO/IEC TS 27560 (`json-ld`); or as a signed `bundle` of whole records and their ' +
      'proofs, which `optmark verify` checks offline. All rows are true at one size of the log, however long it takes; the ' +
      'same question at the same ' +
      '`tree_size` is the same file, byte for byte. Numbers are masked unless a `reason` is given. The last row is ' +
      '`end`: how many rows are before it, of how many in all, and the SHA-256 of all bytes before it. A file without it broke ' +
      'off: ask again with the `cursor` of its last whole row. In a CSV, a cell that a spreadsheet would take for a ' +
      'formula begins with a quotation mark. The ledger records each export in the same log before it sends anything.',
    who: { scope: 'audit:read' },
    body: jsonBody(requestSchema),
    answers: {
      200: rawAnswer('The file, as it is made.', {
        [ndjson]: {
          schema: exportRowSchema,
        },
        'text/csv': { schema: { type: 'string' } },
        'application/ld+json': { schema: { type: 'object' } },
      }),
    },
    errors: ['unavailable', 'overloaded'],
    commits: true,
    handle: async ({ caller, body, c }, { ledger, logger }) => {
      const { business } = caller;
      const { format, zone, reason, tree_size: treeSize, cursor, limit, bom, ...records } = body;
      const which = recordsAsked(business, records);
      const giveBack = take(placesOf(ledger), business);
      const outgoing = outgoingOf(c);
      // Of a caller who is gone before the first piece, the answer is never asked for.
      outgoing?.once('close', giveBack);
      try {
        const asked = { ...which, format, zone, reason, treeSize, cursor, limit, bom };
        const { mediaType, fileName, pieces } = await exportRecords(ledger, caller, asked);
        // Asked for inside this process, where nothing tells that the reader has gone.
        if (outgoing === undefined || outgoing.closed) giveBack();
        const cut = () => void outgoing?.destroy();
        return {
          status: 200 as const,
          headers: {
            'content-type': mediaType,
            'content-disposition': `attachment; filename="${fileName}"`,
            ...neverStored,
          },
          body: streamed(sent(pieces, { giveBack, cut, logger }), {
            waits: (ms) => ms < exportIdleMs,
            cut,
          }),
        };
      } catch (error) {
        giveBack();
        throw error;
      }
    },
  }),
];

type Sending = { giveBack: () => void; cut: () => void; logger: Pick<Logger, 'error'> };

/**
 * Where a page cannot be read the connection is cut, so that also a program that looks at no row sees that
 * the file is not whole.
 */
async function* sent(pieces: AsyncGenerator<string>, { giveBack, cut, logger }: Sending) {
  try {
    yield* pieces;
  } catch (error) {
    logger.error('an export broke off', { route: '/v1/exports', error });
    cut();
  } finally {
    giveBack();
  }
}

/** Exports under way, by business: on each node for itself. */
type Places = Map<string, number>;
const placesByLedger = new WeakMap<Ledger, Places>();

export function placesOf(ledger: Ledger): Places {
  const places = placesByLedger.get(ledger) ?? new Map();
  placesByLedger.set(ledger, places);
  return places;
}

/** @returns how to give the place back, which counts once */
export function take(underWay: Places, business: string): () => void {
  const own = underWay.get(business) ?? 0;
  const all = underWay.values().reduce((sum, count) => sum + count, 0);
  if (own >= exportsOfOneMax || all >= exportsMax)
    throw new LedgerError('overloaded', 'Too many exports are under way.', { retryAfter: 5 });
  underWay.set(business, own + 1);
  let given = false;
  return () => {
    if (given) return;
    given = true;
    const left = underWay.get(business)! - 1;
    if (left === 0) underWay.delete(business);
    else underWay.set(business, left);
  };
}

// POST /v1/exports: the records that a filter finds, as a file. It is made while it is read.

import { z } from 'zod';
import { atItsSize, drawsAtOneSize, exportFields, inOneSize, namesOneSize } from '../../core/export/asked.ts';
import { exportRowSchema } from '../../core/export/row.ts';
import { exportRecords } from '../../operations/export/export-records.ts';
import { download, filesAtOnce } from '../server/download.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { ndjson } from '../server/ndjson.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { ofRecords, recordFields, recordsAsked } from './asked.ts';

const requestSchema = ofRecords(
  z
    .strictObject({ ...recordFields, ...exportFields })
    .refine(namesOneSize, inOneSize)
    .refine(drawsAtOneSize, atItsSize),
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
      'off, as it does after an hour: ask again with the `cursor` of its last whole row. In a CSV, a cell that a spreadsheet would take for a ' +
      'formula begins with a quotation mark. With `sample` the file holds so many of the records, drawn as the guide on ' +
      'exports says, so that anyone draws the same. The ledger records each export in the same log before it sends anything.',
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
    atOnce: filesAtOnce,
    commits: true,
    handle: async ({ caller, body, c }, { ledger, logger }) => {
      const { business } = caller;
      const { format, zone, reason, tree_size: treeSize, cursor, limit, bom, sample, ...records } = body;
      const which = recordsAsked(business, records);
      const asked = { ...which, format, zone, reason, treeSize, cursor, limit, bom, sample };
      return download({ c, ledger, business, logger, route: '/v1/exports' }, () =>
        exportRecords(ledger, caller, asked),
      );
    },
  }),
];

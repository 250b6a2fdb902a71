// One record by its id: for the auditor with its proof (GET /v1/records/{id}), for its holder as a file that can be
// checked offline (GET /v1/receipts/{record}).

import type { Context } from 'hono';
import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { evidenceFileSchema } from '../../core/receipt/evidence-file.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { readRecord } from '../../operations/read-history.ts';
import { readReceipt } from '../../operations/read-receipt.ts';
import { callerWith } from '../caller.ts';
import { commitCodes, jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { historySchema } from '../history/history.ts';
import { json, neverStored } from '../server/reply.ts';
import { writtenExample } from '../server/written.ts';
import { jwksExample, logKeysExample } from './keys.ts';

const id = z.uuid().meta({ example: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10' });

export const evidenceSchema = evidenceFileSchema.meta({
  ...evidenceFileSchema.meta(),
  example: {
    format: 'optmark-evidence/v1',
    receipt: writtenExample.receipt,
    record: 'eyJidXNpbmVzcyI6ImZyZXNoLXByb2R1Y2UifQ==',
    nonce: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
    proof: `c2sp.org/tlog-proof@v1\nindex 7\n${writtenExample.inclusion.join('\n')}\n\n${writtenExample.checkpoint}`,
    vkey: logKeysExample.vkey,
    jwks: jwksExample,
  },
});

export const recordEndpoints = (ledger: Ledger): Endpoint[] => [
  {
    method: 'get',
    path: '/v1/records/{id}',
    readers: 'server',
    description: {
      operationId: 'readRecord',
      tags: ['Audit'],
      summary: 'One record with its proof',
      description: 'Looking is recorded, as in a history.',
      security: secretKey('audit:read'),
      request: { params: z.object({ id }) },
      responses: {
        200: { description: 'A history of one record.', content: jsonContent(historySchema) },
        ...problems(...keyCodes, ...commitCodes, 'not_found'),
      },
    },
    async handle(c) {
      const caller = await callerWith(ledger, c, 'audit:read');
      return json(200, await readRecord(ledger, caller, recordId(c, 'id')));
    },
  },
  {
    method: 'get',
    path: '/v1/receipts/{record}',
    readers: 'server',
    description: {
      operationId: 'readReceipt',
      tags: ['Audit'],
      summary: 'The evidence file of one record',
      description:
        'Receipt, record, opening and proof in one file: `optmark verify <file>` checks it without this server. It ' +
        'holds personal data. That it was handed out is recorded.',
      security: secretKey('audit:read', 'opt-in:write'),
      request: { params: z.object({ record: id }) },
      responses: {
        200: { description: 'The file.', content: jsonContent(evidenceSchema) },
        ...problems(...keyCodes, ...commitCodes, 'not_found'),
      },
    },
    async handle(c) {
      const caller = await callerWith(ledger, c, 'audit:read', 'opt-in:write');
      const record = recordId(c, 'record');
      const disposition = `attachment; filename="optmark-evidence-${record}.json"`;
      const evidence = await readReceipt(ledger, caller, record);
      return json(200, evidence, { ...neverStored, 'content-disposition': disposition });
    },
  },
];

/** What is no id names no record. */
function recordId(c: Context, name: string): string {
  const parsed = id.safeParse(c.req.param(name));
  if (!parsed.success) throw new LedgerError('not_found', 'No such record.');
  return parsed.data;
}

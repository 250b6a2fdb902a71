// One record by its id: for the auditor with its proof (GET /v1/records/{id}), for its holder as a file that
// can be checked offline (GET /v1/receipts/{record}).

import { z } from 'zod';
import { evidenceFileSchema } from '../../core/receipt/evidence-file.ts';
import { readRecord } from '../../operations/history/read-history.ts';
import { readReceipt } from '../../operations/history/read-receipt.ts';
import { jwksExample, logKeysExample } from '../log/keys.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { neverStored } from '../server/reply.ts';
import { writtenExample } from '../server/written.ts';
import { historySchema } from './history.ts';

export const recordId = z.uuid().meta({ example: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10' });

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

export const recordEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/records/{id}',
    operationId: 'readRecord',
    tag: 'Audit',
    summary: 'One record with its proof',
    description: 'The ledger records the reading, as for a history.',
    who: { scope: 'audit:read' },
    params: z.object({ id: recordId }),
    answers: { 200: answer('A history of one record.', historySchema) },
    commits: true,
    errors: ['not_found'],
    async handle({ caller, params }, { ledger }) {
      return ok(await readRecord(ledger, caller, params.id));
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/receipts/{record}',
    operationId: 'readReceipt',
    tag: 'Audit',
    summary: 'The evidence file of one record',
    description:
      'Receipt, record, opening and proof in one file: `optmark verify <file>` checks it without this server. It ' +
      'holds personal data, so a person in the console says why, in the header `optmark-reveal`. The ledger records that it ' +
      'hands the file out.',
    who: { scope: ['audit:read', 'opt-in:write'] },
    params: z.object({ record: recordId }),
    whole: true,
    answers: { 200: answer('The file.', evidenceSchema) },
    commits: true,
    errors: ['not_found'],
    async handle({ caller, params: { record } }, { ledger }) {
      const disposition = `attachment; filename="optmark-evidence-${record}.json"`;
      const evidence = await readReceipt(ledger, caller, record);
      return ok(evidence, { ...neverStored, 'content-disposition': disposition });
    },
  }),
];

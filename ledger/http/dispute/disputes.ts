// POST /v1/disputes: the evidence of one message, or of one record, as a pack that a stranger checks offline.

import { z } from 'zod';
import { exactlyOneOf } from '../../channels/field-choice.ts';
import { messageIdMax } from '../../channels/server/sent-message.ts';
import { revealReasons } from '../../core/consent/record/of-business.ts';
import { zip } from '../../core/dispute/zip.ts';
import { makePack } from '../../operations/dispute/make-pack.ts';
import { reasonOf } from '../console/masked.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { neverStored } from '../server/reply.ts';
import { packPage } from './page.ts';

const requestSchema = z
  .strictObject({
    message: z
      .string()
      .min(1)
      .max(messageIdMax)
      .optional()
      .meta({ description: 'Meta’s id of the message.' }),
    permit: z
      .uuid()
      .optional()
      .meta({ description: 'The id of its permit, which the answer to the send named.' }),
    record: z.uuid().optional().meta({ description: 'In place of a message: a record of a person.' }),
    reason: z
      .enum(revealReasons)
      .optional()
      .meta({ description: '`legal_claim` if it is not said. A person in the console has to say it.' }),
  })
  .refine(
    ({ message, permit, record }) =>
      [message, permit, record].filter((one) => one !== undefined).length === 1,
    { error: 'needs exactly one of message, permit, record', params: { rule: 'one_subject' } },
  )
  .meta({
    id: 'Dispute',
    ...exactlyOneOf('message', 'permit', 'record'),
    example: { record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10' },
  });

export const disputeEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/disputes',
    operationId: 'makeDisputePack',
    tag: 'Audit',
    summary: 'Prove one message, or one record',
    description:
      'A zip file: the message and what became of it, its signed permit, the consent that it rests on with its words and the ' +
      'gesture or key press, every record of the person that bore on it then, the notice and the flow as they were published, ' +
      'what was corrected since, what all of it does not prove, and the proofs. `optmark verify pack.zip` checks it offline: ' +
      'the signatures, the place of each record in the log, the words, and that the records, folded again, allow the message. ' +
      '`index.html` in it is the same to read and print, and checks the records by itself. It holds personal data. The ledger ' +
      'records the look before it answers.',
    who: { scope: 'audit:read' },
    body: jsonBody(requestSchema),
    answers: {
      200: rawAnswer('The pack.', { 'application/zip': { schema: { type: 'string', format: 'binary' } } }),
    },
    errors: ['not_found'],
    commits: true,
    async handle({ caller, body: { message, permit, record, reason } }, { ledger, disputeScript }) {
      const asked =
        record !== undefined ? { record } : permit !== undefined ? { permit } : { message: message! };
      const pack = await makePack(ledger, caller, asked, reasonOf(caller, reason, 'legal_claim'));
      return {
        status: 200 as const,
        headers: {
          'content-type': 'application/zip',
          'content-disposition': 'attachment; filename="pack.zip"',
          ...neverStored,
        },
        body: new Uint8Array(zip(pack.files(packPage(pack, disputeScript)))),
      };
    },
  }),
];

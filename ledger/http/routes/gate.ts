// POST /v1/gate/check: may this message be sent? The hot path of the interface.

import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { askAbout } from '../../operations/ask-about.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { callerWith } from '../caller.ts';
import { bodyCodes, jsonBody, jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { answerFields, askable, messageFields, recipientOf, subjectOf } from '../gate/gate-question.ts';
import { readBody } from '../server/body.ts';
import { bodyBytesMax } from '../server/limits.ts';
import { json } from '../server/reply.ts';

const questionSchema = askable(
  z.strictObject({
    ...messageFields,
    permit: z.boolean().default(true).meta({ description: 'Whether to sign the answer.' }),
  }),
).meta({
  id: 'GateQuestion',
  example: { recipient: '+919876543210', purpose: 'shipping_update' },
});

const answerSchema = z.strictObject(answerFields).meta({
  id: 'GateAnswer',
  example: {
    decision: 'allow',
    reasons: ['granted'],
    record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
    grade: 'E2',
    tree_size: 8,
    permit:
      'eyJhbGciOiJFZDI1NTE5IiwidHlwIjoib3B0bWFyay1wZXJtaXQrandzIn0.eyJkZWNpc2lvbiI6ImFsbG93In0.c2lnbmF0dXJl',
  },
});

export const gateEndpoints = (ledger: Ledger, metrics: Pick<Metrics, 'decided'>): Endpoint[] => [
  {
    method: 'post',
    path: '/v1/gate/check',
    readers: 'server',
    description: {
      operationId: 'checkGate',
      tags: ['Ask before sending'],
      summary: 'May this message be sent?',
      description:
        'Ask at dispatch, not when the message is queued. An opt-out whose answer went out before this question came ' +
        'is always seen. Anything but an answer with `"decision": "allow"` means: do not send.',
      security: secretKey('gate:check'),
      request: { body: jsonBody(questionSchema) },
      responses: {
        200: { description: 'The decision, with every reason.', content: jsonContent(answerSchema) },
        ...problems(...bodyCodes, ...keyCodes),
      },
    },
    async handle(c) {
      const { business } = await callerWith(ledger, c, 'gate:check');
      const body = await readBody(c, 'application/json', bodyBytesMax);
      const asked = parse(questionSchema, parseJson(body.toString('utf8')));
      const { scope, permit } = asked;
      const about = { business, scope, ...subjectOf(asked) };
      const { subjects: _, ...answer } = await askAbout(ledger, about, recipientOf(asked), { permit });
      metrics.decided(answer.decision, answer.reasons);
      return json(200, answer);
    },
  },
];

// POST /v1/gate/check: may this message be sent? The hot path of the API.

import { z } from 'zod';
import { ask } from '../../operations/gate/ask.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { answerFields } from './gate-answer.ts';
import { askable, messageFields, questionIn, recipientOf } from './gate-question.ts';

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
    grade_reasons: ['no_fresh_nonce'],
    tree_size: 8,
    permit:
      'eyJhbGciOiJFZERTQSIsInR5cCI6Im9wdG1hcmstcGVybWl0K2p3cyJ9.eyJkZWNpc2lvbiI6ImFsbG93In0.c2lnbmF0dXJl',
  },
});

export const gateEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/gate/check',
    operationId: 'checkGate',
    tag: 'Ask before sending',
    summary: 'May this message be sent?',
    description:
      'Ask when you dispatch the message, not when you queue it. The gate sees every opt-out whose answer went out before ' +
      'this question came. Anything except an answer with `"decision": "allow"` means: do not send.',
    who: { scope: 'gate:check' },
    body: jsonBody(questionSchema),
    answers: { 200: answer('The decision, with every reason.', answerSchema) },
    async handle({ caller: { business, test }, body }, { ledger, metrics }) {
      const question = { business, test, question: questionIn(body), recipient: recipientOf(body) };
      const { answer: decided } = await ask(ledger, question, { permit: body.permit });
      metrics.decided(decided.decision, decided.reasons);
      return ok(decided);
    },
  }),
];

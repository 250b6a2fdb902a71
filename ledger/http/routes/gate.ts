// POST /v1/gate/check: may this message be sent? The hot path of the interface.

import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { grades } from '../../core/consent/grade.ts';
import { LedgerError } from '../../core/error.ts';
import { reasons } from '../../core/gate/decide.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import { type CanonicalIdentifier, normalizeIdentifier } from '../../core/subject/identifier.ts';
import { askGate } from '../../operations/ask-gate.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { readBody } from '../body.ts';
import { callerWith } from '../caller.ts';
import { bodyCodes, jsonBody, jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { bodyBytesMax } from '../limits.ts';
import { json } from '../reply.ts';

const identifier = z.string().min(1).max(256).optional();
const names = ['recipient', 'wa_id', 'bsuid'] as const;

const questionSchema = z
  .strictObject({
    recipient: identifier.meta({ description: 'A number in international form.' }),
    wa_id: identifier.meta({ description: 'The number as Meta spells it.' }),
    bsuid: identifier.meta({ description: 'Meta’s business-scoped user id.' }),
    purpose: purposeSchema,
    scope: z.enum(['message', 'call']).default('message'),
    permit: z.boolean().default(true).meta({ description: 'Whether to sign the answer.' }),
    template: z
      .unknown()
      .refine((template) => template === undefined, {
        error: 'Templates are not mapped to purposes yet; name the purpose.',
        params: { rule: 'template_unsupported' },
      })
      .optional()
      .meta({ description: 'Not accepted yet: name the purpose.' }),
  })
  .refine((question) => names.filter((name) => question[name] !== undefined).length === 1, {
    error: `needs exactly one of ${names.join(', ')}`,
    params: { rule: 'one_recipient' },
  })
  .meta({
    id: 'GateQuestion',
    example: { recipient: '+919876543210', purpose: 'shipping_update' },
  });

const answerSchema = z
  .strictObject({
    decision: z.enum(['allow', 'deny']),
    reasons: z.array(z.enum(reasons)),
    record: z.uuid().optional().meta({ description: 'The record that decides.' }),
    grade: z.enum(grades).optional(),
    tree_size: z.int().min(0).meta({ description: 'Size of the log this was judged at.' }),
    permit: z.string().optional().meta({ description: 'The signed decision, a JWS; it holds no number.' }),
  })
  .meta({
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
      const { purpose, scope, permit } = asked;
      const answer = await askGate(ledger, { business, purpose, scope }, recipientOf(asked), { permit });
      metrics.decided(answer.decision, answer.reasons);
      return json(200, answer);
    },
  },
];

function recipientOf(asked: z.infer<typeof questionSchema>): CanonicalIdentifier {
  const name = names.find((one) => asked[one] !== undefined) ?? 'recipient';
  const kind = name === 'recipient' ? 'number' : name;
  const found = normalizeIdentifier({ kind, value: asked[name] ?? '' });
  if (found.kind !== 'refused') return found;
  throw new LedgerError('invalid', 'The recipient cannot be a WhatsApp user.', {
    faults: [{ pointer: `/${name}`, rule: found.rule, detail: found.detail }],
  });
}

// POST /v1/sms/{dialect}/{business}: what a provider tells of a text message, and what is sent back. The last
// part of the path may be the secret of the line, for a provider that signs nothing. Only POST: the number
// would stand in the URL of a GET, and in every proxy's log. Nothing of the path or the body is logged.
//
//   body, at most 16 KiB -> signature or secret -> [operations/sms] -> the provider's own format

import type { Context } from 'hono';
import { z } from 'zod';
import type { SmsRequest } from '../../channels/sms/dialect.ts';
import { smsDialectSchema, smsDialects } from '../../channels/sms/dialects.ts';
import { businessIdSchema } from '../../operations/setup/setup.ts';
import { admitSms } from '../../operations/sms/admit-sms.ts';
import { hearSms } from '../../operations/sms/hear-sms.ts';
import { problemReply } from '../problem/problem.ts';
import { createReport } from '../problem/report.ts';
import { readAnyBody } from '../server/body.ts';
import { type Api, bodyCodes, type Endpoint, rawAnswer, rawEndpoint } from '../server/endpoint.ts';
import { bodyBytesMax } from '../server/limits.ts';
import { neverStored, type Reply } from '../server/reply.ts';
import { targetOf } from '../server/target.ts';

const params = z.object({
  dialect: smsDialectSchema.meta({ description: 'Whose format it is.', example: 'twilio' }),
  business: businessIdSchema.meta({ example: 'fresh-produce' }),
});

const withSecret = params.extend({
  secret: z
    .string()
    .meta({ description: 'The secret of the line.', example: 'oss_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX' }),
});

type Params = z.output<typeof params> & { secret?: string };

const description =
  'A text message to the business, as its provider tells of it: a form or JSON. It is taken if the provider has ' +
  'signed it with what `optmark sms set` named, or if the secret of the line (`optmark sms secret`) is the last ' +
  'part of the path. A keyword of a notice gets its reply back, and a yes to it within 24 hours is an opt-in. A ' +
  'stop is heard whatever else is set up. A message that was told of before gets the same answer, and nothing is ' +
  'recorded twice. What is sent back does not depend on what is known of the number.';

const common = {
  method: 'post',
  tag: 'Text messages',
  who: 'open',
  commits: true,
  first: true,
  errors: [...bodyCodes, 'unauthenticated', 'rate_limited'],
  description,
  reads: {
    body: {
      required: true,
      content: {
        'application/x-www-form-urlencoded': {
          schema: z.looseObject({}).meta({
            example: { MessageSid: 'SM1', From: '+14155550100', To: '+14155550199', Body: 'ORDERS' },
          }),
        },
        'application/json': { schema: z.looseObject({}) },
      },
    },
  },
  answers: {
    200: rawAnswer('What is sent back, in the provider’s format; empty where its API sends it.', {
      'text/xml': { schema: { type: 'string' } },
      'text/plain': { schema: { type: 'string' } },
    }),
  },
} as const;

export const smsEndpoints: Endpoint[] = [
  rawEndpoint({
    ...common,
    path: '/v1/sms/{dialect}/{business}',
    params,
    operationId: 'hearTextMessage',
    summary: 'A person has written a text message',
    serve: serveSms,
  }),
  rawEndpoint({
    ...common,
    path: '/v1/sms/{dialect}/{business}/{secret}',
    params: withSecret,
    operationId: 'hearTextMessageWithSecret',
    summary: 'The same, of a provider that signs nothing',
    serve: serveSms,
  }),
];

function serveSms({ ledger, visitorOf, logger }: Api) {
  const report = createReport(logger);
  return async ({ c, params: named }: { c: Context; params: Params }): Promise<Reply> => {
    const { dialect, business, secret } = named;
    const read = async (): Promise<SmsRequest> => ({
      method: 'POST',
      url: ledger.url + targetOf(c),
      header: (name) => c.req.header(name),
      body: await readAnyBody(c, bodyBytesMax),
    });
    const posted = { business, dialect, visitor: visitorOf(c), shown: secret, read };
    const { reply, failure } = await hearSms(ledger, {
      business,
      dialect,
      ...(await admitSms(ledger, posted)),
    });
    // The person gets an answer, so what kept it from being recorded is reported here.
    if (failure !== undefined) problemReply(failure, report, '/v1/sms');
    const { status, contentType, body } = smsDialects[dialect].answer(reply);
    return { status, headers: { 'content-type': contentType, ...neverStored }, body };
  };
}

// /v1/ivr/{dialect}/{business}/{flow}: what a voice provider tells of a call, and what the caller hears
// next. GET and POST, as the provider's panel has it; the last part of the path may be the flow's secret,
// for panels that can send no header. Nothing of the path, the query or the body is logged.
//
//   body, at most 16 KiB -> signature or secret -> [the flow, and its limits] -> the provider's own format

import type { Context } from 'hono';
import { z } from 'zod';
import { shownSecrets } from '../../auth/flow-secret.ts';
import { isOutgoing } from '../../channels/ivr/caller.ts';
import type { IvrRequest } from '../../channels/ivr/dialect.ts';
import { dialectNameSchema, dialects } from '../../channels/ivr/dialects.ts';
import { LedgerError } from '../../core/error.ts';
import { noticeIdSchema } from '../../core/notice/notice.ts';
import { admitCall } from '../../operations/flow/admit-call.ts';
import { answerCall } from '../../operations/flow/call.ts';
import { businessIdSchema } from '../../operations/setup/setup.ts';
import { problemReply } from '../problem/problem.ts';
import { createReport } from '../problem/report.ts';
import { readAnyBody } from '../server/body.ts';
import { type Api, bodyCodes, type Endpoint, rawAnswer, rawEndpoint } from '../server/endpoint.ts';
import { bodyBytesMax } from '../server/limits.ts';
import { neverStored, type Reply } from '../server/reply.ts';
import { targetOf } from '../server/target.ts';

const params = z.object({
  dialect: dialectNameSchema.meta({ description: 'Whose format it is.', example: 'json' }),
  business: businessIdSchema.meta({ example: 'fresh-produce' }),
  flow: noticeIdSchema.meta({ description: 'The id of a published flow.', example: 'order-updates' }),
});

const withSecret = params.extend({
  secret: z
    .string()
    .meta({ description: 'The flow’s own secret.', example: 'ofs_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX' }),
});

type Params = z.output<typeof params> & { secret?: string };

const description =
  'A request of a call, as the provider makes it: a form, a query or JSON. It is taken if the provider has ' +
  'signed it with what `POST /v1/providers` named, or if the flow’s own secret comes with it: as Bearer, as a ' +
  'Basic password under any user name, or as the last part of the path. A request that was answered before ' +
  'gets the same answer, and nothing is recorded twice. The answer leaves within two seconds, or says that ' +
  'nothing was recorded; so it does where a line is called more than 6000 times a minute, or from one number 60 ' +
  'times a minute or 240 times an hour. Such a call, and one of a retired notice, goes on for the one key that ' +
  'stops. What a caller hears does not depend on what is known of the number.';

const said = rawAnswer('What the caller hears, in the provider’s format.', {
  'application/json': { schema: { type: 'object' } },
  'text/xml': { schema: { type: 'string' } },
  'text/plain': { schema: { type: 'string' } },
});

const common = {
  tag: 'Calls',
  who: 'open',
  commits: true,
  first: true,
  hearsQuery: true,
  errors: [...bodyCodes, 'unauthenticated', 'rate_limited'],
} as const;

const anyBody = {
  body: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': { schema: z.looseObject({}) },
      'application/json': {
        schema: z.looseObject({}).meta({ example: { call: 'c-1', caller: '+919876543210' } }),
      },
    },
  },
};

const answers = { 200: said, 302: rawAnswer('For a panel that reads nothing but the status.') };

export const callEndpoints: Endpoint[] = [
  rawEndpoint({
    ...{
      ...common,
      method: 'post',
      path: '/v1/ivr/{dialect}/{business}/{flow}',
      answers,
      params,
      description,
    },
    operationId: 'continueCall',
    summary: 'A call begins or goes on',
    reads: anyBody,
    serve: (api) => serveCalls(api, 'POST'),
  }),
  rawEndpoint({
    ...{
      ...common,
      method: 'get',
      path: '/v1/ivr/{dialect}/{business}/{flow}',
      answers,
      params,
      description,
    },
    operationId: 'continueCallByQuery',
    summary: 'A call begins or goes on, of a provider that sends a query',
    serve: (api) => serveCalls(api, 'GET'),
  }),
  rawEndpoint({
    ...{
      ...common,
      method: 'post',
      path: '/v1/ivr/{dialect}/{business}/{flow}/{secret}',
      answers,
      description,
    },
    params: withSecret,
    operationId: 'continueCallWithSecret',
    summary: 'The same, for a panel that can send no header',
    reads: anyBody,
    serve: (api) => serveCalls(api, 'POST'),
  }),
  rawEndpoint({
    ...{
      ...common,
      method: 'get',
      path: '/v1/ivr/{dialect}/{business}/{flow}/{secret}',
      answers,
      description,
    },
    params: withSecret,
    operationId: 'continueCallByQueryWithSecret',
    summary: 'The same, by a query',
    serve: (api) => serveCalls(api, 'GET'),
  }),
];

function serveCalls({ ledger, visitorOf, logger }: Api, method: IvrRequest['method']) {
  const report = createReport(logger);

  async function answered(c: Context, { dialect, business, flow, secret }: Params): Promise<Reply> {
    const arrived = ledger.world.now();
    const read = async (): Promise<IvrRequest> => ({
      method,
      url: ledger.url + targetOf(c),
      header: (name) => c.req.header(name),
      body: method === 'GET' ? Buffer.alloc(0) : await readAnyBody(c, bodyBytesMax),
    });
    const named = { business, flow, dialect };
    const shown = shownSecrets(c.req.header('authorization'), secret);
    const admitted = await admitCall(ledger, { ...named, visitor: visitorOf(c), shown, read });
    const path = [dialect, business, flow, ...(secret === undefined ? [] : [secret])].join('/');
    const next = new URL(`${ledger.url}/v1/ivr/${path}`);
    // Whoever the first request was about, the next ones are.
    if (isOutgoing(admitted.request)) next.searchParams.set('direction', 'outbound');
    const { reply, failure, late } = await answerCall(ledger, { ...named, ...admitted, next, arrived });
    // The provider gets an answer, so what kept it from being recorded is reported here.
    if (failure !== undefined) problemReply(failure, report, '/v1/ivr');
    void late?.then((undone) => undone !== undefined && problemReply(undone, report, '/v1/ivr'));
    const { status, contentType, body } = dialects[dialect].answer(reply, admitted.request);
    return { status, headers: { 'content-type': contentType, ...neverStored }, body };
  }

  return async ({ c, params: named }: { c: Context; params: Params }): Promise<Reply> => {
    try {
      return await answered(c, named);
    } catch (error) {
      if (!(error instanceof LedgerError && error.code === 'unauthenticated')) throw error;
      // Some clients show their password only where they are asked for one.
      const problem = problemReply(error, report, '/v1/ivr');
      return { ...problem, headers: { ...problem.headers, 'www-authenticate': challenges } };
    }
  };
}

const challenges = 'Basic realm="optmark", Bearer realm="optmark"';

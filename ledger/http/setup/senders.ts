// /v1/senders: the WhatsApp numbers of the business.

import { z } from 'zod';
import { actorOf } from '../../auth/scope.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import { LedgerError } from '../../core/error.ts';
import { forwardNowhere, forwardTo } from '../../operations/forward/address.ts';
import { shownSenders } from '../../operations/forward/shown-senders.ts';
import {
  accessTokenSchema,
  addSender,
  changeSender,
  endSender,
  registerAccessToken,
  renewVerifyToken,
  senderDraftSchema,
} from '../../operations/setup/senders.ts';
import { answer, created, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { changeBody } from './change-body.ts';
import { endsPrevious, previousUntil, setAt } from './ends-previous.ts';

const exampleId = '106540352242922';
const { phoneNumberId: idSchema, wabaId, number, appSecret } = senderDraftSchema.shape;
const params = z.object({ phone_number_id: idSchema.meta({ example: exampleId }) });

const kept = z.strictObject({ set_at: setAt.unwrap(), previous_until: previousUntil }).optional();

const senderSchema = z
  .strictObject({
    phone_number_id: z.string(),
    waba_id: z.string().optional(),
    number: z.string(),
    app_secret: kept.meta({ description: 'Since when it is what it is; never what it is.' }),
    verify_token: kept,
    access_token: kept.meta({ description: 'Absent: none is registered.' }),
    forward_url: z.string().optional(),
    waiting: z
      .strictObject({ webhooks: z.int().min(1), oldest: z.iso.datetime() })
      .optional()
      .meta({
        description: 'Webhooks that its server has not taken yet, and when the oldest came; absent: none.',
      }),
  })
  .meta({
    id: 'Sender',
    example: { phone_number_id: exampleId, waba_id: '102290129340398', number: '+14155550199' },
  });

const draftSchema = z
  .strictObject({
    phone_number_id: idSchema,
    waba_id: wabaId,
    number,
    app_secret: appSecret.meta({ description: 'What Meta signs webhooks with.' }),
  })
  .meta({
    id: 'SenderDraft',
    example: {
      phone_number_id: exampleId,
      number: '+14155550199',
      app_secret: '0123456789abcdef0123456789abcdef',
    },
  });

const changeSchema = changeBody(
  {
    waba_id: wabaId.nullable(),
    number: number.optional(),
    app_secret: appSecret.optional(),
    access_token: accessTokenSchema.optional().meta({
      description: 'With it messages of this number are sent through the gate; only a keyed hash is kept.',
    }),
    forward_url: z.string().max(2048).nullable().optional().meta({
      description: 'Where its webhooks go, untouched; null: nowhere, and what waits is forgotten.',
    }),
    ends_previous: z
      .boolean()
      .optional()
      .meta({
        description:
          'What was good before the given app secret or access token ends at once; with neither, both end. Else each stays ' +
          'good for 24 hours.',
      }),
  },
  (body) => Object.keys(body).every((name) => name === 'ends_previous') && body['ends_previous'] === false,
).meta({ id: 'SenderChange', example: { forward_url: 'https://fresh.example/whatsapp' } });

const verifySchema = z.strictObject({
  webhook: z.url().meta({ description: 'The address for Meta’s webhooks.' }),
  verify_token: z.string().meta({ description: 'Shown this once; Meta repeats it.' }),
});

export const senderEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/senders',
    operationId: 'listSenders',
    tag: 'Set-up',
    summary: 'All senders of the business',
    who: { scope: 'admin' },
    answers: { 200: answer('The senders.', z.strictObject({ senders: z.array(senderSchema) })) },
    async handle({ caller: { business } }, { ledger }) {
      return ok({ senders: await shownSenders(ledger, business) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/senders',
    operationId: 'addSender',
    tag: 'Set-up',
    summary: 'Add a sender',
    who: { scope: 'admin' },
    body: jsonBody(draftSchema),
    answers: { 201: answer('Where Meta’s webhooks go, and the token to verify it with.', verifySchema) },
    commits: true,
    errors: ['conflict'],
    async handle({ caller: { business, ...who }, body }, { ledger }) {
      const draft = {
        phoneNumberId: body.phone_number_id,
        ...(body.waba_id !== undefined && { wabaId: body.waba_id }),
        number: canonicalNumber(body.number),
        appSecret: body.app_secret,
      };
      const { verifyToken } = await addSender(ledger, business, draft, actorOf(who));
      return created({ webhook: webhookOf(ledger.url, business), verify_token: verifyToken });
    },
  }),
  endpoint({
    method: 'patch',
    path: '/v1/senders/{phone_number_id}',
    operationId: 'changeSender',
    tag: 'Set-up',
    summary: 'Change a sender',
    description:
      'The app secret and the access token before stay good for 24 hours. `ends_previous` ends at once what is replaced ' +
      'here; where neither is, it ends both.',
    who: { scope: 'admin' },
    params,
    body: jsonBody(changeSchema),
    answers: { 200: answer('The sender as it is now.', senderSchema) },
    commits: true,
    async handle({ caller: { business, ...who }, params: { phone_number_id: id }, body }, { ledger }) {
      const { waba_id: wabaId, number, app_secret: appSecret, access_token, forward_url } = body;
      const changer = actorOf(who);
      const endsPrevious = body.ends_previous ?? false;
      // A new token alone leaves the app secret before it as it was.
      const endsSecret = endsPrevious && (appSecret !== undefined || access_token === undefined);
      const change = {
        ...(wabaId !== undefined && { wabaId }),
        ...(number !== undefined && { number: canonicalNumber(number) }),
        ...(appSecret !== undefined && { appSecret }),
      };
      if (typeof forward_url === 'string') await forwardTo(ledger, business, id, forward_url, changer);
      if (forward_url === null) await forwardNowhere(ledger, business, id, changer);
      if (Object.keys(change).length > 0 || endsSecret)
        await changeSender(ledger, business, id, change, { endsPrevious: endsSecret, changer });
      if (access_token !== undefined)
        await registerAccessToken(ledger, business, id, access_token, { endsPrevious, changer });
      const senders = await shownSenders(ledger, business);
      const found = senders.find(({ phone_number_id }) => phone_number_id === id);
      if (found === undefined) throw new LedgerError('not_found', 'The business has no such sender.');
      return ok(found);
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/senders/{phone_number_id}/verify-token',
    operationId: 'renewVerifyToken',
    tag: 'Set-up',
    summary: 'Make a new verify token',
    description: 'The one before stays good for 24 hours, unless it is to end at once.',
    who: { scope: 'admin' },
    params,
    body: jsonBody(z.strictObject({ ends_previous: endsPrevious })),
    answers: { 201: answer('The token.', verifySchema) },
    commits: true,
    async handle({ caller: { business, ...who }, params: { phone_number_id: id }, body }, { ledger }) {
      const how = { endsPrevious: body.ends_previous ?? false, changer: actorOf(who) };
      const { verifyToken } = await renewVerifyToken(ledger, business, id, how);
      return created({ webhook: webhookOf(ledger.url, business), verify_token: verifyToken });
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/senders/{phone_number_id}',
    operationId: 'endSender',
    tag: 'Set-up',
    summary: 'End a sender',
    description: 'Nothing is heard from it or sent through it any more.',
    who: { scope: 'admin' },
    params,
    answers: { 200: answer('Ended.', z.strictObject({ phone_number_id: z.string() })) },
    commits: true,
    async handle({ caller: { business, ...who }, params: { phone_number_id: id } }, { ledger }) {
      await endSender(ledger, business, id, actorOf(who));
      return ok({ phone_number_id: id });
    },
  }),
];

const webhookOf = (url: string, business: string) => `${url}/v1/webhooks/whatsapp/${business}`;

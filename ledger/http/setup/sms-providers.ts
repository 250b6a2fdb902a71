// Whose text messages the business hears: list, set, end; and the secret in the address of one that signs
// nothing.

import { z } from 'zod';
import { actorOf } from '../../auth/scope.ts';
import { smsDialectSchema } from '../../channels/sms/dialects.ts';
import type { Ledger } from '../../operations/ledger.ts';
import {
  endSmsProvider,
  newSmsSecret,
  setSmsProvider,
  shownSmsProviders,
  smsAddress,
  smsSettingsSchemas,
} from '../../operations/sms/providers.ts';
import { answer, created, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { endsPrevious, previousUntil, setAt } from './ends-previous.ts';

const dialect = smsDialectSchema.meta({ description: 'Whose format it is.', example: 'twilio' });
const params = z.object({ dialect });
const named = z.strictObject({ dialect }).meta({ example: { dialect: 'twilio' } });

const shownSchema = z
  .strictObject({
    dialect,
    settings: z
      .boolean()
      .meta({ description: 'Whether it is known what it signs with, or what its API asks for.' }),
    settings_set_at: setAt,
    settings_previous_until: previousUntil,
    secret: z.boolean().meta({ description: 'Whether there is an address with a secret.' }),
    secret_set_at: setAt,
    secret_previous_until: previousUntil,
    url: z.url().meta({ description: 'Where its messages are heard, by POST.' }),
  })
  .meta({
    id: 'SmsProvider',
    example: {
      dialect: 'twilio',
      settings: true,
      secret: false,
      url: 'https://ledger.example/v1/sms/twilio/fresh-produce',
    },
  });

const { twilio, plivo, vonage, africastalking } = smsSettingsSchemas;
const of = <Name extends string, Shape extends z.ZodRawShape>(name: Name, { shape }: z.ZodObject<Shape>) =>
  z.strictObject({ dialect: z.literal(name), ...shape, ends_previous: endsPrevious });

const settingsSchema = z
  .discriminatedUnion('dialect', [
    of('twilio', twilio),
    of('plivo', plivo),
    of('vonage', vonage),
    of('africastalking', africastalking),
  ])
  .meta({
    id: 'SmsSettings',
    example: { dialect: 'twilio', secret: '0123456789abcdef0123456789abcdef' },
  });

async function shown(ledger: Ledger, business: string) {
  return (await shownSmsProviders(ledger, business)).map((one) => ({
    ...one,
    url: smsAddress(ledger, one.dialect, business),
  }));
}

export const smsProviderEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/sms-providers',
    operationId: 'listSmsProviders',
    tag: 'Text messages',
    summary: 'Whose text messages are heard',
    who: { scope: 'admin' },
    answers: {
      200: answer(
        'The providers.',
        z.strictObject({ providers: z.array(shownSchema) }).meta({ example: { providers: [] } }),
      ),
    },
    async handle({ caller: { business } }, { ledger }) {
      return ok({ providers: await shown(ledger, business) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/sms-providers',
    operationId: 'setSmsProvider',
    tag: 'Text messages',
    summary: 'Say what a provider signs with, and what its API asks for',
    description:
      'Twilio and Plivo: `secret`. Vonage: `secret`, `key`, `key_secret`. Africa’s Talking: `username`, `key`. It is ' +
      'kept encrypted and never shown. What was set before stays good for 24 hours, unless it is to end at once.',
    who: { scope: 'admin' },
    body: jsonBody(settingsSchema),
    answers: { 201: answer('Its messages are heard now.', shownSchema) },
    commits: true,
    errors: ['conflict'],
    async handle({ caller: { business, ...who }, body }, { ledger }) {
      const { dialect: name, ends_previous, ...settings } = body;
      const how = { endsPrevious: ends_previous ?? false, changer: actorOf(who) };
      await setSmsProvider(ledger, business, name, settings, how);
      return created((await shown(ledger, business)).find((one) => one.dialect === name)!);
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/sms-providers/{dialect}/secret',
    operationId: 'renewSmsSecret',
    tag: 'Text messages',
    summary: 'Make an address with a secret in it',
    description:
      'For a provider that signs nothing. A message that comes by it counts for less than a signed one. It is shown only ' +
      'now. The one before stays good for 24 hours, unless it is to end at once.',
    who: { scope: 'admin' },
    params,
    body: jsonBody(z.strictObject({ ends_previous: endsPrevious }).meta({ example: {} })),
    answers: {
      201: answer(
        'The address.',
        z.strictObject({ url: z.url() }).meta({
          example: {
            url: 'https://ledger.example/v1/sms/africastalking/fresh-produce/oss_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
          },
        }),
      ),
    },
    commits: true,
    errors: ['conflict'],
    async handle({ caller: { business, ...who }, params: { dialect: name }, body }, { ledger }) {
      const how = { endsPrevious: body.ends_previous ?? false, changer: actorOf(who) };
      const secret = await newSmsSecret(ledger, business, name, how);
      return created({ url: `${smsAddress(ledger, name, business)}/${secret}` });
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/sms-providers/{dialect}',
    operationId: 'endSmsProvider',
    tag: 'Text messages',
    summary: 'Hear no more of a provider',
    description: 'Not even a stop: end its number at the provider first.',
    who: { scope: 'admin' },
    params,
    answers: { 200: answer('Ended.', named) },
    commits: true,
    async handle({ caller: { business, ...who }, params: { dialect: name } }, { ledger }) {
      await endSmsProvider(ledger, business, name, actorOf(who));
      return ok({ dialect: name });
    },
  }),
];

// POST /v1/objections: a person objects to marketing messages, or to all. From the business's server, for any
// person by any name, or from a page with a customer token, for the number the token names.

import { z } from 'zod';
import {
  customerObjectionSchema,
  readCustomerObjection,
  serverObjection,
  serverObjectionSchema,
} from '../../channels/server/objection.ts';
import { subjectsIn } from '../../channels/server/opt-out.ts';
import { optOutByCustomer } from '../../operations/consent/customer-consent.ts';
import { recordOptOut } from '../../operations/consent/record-consent.ts';
import { stopperOf } from '../../operations/consent/stopper.ts';
import { callerWith } from '../server/caller.ts';
import { answer, type Endpoint, endpoint, visitorCodes } from '../server/endpoint.ts';
import { lenientBody } from '../server/parsed-body.ts';
import { replayedHeader, written, writtenSchema } from '../server/written.ts';

export const objectionEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/objections',
    operationId: 'recordObjection',
    tag: 'Opt out',
    summary: 'Record an objection',
    description:
      'The person objects to marketing messages (`scope` `marketing`, the default) or to all. From the answer on the gate ' +
      'denies with `objected`. An objection is more than an opt-out: neither START nor a switch in WhatsApp lifts it, but ' +
      'only a fresh act of the person of grade E2 or better and of at least its own authority, under a notice that names the ' +
      'purpose. It is posted like an opt-out: with a secret key, or by a page with a customer token in place of the number. ' +
      'The name of the person must be readable. Any other part that cannot be read is dropped and named in `dropped`; where ' +
      'the scope cannot be read, the objection is to all messages.',
    who: { scope: 'opt-out:write', orPage: true },
    body: lenientBody(z.union([serverObjectionSchema, customerObjectionSchema])),
    idempotency: 'objection',
    answers: { 201: answer('Recorded, and in force.', writtenSchema, replayedHeader) },
    commits: true,
    first: true,
    errors: [...visitorCodes, 'customer_token_invalid'],
    async handle({ caller, body, spend, visitor, c }, { ledger }) {
      if (caller !== undefined) {
        const stopper = await stopperOf(ledger, caller, subjectsIn(body));
        return written(await recordOptOut(ledger, serverObjection(body, stopper), spend));
      }
      const isByPage = typeof body === 'object' && body !== null && Object.hasOwn(body, 'customer_token');
      if (!isByPage) await callerWith(ledger, c, { scope: 'opt-out:write' });
      return written(await optOutByCustomer(ledger, readCustomerObjection(body), visitor));
    },
  }),
];

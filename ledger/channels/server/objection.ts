// An objection as a server posts it, or a page with a customer token. It is read like an opt-out
// (opt-out.ts): only whom it is about must be readable. Where its scope cannot be read, the person objects to
// everything.

import { z } from 'zod';
import type { OptOut } from '../../core/consent/command.ts';
import { objectionScopeSchema } from '../../core/consent/record/of-person.ts';
import { atLeastOneOf } from '../field-choice.ts';
import { customerOptOutSchema, tokenExample } from '../web/customer.ts';
import { metaNames, personFields, personNames } from './named-person.ts';
import { customerStopIn, type Reading, readingOf, type Stopper, stopIn } from './opt-out.ts';
import { common, numberSchema } from './server.ts';

const scope = objectionScopeSchema.default('marketing');

export const serverObjectionSchema = z
  .strictObject({
    ...common,
    number: numberSchema.optional(),
    ...metaNames,
    subject: personFields.subject,
    scope,
  })
  .meta({
    id: 'ServerObjection',
    ...atLeastOneOf(...personNames),
    example: { number: '+919876543210', channel: 'agent', scope: 'marketing' },
  });

export const customerObjectionSchema = z
  .strictObject({ customer_token: customerOptOutSchema.shape.customer_token, scope })
  .meta({
    id: 'CustomerObjection',
    example: { customer_token: tokenExample, scope: 'marketing' },
  });

/** @throws LedgerError invalid: it names no readable person */
export const serverObjection = (input: unknown, caller: Stopper): OptOut =>
  stopIn(readingOf(input), caller, termsIn);

/** @throws LedgerError invalid: there is no token in it */
export const readCustomerObjection = (input: unknown) => customerStopIn(readingOf(input), termsIn);

function termsIn(reading: Reading): Pick<OptOut, 'objects'> {
  const given = reading.of('scope');
  if (given === undefined) return { objects: 'marketing' };
  const spelled = typeof given === 'string' ? given.trim().toLowerCase() : given;
  const read = objectionScopeSchema.safeParse(spelled);
  if (read.success) return { objects: read.data };
  const detail = 'The scope cannot be read: it is an objection to all messages.';
  reading.drop([{ pointer: '/scope', rule: 'every_purpose', detail }]);
  return { objects: 'all' };
}

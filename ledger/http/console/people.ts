// /v1/people: who may use the console for the business.

import { z } from 'zod';
import { actorOf } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import { identitySchema, roleSchema } from '../../core/setup/staff.ts';
import {
  addPerson,
  endPerson,
  forgetPerson,
  listPeople,
  personDraftSchema,
} from '../../operations/setup/people.ts';
import { answer, created, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';

const tag = 'Console';
const params = z.object({ id: z.uuid().meta({ example: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10' }) });
const idSchema = z.strictObject({ id: z.uuid() });

const personSchema = z
  .strictObject({
    id: z.uuid().meta({ description: 'By which records name them.' }),
    name: z.string().optional().meta({ description: 'Absent: forgotten.' }),
    role: roleSchema,
    identity: identitySchema.optional().meta({ description: 'Absent: signs in by a link alone.' }),
    created_at: z.iso.datetime(),
    until: z.iso.datetime().optional(),
    ended_at: z.iso.datetime().optional(),
  })
  .meta({ id: 'ConsolePerson' });

export const peopleEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/people',
    operationId: 'listPeople',
    tag,
    summary: 'Who may use the console, and who once might',
    who: { scope: 'admin' },
    answers: { 200: answer('The people.', z.strictObject({ people: z.array(personSchema) })) },
    async handle({ caller: { business } }, { ledger }) {
      const people = await listPeople(ledger, { business });
      return ok({
        people: people.map(({ id, name, role, identity, createdAt, until, endedAt }) => ({
          ...{ id, role, created_at: createdAt },
          ...(name !== undefined && { name }),
          ...(identity !== undefined && { identity }),
          ...(until !== undefined && { until }),
          ...(endedAt !== undefined && { ended_at: endedAt }),
        })),
      });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/people',
    operationId: 'addPerson',
    tag,
    summary: 'Let somebody use the console',
    description:
      'The same identity may be added to several businesses, to each once. A role is never changed: end the person, and ' +
      'add them anew. Recorded in the log, without the name.',
    who: { scope: 'admin' },
    body: jsonBody(
      personDraftSchema.meta({
        id: 'ConsolePersonDraft',
        example: {
          ...{ name: 'Reviewer One', role: 'auditor', until: '2099-03-31T18:29:59Z' },
          identity: { issuer: 'https://id.example', subject: '00u1a2b3c' },
        },
      }),
    ),
    answers: { 201: answer('Added.', idSchema) },
    commits: true,
    errors: ['conflict'],
    async handle({ caller: { business, ...who }, body }, { ledger }) {
      return created({ id: await addPerson(ledger, business, body, actorOf(who)) });
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/people/{id}',
    operationId: 'endPerson',
    tag,
    summary: 'End somebody’s use of the console',
    description: 'At once, and for good.',
    who: { scope: 'admin' },
    params,
    answers: { 200: answer('Ended.', idSchema) },
    commits: true,
    async handle({ caller: { business, ...who }, params: { id } }, { ledger }) {
      if (await endPerson(ledger, id, { business, changer: actorOf(who) })) return ok({ id });
      throw noSuchPerson();
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/people/{id}/forget',
    operationId: 'forgetPerson',
    tag,
    summary: 'End somebody’s use of the console, and keep nothing of who they were',
    description: 'Records go on to name the id.',
    who: { scope: 'admin' },
    params,
    body: jsonBody(z.strictObject({}).meta({ id: 'ConsolePersonForget', example: {} })),
    answers: { 200: answer('Forgotten.', idSchema) },
    commits: true,
    async handle({ caller: { business, ...who }, params: { id } }, { ledger }) {
      if (await forgetPerson(ledger, id, { business, changer: actorOf(who) })) return ok({ id });
      throw noSuchPerson();
    },
  }),
];

const noSuchPerson = () =>
  new LedgerError('not_found', 'There is no person with this id, or they have ended.');

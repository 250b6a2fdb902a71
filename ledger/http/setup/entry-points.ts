// /v1/entry-points: the places that the business has named, their links and what is printed for them.

import { z } from 'zod';
import { actorOf } from '../../auth/scope.ts';
import {
  entryIdSchema,
  entryKindSchema,
  entryNameSchema,
  type NamedEntryPoint,
} from '../../core/entry/named-entry-point.ts';
import {
  addEntryPoint,
  changeEntryPoint,
  endEntryPoint,
  entryChangeShape,
  entryDraftSchema,
} from '../../operations/entry/entry-points.ts';
import { linkOf } from '../../operations/entry/link.ts';
import { answer, created, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { changeBody } from './change-body.ts';

const example = {
  ...{ id: 'store-poster', kind: 'poster' as const, name: 'Store poster Pune', notice: 'order-updates' },
  site: 'pk_4mVdR2xQk8sT1nYwZcLb0aHu',
  url: 'https://ledger.example/in/e/7k3m9q2xtp',
};

const { id: _, kind: __, name: ___, ...its } = entryDraftSchema.shape;

const entrySchema = z
  .strictObject({
    id: entryIdSchema,
    kind: entryKindSchema,
    name: entryNameSchema,
    ...its,
    url: z.url().optional().meta({
      description: 'What its code leads to: print this one, since it outlives a change of site or notice.',
    }),
    ended_at: z.iso.datetime().optional(),
  })
  .meta({ id: 'NamedEntryPoint', example });

const changeSchema = changeBody(entryChangeShape).meta({
  id: 'EntryPointChange',
  example: { until: '2027-03-31T18:30:00Z' },
});

const params = z.object({ id: entryIdSchema });

function shown(ledger: { url: string }, entry: NamedEntryPoint): z.input<typeof entrySchema> {
  const { business: _, code: __, endedAt, ...rest } = entry;
  const url = linkOf(ledger, entry);
  return { ...rest, ...(url !== undefined && { url }), ...(endedAt !== undefined && { ended_at: endedAt }) };
}

const tag = 'Entry points';

export const entryPointEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/entry-points',
    operationId: 'listEntryPoints',
    tag,
    summary: 'All entry points of the business',
    description: 'Those that have ended too: their posters may still hang.',
    who: { scope: 'admin' },
    answers: {
      200: answer('In the order of their ids.', z.strictObject({ entry_points: z.array(entrySchema) })),
    },
    async handle({ caller: { business } }, { ledger }) {
      const entries = await ledger.setup.entryPoints(business);
      return ok({ entry_points: entries.map((entry) => shown(ledger, entry)) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/entry-points',
    operationId: 'addEntryPoint',
    tag,
    summary: 'Name an entry point',
    description:
      'A place where people are asked: a poster, a receipt, a line, a footer. Opt-ins that name its id (`entry`) say in ' +
      'their record which one they came from. Every kind but `click_to_whatsapp_ad` needs a `notice`; with a `site` it ' +
      'has a link and a code to print, which the ledger’s own page for that site answers (it must have this ledger among its ' +
      'origins). The id, the kind and the link never change, and no id is used twice.',
    who: { scope: 'admin' },
    body: jsonBody(entryDraftSchema),
    answers: { 201: answer('The entry point.', entrySchema) },
    commits: true,
    errors: ['conflict', 'notice_unknown', 'notice_superseded', 'not_found'],
    async handle({ caller: { business, ...who }, body }, { ledger }) {
      return created(shown(ledger, await addEntryPoint(ledger, business, body, actorOf(who))));
    },
  }),
  endpoint({
    method: 'patch',
    path: '/v1/entry-points/{id}',
    operationId: 'changeEntryPoint',
    tag,
    summary: 'Change an entry point',
    description:
      'Where a printed code leads: another notice, another site. `null` takes a field away. Running servers notice within ' +
      '5 seconds.',
    who: { scope: 'admin' },
    params,
    body: jsonBody(changeSchema),
    answers: { 200: answer('The entry point as it is now.', entrySchema) },
    commits: true,
    errors: ['notice_unknown', 'notice_superseded'],
    async handle({ caller: { business, ...who }, params: { id }, body }, { ledger }) {
      return ok(shown(ledger, await changeEntryPoint(ledger, business, id, body, actorOf(who))));
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/entry-points/{id}',
    operationId: 'endEntryPoint',
    tag,
    summary: 'End an entry point',
    description:
      'Its page says that it is over and whom to ask. An opt-in that still names it is recorded without it.',
    who: { scope: 'admin' },
    params,
    answers: { 200: answer('Ended.', z.strictObject({ id: entryIdSchema })) },
    commits: true,
    async handle({ caller: { business, ...who }, params: { id } }, { ledger }) {
      await endEntryPoint(ledger, business, id, actorOf(who));
      return ok({ id });
    },
  }),
];

// /v1/business: the business of the key, as people see it.

import { z } from 'zod';
import { actorOf } from '../../auth/scope.ts';
import { fourEyesSchema } from '../../core/policy/four-eyes.ts';
import { ownLinesSchema } from '../../core/setup/own-lines.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { businessChangeSchema, changeBusiness } from '../../operations/setup/setup.ts';
import type { Business } from '../../operations/setup/store.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { changeBody, fixedTest, testMeaning } from './change-body.ts';

const example = {
  id: 'fresh-produce',
  name: 'Fresh Produce',
  calling_code: '91',
  objection_floor: 'customer' as const,
  floor: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a11',
  four_eyes: ['paper' as const],
  own_lines: ['+14155550199'],
  erasure: 'confirm' as const,
};

const floorMeaning =
  'Who lifts an objection that the holder of a number made. `holder`: the holder alone. `customer`: a tick under a ' +
  'customer token that says `number_verified` as well. A plain tick never does.';

const fourEyesMeaning =
  'On which channels an opt-in waits until a second person or key confirms it (`/v1/pending/query`). Empty or absent: on none.';

const linesMeaning =
  'The numbers by which its calls come in and go out, with + and the calling code. Of a call’s two numbers the person’s ' +
  'is the other one, whatever the provider says of who made the call. Empty or absent: it has named none.';

const erasureMeaning =
  'What follows when a person asks to be erased by a WhatsApp message from the very number. `confirm`: it waits for you ' +
  '(`/v1/subjects/erase/requests`). `at_once`: it is done. A tap on their page always waits for you, since a link may have ' +
  'been passed on.';

const businessSchema = z
  .strictObject({
    id: z.string(),
    name: z.string().meta({ description: 'As people know it: it stands in the sentence they agree to.' }),
    calling_code: z
      .string()
      .optional()
      .meta({ description: 'Of the country most customers are in; the widget’s first suggestion.' }),
    objection_floor: z.enum(['holder', 'customer']).meta({ description: floorMeaning }),
    floor: z
      .uuid()
      .optional()
      .meta({ description: 'The record that lowered it, which decisions that rest on it name.' }),
    four_eyes: fourEyesSchema.optional().meta({ description: fourEyesMeaning }),
    own_lines: ownLinesSchema.optional().meta({ description: linesMeaning }),
    test: z.literal(true).optional().meta({ description: testMeaning }),
    erasure: z.enum(['confirm', 'at_once']).meta({ description: erasureMeaning }),
  })
  .meta({ id: 'Business', example });

const {
  name,
  callingCode: calling_code,
  objectionFloor,
  fourEyes,
  ownLines,
  erasure,
} = businessChangeSchema.shape;
const objection_floor = objectionFloor.meta({ description: floorMeaning });
const four_eyes = fourEyes.meta({ description: fourEyesMeaning });
const own_lines = ownLines.meta({ description: linesMeaning });
const changeSchema = changeBody({
  ...{ name, calling_code, objection_floor, four_eyes, own_lines },
  test: fixedTest,
  erasure: erasure.meta({ description: erasureMeaning }),
}).meta({
  id: 'BusinessChange',
  example: { name: 'Fresh Produce & Co' },
});

const shown = ({
  id,
  name,
  callingCode,
  floor,
  fourEyes = [],
  ownLines = [],
  test,
  erasure,
}: Business): z.input<typeof businessSchema> => ({
  id,
  name,
  ...(callingCode !== undefined && { calling_code: callingCode }),
  objection_floor: floor === undefined ? 'holder' : 'customer',
  ...(floor !== undefined && { floor }),
  ...(fourEyes.length > 0 && { four_eyes: [...fourEyes] }),
  ...(ownLines.length > 0 && { own_lines: [...ownLines] }),
  ...(test && { test }),
  erasure: erasure ?? 'confirm',
});

export const businessEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/business',
    operationId: 'readBusiness',
    tag: 'Set-up',
    summary: 'The business of this key',
    who: { scope: 'admin' },
    answers: { 200: answer('The business.', businessSchema) },
    errors: ['not_found'],
    async handle({ caller: { business } }, { ledger }) {
      return ok(shown(await businessOf(ledger, business)));
    },
  }),
  endpoint({
    method: 'patch',
    path: '/v1/business',
    operationId: 'changeBusiness',
    tag: 'Set-up',
    summary: 'Change its name, calling code, floor of objections, four eyes, own lines or erasure',
    description:
      'Recorded in the log. Notices that are published keep the name they have: publish them anew. A ' +
      '`calling_code` of null takes it away.',
    who: { scope: 'admin' },
    body: jsonBody(changeSchema),
    answers: { 200: answer('The business as it is now.', businessSchema) },
    commits: true,
    errors: ['not_found'],
    async handle({ caller: { business, ...who }, body }, { ledger }) {
      const { name, calling_code: callingCode, objection_floor: objectionFloor, four_eyes: fourEyes } = body;
      const { own_lines: ownLines, erasure } = body;
      const change = {
        ...(name !== undefined && { name }),
        ...(callingCode !== undefined && { callingCode }),
        ...(objectionFloor !== undefined && { objectionFloor }),
        ...(fourEyes !== undefined && { fourEyes }),
        ...(ownLines !== undefined && { ownLines }),
        ...(erasure !== undefined && { erasure }),
      };
      await changeBusiness(ledger, business, change, actorOf(who));
      return ok(shown(await businessOf(ledger, business)));
    },
  }),
];

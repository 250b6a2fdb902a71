// /v1/retention: how long records are kept, what ends, and which disputes keep them. POST where a person is
// named, because a number has no place in a URL.

import { z } from 'zod';
import { actorOf } from '../../auth/scope.ts';
import { exactlyOneOf } from '../../channels/field-choice.ts';
import {
  onePerson,
  personFields,
  personNames,
  personReferred,
  refersToOne,
} from '../../channels/server/named-person.ts';
import { revealReasons } from '../../core/consent/record/of-business.ts';
import { lapseSettingSchema } from '../../core/policy/lapse.ts';
import {
  jurisdictionSchema,
  keepDaysMax,
  keepSettingSchema,
  keptPurposeSchema,
  matterSchema,
  warnDays,
} from '../../core/policy/retention.ts';
import { endRecords, peopleAtOnce, previewEnding } from '../../operations/retention/end.ts';
import { looksPerCall } from '../../operations/retention/looks.ts';
import { placeSchema } from '../../operations/retention/place.ts';
import {
  closeDispute,
  disputesMax,
  keepSettingsMax,
  retentionShown,
  setDispute,
  setKeep,
  setLapse,
} from '../../operations/retention/settings.ts';
import { whoEndsSoon } from '../../operations/retention/soon.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { reasonOf } from '../console/masked.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { neverStored } from '../server/reply.ts';

const tag = 'Retention';

const about = {
  what: matterSchema,
  jurisdiction: jurisdictionSchema.meta({ description: 'As the notice names it, or `*`: all others.' }),
  purpose: keptPurposeSchema.meta({ description: 'A purpose, or `*`: all others.' }),
};
const days = z.int().min(1).max(keepDaysMax);

const retentionSchema = z
  .strictObject({
    keep: z
      .array(
        z.strictObject({
          ...about,
          days: days.meta({
            description: 'After the last consent ended, or after the record where there is none.',
          }),
          floor_days: days.optional().meta({ description: 'No business can set fewer.' }),
          set_by: z.enum(['ledger', 'business']),
        }),
      )
      .meta({ description: 'Of several that fit, the one that names the jurisdiction counts.' }),
    lapse: z.array(lapseSettingSchema.extend({ from: z.iso.date(), floor_days: days })).meta({
      description:
        'When consent to one purpose ends because nothing is heard of the person, who has it as agreed to: no record of ' +
        'theirs, and no message that they read. Nothing ends before `from`, so that everyone can be told.',
    }),
    disputes: z
      .int()
      .min(0)
      .meta({ description: 'Names of people whose records are kept until it is over.' }),
    open_disputes: z
      .array(z.strictObject({ id: z.uuid(), names: z.int().min(1) }))
      .meta({ description: 'Each by its id, and how many names of a person it keeps.' }),
  })
  .meta({
    id: 'Retention',
    example: {
      keep: [
        {
          ...{ what: 'proof', jurisdiction: 'IN', purpose: '*', days: 2557, floor_days: 2557 },
          set_by: 'ledger',
        },
      ],
      lapse: [
        {
          ...{ jurisdiction: 'IN', purpose: 'marketing', inactive_for: 1095 },
          ...{ from: '2027-01-02', floor_days: 90 },
        },
      ],
      disputes: 2,
      open_disputes: [{ id: '0196f3a0-5b1c-7d20-8e31-0242ac120002', names: 2 }],
    },
  });

const lapseChangeSchema = lapseSettingSchema
  .extend({
    what: z.literal('consent'),
    inactive_for: lapseSettingSchema.shape.inactive_for.nullable().meta({
      description: 'Days without a word of the person, after which consent to the purpose ends; null: none.',
    }),
  })
  .meta({ description: 'Consent to one purpose ends because nothing is heard of the person.' });

const changeSchema = z
  .union([
    z.strictObject({ ...about, days: z.null() }).meta({ description: 'What the ledger says counts again.' }),
    keepSettingSchema,
    lapseChangeSchema,
  ])
  .meta({
    id: 'RetentionChange',
    example: { what: 'proof', jurisdiction: 'FR', purpose: 'marketing', days: 1825 },
  });

const disputeSchema = z
  .strictObject({
    ...personFields,
    id: z.uuid().optional().meta({ description: 'Of a dispute that is open, to close it.' }),
    open: z.boolean(),
  })
  .refine(({ id, ...body }) => (id === undefined) === refersToOne(body), onePerson)
  .refine(({ id, open }) => id === undefined || !open, {
    error: 'a dispute is opened by a name of the person',
    path: ['id'],
    params: { rule: 'opened_by_name' },
  })
  .meta({
    id: 'DisputeSetting',
    ...exactlyOneOf(...personNames, 'id'),
    example: { number: '+919876543210', open: true },
  });

const onward = placeSchema.optional();

const runSchema = z
  .strictObject({
    people: z.record(z.string(), z.int().min(1)).meta({
      description: 'Whose time is over, by the rule that kept them last: what/jurisdiction/purpose.',
    }),
    records: z.int().min(0).meta({ description: 'Of these people.' }),
    looks: z.int().min(0).meta({ description: 'Records of who looked, whose own time is over.' }),
    lapsed: z.record(z.string(), z.int().min(1)).meta({
      description:
        'Of how many people consent to one purpose ended, because nothing was heard of them: lapse/jurisdiction/purpose. All ' +
        'else of theirs stays.',
    }),
    soon: z
      .strictObject({
        people: z.int().min(0),
        looks: z.int().min(0),
        by_rule: z
          .record(z.string(), z.int().min(1))
          .meta({ description: 'How many of either each rule ends.' }),
      })
      .meta({ description: `Whose time is over within ${warnDays} days.` }),
    kept: z
      .partialRecord(z.enum(['standing', 'dispute', 'unreadable', 'time', 'changed']), z.int().min(1))
      .meta({ description: 'Of whom nothing was recorded for long, and why their records stay.' }),
    next: onward.meta({ description: 'There is more: give it back as `after`; absent: that was all.' }),
  })
  .meta({
    id: 'RetentionRun',
    example: {
      ...{ people: { 'proof/IN/*': 12 }, records: 31, looks: 210, lapsed: { 'lapse/IN/marketing': 3 } },
      ...{ soon: { people: 2, looks: 14, by_rule: { 'proof/IN/*': 2, 'look/*/*': 14 } } },
      kept: { standing: 40 },
    },
  });

const soonAskedSchema = z
  .strictObject({
    days: z.int().min(1).max(warnDays).default(warnDays),
    reveal: z
      .union([z.boolean(), z.enum(revealReasons)])
      .default(false)
      .meta({
        description:
          'Shows numbers in full, and your own ids; recorded with the reason. `true` of a server is `warning_of_end`; a person ' +
          'in the console names one.',
      }),
    after: z.uuid().optional().meta({ description: '`next` of the answer before.' }),
  })
  .meta({ id: 'RetentionSoonAsked', example: { days: 7, reveal: true } });

const soonSchema = z
  .strictObject({
    people: z.array(
      z.strictObject({
        subject: z.uuid(),
        number: z.string().optional().meta({ description: 'Masked, unless `reveal` is true.' }),
        external_id: z.string().optional(),
        ends_at: z.iso.datetime({ precision: 6 }),
        rule: z.string(),
      }),
    ),
    next: z.uuid().optional().meta({ description: 'There is more: give it back as `after`.' }),
  })
  .meta({
    id: 'RetentionSoon',
    example: {
      people: [
        {
          ...{ subject: '0196f3a0-5b1c-7d20-8e31-0242ac120002', number: '+919876543210' },
          ...{ ends_at: '2033-03-04T22:10:05.120000Z', rule: 'proof/IN/*' },
        },
      ],
    },
  });

const fromSchema = z.strictObject({ after: onward.meta({ description: '`next` of the answer before.' }) });

export const retentionEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/retention',
    operationId: 'readRetention',
    tag,
    summary: 'How long records are kept',
    description:
      'Records that a standing consent rests on are kept however old they are; a stop outlives its records. What a rule ' +
      'says counts from when the last consent of the person ended.',
    who: { scope: ['audit:read', 'erase', 'admin'] },
    answers: { 200: answer('The rules in force.', retentionSchema) },
    errors: ['not_found'],
    handle: async ({ caller: { business } }, { ledger }) =>
      ok(retentionShown(await businessOf(ledger, business)), neverStored),
  }),
  endpoint({
    method: 'patch',
    path: '/v1/retention',
    operationId: 'changeRetention',
    tag,
    summary: 'Keep records longer or shorter',
    description:
      'Recorded in the log. Never below the floor of a rule; `days` of null ends the setting. With `what` of `consent` and ' +
      `\`inactive_for\`, consent to one purpose ends by silence, from ${warnDays} days after the change on. ${keepSettingsMax} ` +
      'settings at most.',
    who: { scope: 'admin' },
    body: jsonBody(changeSchema),
    answers: { 200: answer('The rules as they are now.', retentionSchema) },
    commits: true,
    errors: ['not_found', 'conflict'],
    async handle({ caller: { business, ...who }, body }, { ledger }) {
      const changer = actorOf(who);
      if (body.what === 'consent') {
        const { what: _, inactive_for: days, ...of } = body;
        await setLapse(ledger, business, of, days, changer);
      } else {
        const { days, ...of } = body;
        await setKeep(ledger, business, of, days === null ? null : { ...of, days }, changer);
      }
      return ok(retentionShown(await businessOf(ledger, business)), neverStored);
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/retention/disputes',
    operationId: 'setDispute',
    tag,
    summary: 'Keep a person’s records while a dispute is open',
    description:
      'Under every name that Meta calls the same person. Nothing of theirs ends by time until `open` is false; an erasure ' +
      'takes it all the same. It is closed by the name that it was opened by, or, where that is another person’s by now, by ' +
      `its \`id\`. The ledger records the look. ${disputesMax} names at most.`,
    who: { scope: 'erase' },
    body: jsonBody(disputeSchema),
    answers: { 200: answer('The rules as they are now.', retentionSchema) },
    commits: true,
    errors: ['not_found', 'conflict'],
    async handle({ caller, body }, { ledger }) {
      const { open, id, ...person } = body;
      const changer = actorOf(caller);
      if (id !== undefined) await closeDispute(ledger, caller.business, id, changer);
      else await setDispute(ledger, caller, personReferred(person), open, changer);
      return ok(retentionShown(await businessOf(ledger, caller.business)), neverStored);
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/retention/preview',
    operationId: 'previewRetention',
    tag,
    summary: 'What would end now, and what soon',
    description: `Nothing ends by it. Each call looks at ${peopleAtOnce} people. The ledger records the look.`,
    who: { scope: 'erase' },
    body: jsonBody(fromSchema.meta({ id: 'RetentionPreview', example: {} })),
    answers: { 200: answer('What would end.', runSchema) },
    commits: true,
    errors: ['not_found'],
    handle: async ({ caller, body }, { ledger }) =>
      ok(await previewEnding(ledger, caller, body.after), neverStored),
  }),
  endpoint({
    method: 'post',
    path: '/v1/retention/soon',
    operationId: 'whoEndsSoon',
    tag,
    summary: 'Whose records end soon',
    description:
      'For a business that has to tell people before: in India 48 hours before data goes because nothing was heard of a ' +
      'person. Being here is no leave to write to anyone: ask the gate, or tell them elsewhere. Whoever agrees anew before ' +
      `\`ends_at\` stays. Each call looks at ${peopleAtOnce} people; the ledger records the look before it shows anything.`,
    who: { scope: 'erase' },
    body: jsonBody(soonAskedSchema),
    answers: { 200: answer('Who, when, and by which rule.', soonSchema) },
    commits: true,
    errors: ['not_found'],
    async handle({ caller, body: { days, reveal, after } }, { ledger }) {
      const given = reveal === true ? undefined : reveal;
      const reason = given === false ? undefined : reasonOf(caller, given, 'warning_of_end', '/reveal');
      return ok(await whoEndsSoon(ledger, caller, { days, reason, after }), neverStored);
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/retention/run',
    operationId: 'runRetention',
    tag,
    summary: 'End what is over',
    description:
      'What the ledger does by itself twice a day. The records and keys of people whose time is over are destroyed, with all ' +
      'else that is known of them; a `pruned` record names the entries, the rule and its version, and holds the stops. All ' +
      `proofs hold. Each call looks at ${peopleAtOnce} people at most, and then at ${looksPerCall} records of who looked; ` +
      'while there is more, it says in `next` where the next call goes on.',
    who: { scope: 'erase' },
    body: jsonBody(fromSchema.meta({ id: 'RetentionStart', example: {} })),
    answers: { 200: answer('What has ended.', runSchema) },
    commits: true,
    errors: ['not_found', 'clocks_disagree'],
    async handle({ caller: { business, ...who }, body }, { ledger }) {
      const submittedBy = actorOf(who);
      return ok(
        await endRecords(ledger, business, { dryRun: false, after: body.after, submittedBy }),
        neverStored,
      );
    },
  }),
];

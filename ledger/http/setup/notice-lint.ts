// /v1/notices/lint: what the packs say of a notice, and its words as a person reads them.

import { z } from 'zod';
import { lintedIn, verdicts } from '../../core/notice/lint.ts';
import { localeSchema, noticeDraftSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import { lintDraft, lintVersion } from '../../operations/notice/lint.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { noticeBytesMax } from '../server/limits.ts';
import { jsonBody } from '../server/parsed-body.ts';

const lintedSchema = z
  .strictObject({
    version: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'Of a draft: the version that it would be published as.' }),
    words: z
      .record(
        localeSchema,
        z.strictObject({
          ...{ sentence: z.string(), privacy: z.string(), withdrawal: z.string(), contact: z.string() },
          prompt: z.string().meta({ description: 'The sentence as a voice says it.' }),
          sms: z.string().optional().meta({ description: 'What a keyword gets back.' }),
        }),
      )
      .meta({ description: 'Per locale, as a person reads and hears them before their number is known.' }),
    findings: z.array(
      z.strictObject({
        locale: localeSchema,
        medium: z.enum(lintedIn).meta({ description: '`screen` is all that is read, on paper too.' }),
        pack: z.string().meta({ description: '`pack@version`; `optmark` is no pack and refuses nothing.' }),
        rule: z.string(),
        verdict: z.enum(verdicts).meta({
          description:
            '`fails`: every opt-in with these words is refused. `warns`: by its own pack it is not; by this one it would be.',
        }),
        detail: z.string().meta({ description: 'What the rule asks.' }),
        source: z.string().meta({ description: 'Whose rule it is.' }),
      }),
    ),
  })
  .meta({
    id: 'LintedNotice',
    example: {
      words: {
        en: {
          sentence: 'I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXXXXXX.',
          privacy: 'How Fresh Produce uses your number: https://fresh.example/privacy',
          withdrawal: 'You can stop at any time: https://fresh.example/profile',
          contact: 'Talk to a person: care@fresh.example',
          prompt:
            'To receive order updates from Fresh Produce on your WhatsApp number ending X X X X, press 1.',
        },
      },
      findings: [
        {
          ...{ locale: 'en', medium: 'screen', pack: 'strict-2020@1', rule: 'clear_language/business_named' },
          ...{ verdict: 'passes', detail: 'The sentence must name the business.' },
          source: 'WhatsApp opt-in policy, until July 2020',
        },
      ],
    },
  });

export const noticeLintEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/notices/lint',
    operationId: 'lintNotice',
    tag: 'Notices',
    summary: 'Lint a published notice',
    description: 'By every pack, not only by its own. Nothing is recorded.',
    who: { scope: 'notice:read' },
    query: z.strictObject({
      notice: noticeIdSchema,
      version: z
        .string()
        .regex(/^[1-9]\d{0,8}$/)
        .optional()
        .meta({ description: 'The newest if absent.', example: '1' }),
    }),
    answers: { 200: answer('Its words, and each rule about them.', lintedSchema) },
    errors: ['notice_unknown'],
    async handle({ caller: { business }, query: { notice, version } }, { ledger }) {
      return ok(
        await lintVersion(ledger, business, notice, version === undefined ? undefined : Number(version)),
      );
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/notices/lint',
    // Beside /v1/notices/{id}/retire, which its fast router cannot hold together with this.
    beyondRouter: /^\/v1\/notices\/lint$/,
    operationId: 'lintNoticeDraft',
    tag: 'Notices',
    summary: 'Lint a draft before it is published',
    description: 'By every pack, with the prescribed wording filled in. Nothing is published or recorded.',
    who: { scope: 'notice:read' },
    body: jsonBody(noticeDraftSchema, noticeBytesMax),
    answers: { 200: answer('Its words, and each rule about them.', lintedSchema) },
    async handle({ caller: { business }, body }, { ledger }) {
      return ok(await lintDraft(ledger, business, body));
    },
  }),
];

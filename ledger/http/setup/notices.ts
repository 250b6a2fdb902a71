// The business's own notices: list, publish, retire.

import { z } from 'zod';
import { localeSchema, noticeDraftSchema, noticeSchema } from '../../core/notice/notice.ts';
import { reviewedIn, reviewerSchema } from '../../core/notice/review.ts';
import { publish, retire } from '../../operations/notice/notices.ts';
import { type Reviewed, review, reviewersOf } from '../../operations/notice/review.ts';
import type { StoredNotice } from '../../operations/notice/store.ts';
import { answer, created, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { noticeBytesMax } from '../server/limits.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { written, writtenExample, writtenFields, writtenSchema } from '../server/written.ts';
import { shownNoticeExample, shownNoticeSchema } from './current-notice.ts';

const listedSchema = z
  .strictObject({
    ...noticeSchema.shape,
    sha256: shownNoticeSchema.shape.sha256,
    record: z.uuid().meta({ description: 'The record of its publication.' }),
    reviewed: z.record(localeSchema, z.boolean()).meta({
      description:
        'Per locale: has a person who reads it reviewed the words? A locale whose lines the business wrote itself, and of which it has recorded no review, is absent. Not part of the published bytes.',
    }),
    reviews: z
      .record(localeSchema, z.strictObject({ by: z.string(), at: z.iso.datetime(), record: z.uuid() }))
      .meta({
        description:
          'Per locale that the business has had reviewed: by whom, and the record. A review holds for every version with the same words.',
      }),
    superseded_at: z.iso.datetime().optional(),
    retired_at: z.iso.datetime().optional(),
  })
  .meta({ id: 'Notice' });

const { locale: _, direction: __, wording, calling_code: ___, reviewed: ____, ...shown } = shownNoticeExample;
const listSchema = z.strictObject({ notices: z.array(listedSchema) }).meta({
  id: 'NoticeList',
  example: {
    notices: [
      {
        ...shown,
        scope: ['message'],
        default_locale: 'en',
        policy: 'strict-2020',
        locales: { en: wording },
        published_at: '2026-11-20T09:00:00.000Z',
        record: writtenExample.record,
        reviewed: { en: true },
        reviews: {},
      },
    ],
  },
});

const publishedSchema = z
  .strictObject({
    id: noticeSchema.shape.id,
    version: noticeSchema.shape.version,
    sha256: shownNoticeSchema.shape.sha256,
    sms: z
      .record(
        localeSchema,
        z.strictObject({
          text: z.string().meta({ description: 'What a keyword gets back.' }),
          messages: z.int().meta({ description: 'How many text messages it is sent as.' }),
        }),
      )
      .optional()
      .meta({ description: 'Per locale that has keywords.' }),
    ...writtenFields,
  })
  .meta({
    id: 'PublishedNotice',
    example: {
      id: 'order-updates',
      version: 1,
      sha256: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
      ...writtenExample,
      kind: 'notice_published',
      grade: undefined,
    },
  });

const reviewBytesMax = 1024;

const reviewSchema = z
  .strictObject({
    locale: localeSchema,
    version: noticeSchema.shape.version.optional().meta({ description: 'The newest, if absent.' }),
    reviewer: reviewerSchema.meta({ description: 'Who has read the words, by name.' }),
  })
  .meta({ id: 'NoticeReview', example: { locale: 'pt', version: 1, reviewer: 'Ana Sousa' } });

export const noticeEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/notices',
    operationId: 'listNotices',
    tag: 'Notices',
    summary: 'All notices of the business',
    description: 'Every version of every notice, as published.',
    who: { scope: 'notice:read' },
    answers: { 200: answer('The notices.', listSchema) },
    async handle({ caller: { business } }, { ledger }) {
      const notices = await ledger.notices.ofBusiness(business);
      const reviews = await Promise.all(notices.map((one) => reviewersOf(ledger, one)));
      return ok({ notices: notices.map((one, i) => listed(one, reviews[i]!)) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/notices',
    operationId: 'publishNotice',
    tag: 'Notices',
    summary: 'Publish a notice, or its next version',
    description:
      'A published version never changes. Where you leave wording out, the prescribed wording applies. The ' +
      'previous version stays admissible for a day, for pages loaded a moment ago. With `sms`, keywords of a ' +
      'locale get a reply back, and a yes to it agrees: the answer has the reply, and how many messages it is.',
    who: { scope: 'notice:write' },
    body: jsonBody(noticeDraftSchema, noticeBytesMax),
    answers: { 201: answer('Published, and recorded in the log.', publishedSchema) },
    commits: true,
    errors: ['conflict', 'not_admitted'],
    async handle({ caller: { business, key }, body }, { ledger }) {
      const { id, version, sha256, sms, answer: written } = await publish(ledger, business, body, key);
      const { replayed: _, ...record } = written;
      return created({ id, version, sha256, ...(sms && { sms }), ...record });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/notices/{id}/retire',
    operationId: 'retireNotice',
    tag: 'Notices',
    summary: 'Retire a notice',
    description: 'From now on no person can opt in with it. Consent given under it stays as it is.',
    who: { scope: 'notice:write' },
    params: z.object({ id: noticeSchema.shape.id }),
    answers: { 201: answer('Retired, and recorded in the log.', writtenSchema) },
    commits: true,
    errors: ['notice_unknown', 'conflict'],
    async handle({ caller: { business, key }, params: { id } }, { ledger }) {
      return written(await retire(ledger, business, id, key));
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/notices/{id}/reviews',
    operationId: 'reviewNotice',
    tag: 'Notices',
    summary: 'Record that the words were reviewed',
    description:
      'Somebody who reads the language has read the words of the notice in it, and found them right. It holds for ' +
      'this version, and for every other with the same words in this locale.',
    who: { scope: 'notice:write' },
    params: z.object({ id: noticeSchema.shape.id }),
    body: jsonBody(reviewSchema, reviewBytesMax),
    answers: { 201: answer('Recorded in the log.', writtenSchema) },
    commits: true,
    errors: ['notice_unknown', 'conflict'],
    async handle({ caller: { business, key }, params: { id }, body }, { ledger }) {
      return written(await review(ledger, business, { id, ...body }, key));
    },
  }),
];

function listed(
  { notice, sha256, record, supersededAt, retiredAt, reviews }: StoredNotice,
  reviewers: Record<string, Reviewed>,
): z.input<typeof listedSchema> {
  return {
    ...notice,
    sha256,
    record,
    // Read off, not stored: what was published never changes, but a review may come later.
    reviewed: reviewedIn(notice, reviews),
    reviews: reviewers,
    ...(supersededAt !== undefined && { superseded_at: supersededAt }),
    ...(retiredAt !== undefined && { retired_at: retiredAt }),
  };
}

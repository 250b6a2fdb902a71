// The business's own notices: list, publish, retire.

import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { localeSchema, noticeDraftSchema, noticeSchema } from '../../core/notice/notice.ts';
import { reviewOf } from '../../core/notice/wording.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { publish, retire } from '../../operations/notice/notices.ts';
import type { StoredNotice } from '../../operations/ports.ts';
import { callerWith } from '../caller.ts';
import { bodyCodes, commitCodes, jsonBody, jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { readBody } from '../server/body.ts';
import { noticeBytesMax } from '../server/limits.ts';
import { json } from '../server/reply.ts';
import { written, writtenExample, writtenFields, writtenSchema } from '../server/written.ts';
import { shownNoticeExample, shownNoticeSchema } from './current-notice.ts';

const listedSchema = z
  .strictObject({
    ...noticeSchema.shape,
    sha256: shownNoticeSchema.shape.sha256,
    record: z.uuid().meta({ description: 'The record of its publication.' }),
    reviewed: z.record(localeSchema, z.boolean()).meta({
      description:
        'Per locale: has a person who reads it reviewed the prescribed lines? A locale whose lines the business wrote itself is absent. Not part of the published bytes.',
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
      },
    ],
  },
});

const publishedSchema = z
  .strictObject({
    id: noticeSchema.shape.id,
    version: noticeSchema.shape.version,
    sha256: shownNoticeSchema.shape.sha256,
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

const idSchema = z.object({ id: noticeSchema.shape.id });

export const noticeEndpoints = (ledger: Ledger): Endpoint[] => [
  {
    method: 'get',
    path: '/v1/notices',
    readers: 'server',
    description: {
      operationId: 'listNotices',
      tags: ['Notices'],
      summary: 'All notices of the business',
      description: 'Every version of every notice, as published.',
      security: secretKey('notice:read'),
      responses: {
        200: { description: 'The notices.', content: jsonContent(listSchema) },
        ...problems(...keyCodes),
      },
    },
    async handle(c) {
      const { business } = await callerWith(ledger, c, 'notice:read');
      return json(200, { notices: (await ledger.notices.ofBusiness(business)).map(listed) });
    },
  },
  {
    method: 'post',
    path: '/v1/notices',
    readers: 'server',
    description: {
      operationId: 'publishNotice',
      tags: ['Notices'],
      summary: 'Publish a notice, or its next version',
      description:
        'A published version never changes. Wording that is left out is the prescribed one. The version before stays ' +
        'admissible for a day, for pages that were loaded a moment ago.',
      security: secretKey('notice:write'),
      request: { body: jsonBody(noticeDraftSchema) },
      responses: {
        201: { description: 'Published, and recorded in the log.', content: jsonContent(publishedSchema) },
        ...problems(...bodyCodes, ...keyCodes, ...commitCodes, 'conflict'),
      },
    },
    async handle(c) {
      const caller = await callerWith(ledger, c, 'notice:write');
      const body = await readBody(c, 'application/json', noticeBytesMax);
      const draft = parse(noticeDraftSchema, parseJson(body.toString('utf8')));
      const { id, version, sha256, answer } = await publish(ledger, caller.business, draft, caller.key);
      const { replayed: _, ...record } = answer;
      return json(201, { id, version, sha256, ...record });
    },
  },
  {
    method: 'post',
    path: '/v1/notices/{id}/retire',
    readers: 'server',
    description: {
      operationId: 'retireNotice',
      tags: ['Notices'],
      summary: 'Retire a notice',
      description: 'From now on nobody can opt in with it. What was agreed under it stays as it is.',
      security: secretKey('notice:write'),
      request: { params: idSchema },
      responses: {
        201: { description: 'Retired, and recorded in the log.', content: jsonContent(writtenSchema) },
        ...problems(...keyCodes, ...commitCodes, 'notice_unknown', 'conflict'),
      },
    },
    async handle(c) {
      const caller = await callerWith(ledger, c, 'notice:write');
      return written(await retire(ledger, caller.business, c.req.param('id') ?? '', caller.key));
    },
  },
];

function listed({
  notice,
  sha256,
  record,
  supersededAt,
  retiredAt,
}: StoredNotice): z.input<typeof listedSchema> {
  return {
    ...notice,
    sha256,
    record,
    reviewed: reviewsOf(notice),
    ...(supersededAt !== undefined && { superseded_at: supersededAt }),
    ...(retiredAt !== undefined && { retired_at: retiredAt }),
  };
}

/** Read off, not stored: what was published never changes, but a review may come later. */
function reviewsOf({ locales }: StoredNotice['notice']): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(locales).flatMap(([locale, wording]) => {
      const reviewed = reviewOf(locale, wording);
      return reviewed === undefined ? [] : [[locale, reviewed]];
    }),
  );
}

// The requests of the shop's server to the ledger. With its own secret keys: forward a tick, get the
// evidence, get a link. With a customer's token: read the consent, and stop. Only this file uses the keys,
// and no page ever gets one.

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Wording } from '../../../ledger/core/notice/notice.ts';
import type { RenderableNotice } from '../../../ledger/core/notice/render.ts';
import type { Demo } from '../../seed.ts';
import { call } from './call.ts';

const writtenSchema = z.object({
  record: z.string(),
  grade: z.string().optional(),
  grade_reasons: z.array(z.string()).optional(),
  leaf_index: z.int(),
  tree_size: z.int(),
  recorded_at: z.string(),
  /** The person's own page of this opt-in. */
  link: z.string().optional(),
});

export type Written = z.infer<typeof writtenSchema>;

/**
 * The notice for browsers (GET /v1/notices/current), in one language. The shop changes nothing in it.
 */
export type Notice = RenderableNotice & {
  id: string;
  version: number;
  locale: string;
  direction: 'ltr' | 'rtl';
  purposes: string[];
  wording: Wording;
  /** The calling code of the business's own country. */
  calling_code?: string;
};

/** The fields that the pages need. The rest goes to the widget unchanged. */
const noticeSchema = z
  .looseObject({
    id: z.string(),
    version: z.int(),
    locale: z.string(),
    purposes: z.array(z.string()),
    business: z.looseObject({ name: z.string() }),
    contact: z.looseObject({}),
    wording: z.looseObject({ what: z.string(), sentence: z.string() }),
  })
  .transform((notice) => notice as unknown as Notice);

const standingSchema = z.object({
  purpose: z.string(),
  standing: z.enum(['granted', 'withdrawn', 'expired', 'none']),
  agreed_at: z.string().optional(),
});

/** The standing of one purpose. */
export type Standing = z.infer<typeof standingSchema>;

const customerConsentSchema = z.object({
  notices: z.array(z.object({ id: z.string(), purposes: z.array(standingSchema) })),
});

const linkSchema = z.object({ url: z.url(), expires_at: z.string() });

const widgetSchema = z.object({ file: z.string(), integrity: z.string() });

export type LedgerClient = ReturnType<typeof createLedgerClient>;

/** `origin`: the shop's own, on which customer tokens are valid. */
export function createLedgerClient(
  base: string,
  { site_key, api_keys }: Pick<Demo, 'site_key' | 'api_keys'>,
  origin: string,
) {
  const post = (key: string, type: string, body: string, idempotencyKey: string = randomUUID()) => ({
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': type, 'idempotency-key': idempotencyKey },
    body,
  });
  const json = (key: string, body: object, idempotencyKey?: string) =>
    post(key, 'application/json', JSON.stringify(body), idempotencyKey);
  /** A request that a page may make with only its customer's token. The server makes it for the page. */
  const asPage = (body: object) => ({
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const at = (path: string) => new URL(path, base).href;

  return {
    base,
    site: site_key,

    notice: (id: string, locale: string) =>
      call(
        noticeSchema,
        at(`/v1/notices/current?${new URLSearchParams({ site: site_key, notice: id, locale })}`),
      ),

    widget: () => call(widgetSchema, at('/widget.json')),

    /** The bytes that the widget signed, unchanged. If the page has posted them too, both are one record. */
    forward: (jws: string) =>
      call(writtenSchema, at('/v1/opt-ins'), post(api_keys.ingest, 'application/jose', jws)),

    /** The shop's server states what it saw itself: a box on its own page, with the text of that page. */
    assertOptIn: (
      body: { notice: Notice; number: string; text: string; path: string },
      idempotencyKey: string,
    ) => call(writtenSchema, at('/v1/opt-ins'), json(api_keys.ingest, asserted(body), idempotencyKey)),

    /** The consent of the number in a customer token. */
    standing: (token: string) =>
      call(
        customerConsentSchema,
        at('/v1/customers/consent'),
        asPage({ customer_token: token, locale: 'en' }),
      ),

    /** Stops these purposes for the number in a customer token. */
    stop: (token: string, purposes: readonly string[]) =>
      call(writtenSchema, at('/v1/opt-outs'), asPage({ customer_token: token, purposes })),

    /** A link to everything that the holder of this number agreed to, for an e-mail to that person. */
    link: (number: string) => call(linkSchema, at('/v1/links'), json(api_keys.ingest, { number })),

    evidence: (record: string) =>
      call(z.looseObject({ receipt: z.string() }), at(`/v1/receipts/${encodeURIComponent(record)}`), {
        headers: { authorization: `Bearer ${api_keys.ingest}` },
      }),
  };
}

function asserted({
  notice,
  number,
  text,
  path,
}: {
  notice: Notice;
  number: string;
  text: string;
  path: string;
}) {
  return {
    notice: notice.id,
    version: notice.version,
    locale: notice.locale,
    number,
    text,
    channel: 'web',
    evidence: { initially: 'unticked', action: 'ticked', path },
    source: { system: 'shop', collected_via: 'checkout' },
  };
}

// Errors in the shape of Meta's Graph API, for senders that call this ledger as if it were Meta: SDKs show
// their message and code. Our own codes lie outside Meta's, so that no SDK takes one for Meta's word; where
// Meta has the very same error, its code is used. No error holds a telephone number.
//
//   {"error": {"message", "type", "code", "is_transient", "error_data": {"messaging_product", "details"},
//    "fbtrace_id"}}
//
// https://developers.facebook.com/docs/graph-api/guides/error-handling

import { z } from 'zod';
import { neverStored, type Reply } from '../server/reply.ts';

/** `is_transient`: asking again, as it is, makes sense and can send nothing twice. */
const kinds = {
  /** As Meta words it: equal for an unregistered token, one of another sender, and no token at all. */
  token: { status: 401, code: 190, type: 'OAuthException', transient: false },
  invalid: { status: 400, code: 100, type: 'OAuthException', transient: false },
  busy: { status: 503, code: 2, type: 'OAuthException', transient: true },
  inside: { status: 500, code: 1, type: 'OAuthException', transient: false },
  /**
   * Not 400: Meta's SDKs and log filters take that for a broken request. Not 5xx or 429: those are tried
   * again.
   */
  denied: { status: 403, code: 990_001, type: 'OptmarkGateException', transient: false },
  not_served: { status: 404, code: 990_002, type: 'OptmarkGateException', transient: false },
  key_reused: { status: 422, code: 990_003, type: 'OptmarkGateException', transient: false },
  erased: { status: 410, code: 990_007, type: 'OptmarkGateException', transient: false },
  not_reached: { status: 502, code: 990_005, type: 'OptmarkGateException', transient: true },
  outcome_unknown: { status: 504, code: 990_006, type: 'OptmarkGateException', transient: false },
} as const;

export type GraphErrorKind = keyof typeof kinds;

/** The gate's own errors have every field; Meta's own come through with the fields that Meta gives. */
export const graphErrorSchema = z
  .looseObject({
    error: z.looseObject({
      message: z.string(),
      type: z.string().optional(),
      code: z.int(),
      is_transient: z.boolean().optional().meta({
        description:
          'Whether repeating the same request makes sense. It sends nothing twice. Meta leaves it out of most of its errors.',
      }),
      error_data: z
        .looseObject({ messaging_product: z.literal('whatsapp').optional(), details: z.string().optional() })
        .optional()
        .meta({
          description:
            'For a denial also `reasons`, the `purpose` that had to be agreed to, `tree_size`, `permit_id` and the ' +
            'deciding `record`.',
        }),
      fbtrace_id: z.string().optional(),
    }),
  })
  .meta({
    id: 'GraphError',
    description:
      'Codes from 990001 on are the gate’s own. Any other code means what it means at Meta, and an error that Meta ' +
      'itself answers comes as Meta wrote it.',
    example: {
      error: {
        message: '(#990001) The gate denies this message: withdrawn',
        type: 'OptmarkGateException',
        code: 990001,
        is_transient: false,
        error_data: {
          messaging_product: 'whatsapp',
          details:
            'Nothing was sent. The person has withdrawn the consent: do not ask again in a message; only a new opt-in by the person counts.',
          reasons: ['withdrawn'],
          purpose: 'shipping_update',
          record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
          tree_size: 8,
          permit_id: '019aad2c-8a40-7d52-8c11-0f2a6c1b9e77',
        },
        fbtrace_id: 'Aq83vEjRWeJCrze8SNFZ4kK',
      },
    },
  });

export type GraphError = {
  kind: GraphErrorKind;
  message: string;
  details: string;
  /** Beside the details in `error_data`. */
  data?: object;
};

/** @param trace a random name of this answer; Meta's SDKs print it */
export function graphErrorReply({ kind, message, details, data }: GraphError, trace: string): Reply {
  const { status, code, type, transient } = kinds[kind];
  const error = {
    message: `(#${code}) ${message}`,
    type,
    code,
    is_transient: transient,
    error_data: { messaging_product: 'whatsapp', details, ...data },
    fbtrace_id: trace,
  };
  return {
    status,
    headers: { 'content-type': 'application/json', ...neverStored },
    body: JSON.stringify({ error }),
  };
}

const saidByGraph = z.looseObject({ error: z.looseObject({ code: z.int() }) });

/** Whether a body is an error that the Graph API itself says, and not some server's in front of it. */
export function holdsGraphError(body: Buffer): boolean {
  try {
    return saidByGraph.safeParse(JSON.parse(body.toString('utf8'))).success;
  } catch {
    return false;
  }
}

/** For descriptions: every status of these kinds. */
export const graphStatuses = (...of: GraphErrorKind[]): number[] => [
  ...new Set(of.map((one) => kinds[one].status)),
];

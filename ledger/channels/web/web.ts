// What the widget signs: a JWS (RFC 7515) whose payload is the opt-in and whose header carries the page's own
// public key. The signature proves integrity from page to ledger and that the same page speaks again (undo);
// it proves neither identity nor consent, because the page belongs to the merchant. A mobile app signs the
// same with the key that it made when it was installed, and names itself by `app`: what does is no page.
//
//   header  {"alg":"Ed25519"|"ES256","typ":"optin+jws"|"optout+jws"|"ownership+jws","jwk":{…public key…}}
//   payload optInClaims | appOptInClaims | optOutClaims | ownershipClaims, below

import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import type { OptIn, Proof, Vouched } from '../../core/consent/command.ts';
import { evidenceSchemas } from '../../core/consent/evidence.ts';
import { namedEntrySchema } from '../../core/entry/named-entry-point.ts';
import { LedgerError } from '../../core/error.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import { appIdSchema, originOfApp } from '../../core/setup/app-id.ts';
import { parseJson } from '../json.ts';
import { parse } from '../parse.ts';
import { consentingNumber } from '../server/number.ts';
import { pageThumbprintOf, verifyPageSignature } from './page-signature.ts';

export const siteKeySchema = z.string().regex(/^pk_[A-Za-z0-9_-]{1,64}$/, 'a publishable key, pk_…');
/** Only operations that know the site's secret read it (auth/customer-token.ts). */
export const customerTokenSchema = z
  .string()
  .max(1500)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'a JWT in compact form')
  .meta({
    description:
      'The customer token (a JWT) by which the shop’s server names the number. Its claim `number_verified: true` says that ' +
      'the shop has made sure that the number is this customer’s: such a token lifts a stop that the person sent in WhatsApp.',
  });
/**
 * NumericDate (RFC 7519): seconds, with a fraction for the milliseconds, because an opt-out may be that
 * close.
 */
const issuedAt = z.number().min(1_500_000_000).max(100_000_000_000);
const signed = { v: z.literal(1), site: siteKeySchema, jti: z.uuid(), iat: issuedAt };

const optInFields = {
  ...signed,
  kind: z.literal('opt_in'),
  notice: z.strictObject({ id: noticeIdSchema, version: z.int().min(1) }),
  locale: localeSchema,
  number: z.string().min(1).max(64),
  text: z.string().max(4000),
  nonce: z.string().max(200).optional(),
  customer_token: customerTokenSchema.optional(),
  collected_via: z.enum(['checkout', 'profile', 'preferences', 'email_link', 'sms_link', 'app']).optional(),
  entry: namedEntrySchema.optional(),
};

export const optInClaimsSchema = z
  .strictObject({
    ...optInFields,
    link: customerTokenSchema.optional().meta({
      description:
        'The pass of the link that the page was opened by, where the person typed the number. Where the business knows it, ' +
        'the pass stands in `customer_token`, and `number` is its stand-in.',
    }),
    evidence: evidenceSchemas.web.required({ seen: true }),
  })
  .meta({ id: 'WidgetOptInClaims', description: 'Payload of the JWS that the widget posts.' });

export const appOptInClaimsSchema = z
  .strictObject({ ...optInFields, app: appIdSchema, evidence: evidenceSchemas.app.required({ shown: true }) })
  .meta({ id: 'AppOptInClaims', description: 'Payload of the JWS that a mobile app posts.' });

export const optOutClaimsSchema = z
  .strictObject({ ...signed, app: appIdSchema.optional(), kind: z.literal('opt_out'), record: z.uuid() })
  .meta({
    id: 'WidgetOptOutClaims',
    description: 'Payload of the JWS by which the same page, or app, takes its opt-in back.',
  });

export const ownershipMethodSchema = z
  .enum(['whatsapp', 'code'])
  .meta({ description: 'By a message that the person sends, or by a code that is sent to them.' });

export const ownershipClaimsSchema = z
  .strictObject({
    ...signed,
    app: appIdSchema.optional(),
    kind: z.literal('prove_ownership'),
    record: z.uuid(),
    method: ownershipMethodSchema,
  })
  .meta({
    id: 'WidgetOwnershipClaims',
    description: 'Payload of the JWS by which the page, or app, that opted in asks for proof of the number.',
  });

export type OptInClaims = z.infer<typeof optInClaimsSchema>;
export type AppOptInClaims = z.infer<typeof appOptInClaimsSchema>;
export type OptOutClaims = z.infer<typeof optOutClaimsSchema>;
export type OwnershipClaims = z.infer<typeof ownershipClaimsSchema>;

export type PageSigned<Claims> = { claims: Claims; jws: string; thumbprint: string };

function verified(jws: string, typ: string): { payload: unknown; thumbprint: string } {
  const found = verifyPageSignature(jws, typ);
  if (found.kind === 'malformed') {
    throw new LedgerError('malformed', 'The body is not a JWS in compact serialisation.');
  }
  if (found.kind === 'invalid') {
    const detail = `The body is not an ${typ} signed by the key in its own header.`;
    throw new LedgerError('signature_invalid', detail);
  }
  // What is replaced here would be stored as what the page signed.
  if (!isUtf8(found.payload)) throw new LedgerError('malformed', 'The signed payload is not UTF-8.');
  const text = found.payload.toString('utf8');
  const payload = parseJson(text);
  // Text that is stored verbatim must say one thing to every reader: a field named twice would not.
  if (JSON.stringify(payload) !== text) {
    throw new LedgerError(
      'malformed',
      'The signed payload must be JSON without white space or repeated names.',
    );
  }
  return { payload, thumbprint: found.thumbprint };
}

export async function verifyOptIn(jws: string): Promise<PageSigned<OptInClaims | AppOptInClaims>> {
  const { payload, thumbprint } = verified(jws, 'optin+jws');
  const isApp = typeof payload === 'object' && payload !== null && Object.hasOwn(payload, 'app');
  const claims = isApp ? parse(appOptInClaimsSchema, payload) : parse(optInClaimsSchema, payload);
  return { claims, jws, thumbprint };
}

export async function verifyOptOut(jws: string): Promise<PageSigned<OptOutClaims>> {
  const { payload, thumbprint } = verified(jws, 'optout+jws');
  return { claims: parse(optOutClaimsSchema, payload), jws, thumbprint };
}

export async function verifyOwnership(jws: string): Promise<PageSigned<OwnershipClaims>> {
  const { payload, thumbprint } = verified(jws, 'ownership+jws');
  return { claims: parse(ownershipClaimsSchema, payload), jws, thumbprint };
}

/** The thumbprint (RFC 7638) of the page key that signed a stored opt-in. */
export function thumbprintOf(optInJws: string): string | undefined {
  return pageThumbprintOf(optInJws, 'optin+jws');
}

export type Posted = {
  proof: Proof;
  /** The shop's own server forwarded it under its secret key. */
  server?: { key: string };
  /** When the ledger issued the nonce that was signed: a slow page clock cannot date the tick before it. */
  signedAfter?: Date | undefined;
  /** When the shop's server brought it: what a page signed cannot have been signed later. */
  arrived?: Date;
  /** The customer token inside is good, and names this number. */
  vouched?: Vouched | undefined;
  /** Of the site. */
  origins?: readonly string[];
  /** Which the page was opened by; with the number that its business knows. */
  link?: { id: string; via: 'email' | 'sms'; number?: string } | undefined;
};

/**
 * How far ahead of ours the clock of a person's device is taken for a clock that is wrong, milliseconds. Such
 * a record counts as of its arrival; what the page claimed stays in what it signed.
 */
export const pageAheadMaxMs = 86_400_000;

function tickedAt(claimed: number, arrived: Date | undefined): number {
  const isAhead = arrived !== undefined && claimed > arrived.getTime();
  return isAhead && claimed - arrived.getTime() <= pageAheadMaxMs ? arrived.getTime() : claimed;
}

/** The origin that a page says it has; what stands for the one of an app. */
const saidOrigin = (claims: OptInClaims | AppOptInClaims): string | undefined =>
  'app' in claims ? originOfApp(claims.app) : claims.evidence.seen.origin;

/** How it came, and by which of the business's systems. */
const wayOf = (claims: OptInClaims | AppOptInClaims) =>
  'app' in claims
    ? ({ channel: 'app', evidence: claims.evidence, system: originOfApp(claims.app) } as const)
    : ({ channel: 'web', evidence: claims.evidence, system: 'widget' } as const);

/** The command in what a page or an app has signed. */
export function pageOptIn(
  { claims, jws, thumbprint }: PageSigned<OptInClaims | AppOptInClaims>,
  business: string,
  { proof, server, signedAfter, arrived, vouched, origins, link }: Posted = { proof: { kind: 'none' } },
): OptIn {
  const { system, ...way } = wayOf(claims);
  const origin = saidOrigin(claims);
  // Of a link, the ledger knows both; the page, which may be anybody's, only says them.
  const number = link?.number ?? claims.number;
  const entryPoint = link === undefined ? claims.collected_via : (`${link.via}_link` as const);
  const isElsewhere = origin !== undefined && origins?.includes(origin) === false;
  const known = {
    ...(vouched !== undefined && { vouched }),
    ...(isElsewhere && { elsewhere: true as const }),
  };
  return {
    kind: 'opt_in',
    business,
    identifiers: [{ kind: 'number', value: number }],
    number: consentingNumber(number),
    notice: claims.notice,
    locale: claims.locale,
    text: claims.text,
    ...way,
    submission:
      server === undefined
        ? { by: 'page', site: claims.site, jws, thumbprint, proof, ...known }
        : { by: 'server', key: server.key, jws, thumbprint, proof, ...known },
    source: {
      system,
      actor: claims.site,
      ...(entryPoint !== undefined && { entry_point: entryPoint }),
      ...(link !== undefined && { link: link.id }),
    },
    ...(claims.entry !== undefined && { entry: claims.entry }),
    ...(signedAfter !== undefined && { notBefore: signedAfter.toISOString() }),
    occurredAt: new Date(
      Math.max(tickedAt(claims.iat * 1000, arrived), signedAfter?.getTime() ?? 0),
    ).toISOString(),
  };
}

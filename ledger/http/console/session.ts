// Signing in to the console and out again: /v1/console/session, and the way over a provider.

import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import { consoleTokenIn, csrfTokenOf } from '../../auth/console-token.ts';
import { LedgerError } from '../../core/error.ts';
import { roleSchema } from '../../core/setup/staff.ts';
import { followConsoleLink } from '../../operations/console/links.ts';
import { signIn } from '../../operations/console/provider.ts';
import { nobody, type Session } from '../../operations/console/sessions.ts';
import type { Asked, SignInProvider } from '../../operations/console/store.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { answer, created, type Endpoint, endpoint, ok, rawAnswer } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { neverStored, type Reply } from '../server/reply.ts';
import {
  readCookie,
  requireOrigin,
  requireOwn,
  requireSafe,
  sessionOf,
  setCookie,
} from '../server/session.ts';

const tag = 'Console';
const example = '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10';
/** How long somebody may take at the provider, seconds. */
const signInSeconds = 600;

const provider = z
  .strictObject({ host: z.string() })
  .nullable()
  .meta({ description: 'Where people sign in; null: by a link from the host alone.' });

const businessSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  test: z.boolean(),
  role: roleSchema.meta({ description: 'What the person is in this business.' }),
  person: z.uuid().meta({ description: 'The id by which this business\u2019s records name the person.' }),
  until: z.iso.datetime().optional().meta({ description: 'When the engagement ends.' }),
});

const sessionSchema = z
  .strictObject({
    signed_in: z.boolean(),
    csrf: z.string().optional().meta({
      description: 'For the header `optmark-csrf` of every request but GET. Only who is signed in gets it.',
    }),
    person: z
      .strictObject({ id: z.uuid(), name: z.string(), role: roleSchema, until: z.iso.datetime().optional() })
      .optional()
      .meta({ description: 'As the first of the businesses knows them.' }),
    expires_at: z.iso.datetime().optional(),
    businesses: z.array(businessSchema).optional(),
    provider,
  })
  .meta({
    id: 'ConsoleSession',
    example: {
      signed_in: true,
      csrf: 'b2Zzc3RyYW5nZXJzY2Fubm90cmVhZHRoaXNhbnN3ZXI',
      person: { id: example, name: 'Reviewer One', role: 'auditor' },
      expires_at: '2026-12-03T17:00:00.000Z',
      businesses: [
        { id: 'fresh-produce', name: 'Fresh Produce', test: false, role: 'auditor', person: example },
      ],
      provider: { host: 'id.example' },
    },
  });

const linkSchema = z
  .strictObject({
    token: z.string().max(100).meta({ description: 'What stands after `#token=` in the link.' }),
  })
  .meta({ id: 'ConsoleLinkToken', example: { token: 'dGhpc2lzbm90YXRva2VudGhhdGFueWxlZGdlcm1hZGU' } });

const signedOutSchema = z
  .strictObject({
    logout: z.url().nullable().meta({ description: 'Where the provider ends its own session, too.' }),
  })
  .meta({ id: 'ConsoleSignedOut', example: { logout: 'https://id.example/logout' } });

export const consoleSessionEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/console/session',
    operationId: 'readConsoleSession',
    tag,
    summary: 'Who is signed in to the console',
    description:
      'By the cookie. A person who is signed in may call every operation that takes a secret key with the scopes of ' +
      'their role: with the cookie, `optmark-business` (the id of a business) and, on every method but GET, ' +
      '`optmark-csrf`. Numbers in what they are answered are masked, unless the body or the header `optmark-reveal` ' +
      'says why not.',
    who: 'open',
    answers: { 200: answer('The session, or that there is none.', sessionSchema) },
    errors: ['forbidden', 'unavailable'],
    handle: async ({ c }, { ledger }) => {
      requireSafe(ledger, c);
      return ok(await told(ledger, await sessionOf(ledger, c)));
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/console/session',
    operationId: 'followConsoleLink',
    tag,
    summary: 'Sign in by a link from the host',
    description: 'The link works once, for ten minutes. `optmark console link` makes one.',
    who: 'open',
    body: jsonBody(linkSchema),
    answers: { 201: answer('Signed in: the cookie is set.', sessionSchema) },
    errors: ['forbidden', 'origin_not_allowed', 'unauthenticated', 'rate_limited', 'unavailable'],
    limit: ({ visitor }, { ledger }) => limited(ledger, visitor.network),
    handle: async ({ c, body }, { ledger }) => {
      requireSafe(ledger, c);
      requireOrigin(ledger, c);
      const hash = consoleTokenIn(body.token);
      if (hash === undefined) throw nobody();
      const { token, session } = await followConsoleLink(ledger, hash);
      return created(await told(ledger, session), {
        ...neverStored,
        ...sessionCookie(ledger, token, session),
      });
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/console/session',
    operationId: 'endConsoleSession',
    tag,
    summary: 'Sign out',
    who: 'open',
    answers: { 200: answer('Signed out: the session is ended and the cookie taken away.', signedOutSchema) },
    errors: ['forbidden', 'origin_not_allowed', 'unauthenticated', 'unavailable'],
    handle: async ({ c }, { ledger }) => {
      const session = await sessionOf(ledger, c);
      if (session === undefined) throw new LedgerError('unauthenticated', 'Nobody is signed in.');
      requireOwn(ledger, c, session);
      await ledger.console.endSession(session.hash, ledger.world.now());
      const { idToken } = session;
      const { provider } = ledger;
      // Signed out here, whatever the provider says.
      const logout =
        idToken === undefined || provider === undefined
          ? undefined
          : await provider.logout(idToken, consoleAddress(ledger)).catch(() => undefined);
      return ok({ logout: logout?.href ?? null }, { ...neverStored, ...setCookie(ledger, 'console', '', 0) });
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/console/sign-in',
    operationId: 'beginConsoleSignIn',
    tag,
    summary: 'To the provider, to sign in',
    who: 'open',
    answers: { 302: rawAnswer('To the provider.') },
    errors: ['forbidden', 'not_available', 'rate_limited', 'unavailable'],
    limit: ({ visitor }, { ledger }) => limited(ledger, visitor.network),
    handle: async ({ c }, { ledger }) => {
      requireSafe(ledger, c);
      const random = () => randomBytes(32).toString('base64url');
      const asked = { state: random(), nonce: random(), verifier: random() };
      const address = await providerOf(ledger).begin(callbackAddress(ledger), asked);
      const kept = [asked.state, asked.nonce, asked.verifier].join('.');
      return redirect(address.href, setCookie(ledger, 'sign-in', kept, signInSeconds));
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/console/callback',
    operationId: 'endConsoleSignIn',
    tag,
    summary: 'Back from the provider, signed in',
    who: 'open',
    answers: { 302: rawAnswer('To the console: the cookie is set.') },
    errors: ['forbidden', 'not_available', 'rate_limited', 'unauthenticated', 'unavailable'],
    limit: ({ visitor }, { ledger }) => limited(ledger, visitor.network),
    handle: async ({ c }, { ledger }) => {
      requireSafe(ledger, c);
      const came = new URL(new URL(c.req.url).search, callbackAddress(ledger));
      const { token, session } = await signIn(ledger, providerOf(ledger), came, keptIn(ledger, c));
      return redirect(consoleAddress(ledger).href, sessionCookie(ledger, token, session));
    },
  }),
];

const limited = ({ limits }: Ledger, network: string | undefined): Promise<void> =>
  network === undefined ? Promise.resolve() : limits.take([{ limit: 'network', key: network }]);

function providerOf({ provider }: Ledger): SignInProvider {
  if (provider !== undefined) return provider;
  throw new LedgerError('not_available', 'No provider is set: OPTMARK_OIDC_ISSUER names one.');
}

/** What was given to this browser. A state from elsewhere would sign it in as somebody else. */
function keptIn(ledger: Ledger, c: Context): Asked {
  const [state, nonce, verifier, more] = readCookie(ledger, c, 'sign-in')?.split('.') ?? [];
  if (state && nonce && verifier && more === undefined) return { state, nonce, verifier };
  throw nobody();
}

const consoleAddress = ({ url }: Ledger) => new URL('/console', url);
const callbackAddress = ({ url }: Ledger) => new URL('/v1/console/callback', url);

const redirect = (location: string, headers: Record<string, string>): Reply<302> => {
  return { status: 302, headers: { ...neverStored, location, ...headers }, body: null };
};

const sessionCookie = (ledger: Ledger, token: string, { endsAt }: Session) =>
  setCookie(ledger, 'console', token, secondsUntil(ledger, endsAt));

const secondsUntil = ({ world }: Ledger, end: Date) =>
  Math.floor((end.getTime() - world.now().getTime()) / 1000);

async function told(ledger: Ledger, session: Session | undefined): Promise<z.input<typeof sessionSchema>> {
  const provider = ledger.provider === undefined ? null : { host: ledger.provider.host };
  if (session === undefined) return { signed_in: false, provider };
  const businesses = await Promise.all(
    session.people.map(async ({ id: person, business, role, until }) => {
      const { name, test = false } = (await ledger.setup.business(business))!;
      return { id: business, name, test, role, person, ...(until !== undefined && { until }) };
    }),
  );
  const [{ id, name, role, until }] = session.people as [Session['people'][number]];
  return {
    ...{ signed_in: true, csrf: csrfTokenOf(ledger.keys.macs, session.hash) },
    person: { id, name: name ?? '', role, ...(until !== undefined && { until }) },
    ...{ expires_at: session.endsAt.toISOString(), businesses, provider },
  };
}

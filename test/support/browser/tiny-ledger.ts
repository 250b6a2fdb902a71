// A ledger small enough to read, for the widget's tests: the four resources the widget uses, over real HTTP,
// verifying and admitting with the real channels and core. It keeps what it accepted in memory and can be
// told to misbehave.

import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkNonce, issueNonce, nonceExpiry } from '../../../ledger/auth/nonce.ts';
import {
  type OptInClaims,
  type OptOutClaims,
  pageOptIn,
  verifyOptIn,
  verifyOptOut,
} from '../../../ledger/channels/web/web.ts';
import { admit } from '../../../ledger/core/consent/admission.ts';
import { type Fault, LedgerError } from '../../../ledger/core/error.ts';
import { en } from '../../../ledger/core/language/en/widget.ts';
import type { MacKeys } from '../../../ledger/core/mac.ts';
import {
  type NoticeDraft,
  type PublishedNotice,
  publishNotice,
  type Wording,
} from '../../../ledger/core/notice/notice.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { tinyOwnership } from './tiny-ownership.ts';

export const siteKey = 'pk_test4kJ8mZt0QX2v7bN1';

/** What to answer to posts: as it should, with a fault, or by cutting the connection. */
export type Mood = 'well' | 'busy' | 'down' | 'refusing' | 'superseded' | 'number_refused';

export type TinyLedger = {
  url: string;
  /** Path of the first script. */
  script: string;
  mood: Mood;
  notice: PublishedNotice;
  callingCode: string | undefined;
  optIns: { claims: OptInClaims; jws: string; grade: string; record: string }[];
  optOuts: OptOutClaims[];
  /** Whether the message that proves a number has arrived. */
  messageArrived: boolean;
  /** What to serve in place of a file of the widget: a stolen server's bytes. */
  tampered(path: string, file: Buffer): Buffer;
  /** "METHOD path" of every request but preflights, in order. */
  requests: string[];
  /** The notice as GET /v1/notices/current gives it, to be inlined in a page. */
  shown(locale?: string): Record<string, unknown>;
  close(): Promise<void>;
};

type Reply = { status: number; body: unknown; retryAfter?: number };

const draft: NoticeDraft = {
  id: 'order-updates',
  purposes: ['shipping_update', 'payment_update'],
  scope: ['message'],
  default_locale: 'en',
  locales: {
    en: { what: 'order updates' },
    es: { what: 'novedades de sus pedidos' },
    ar: {
      what: 'تحديثات الطلب',
      sentence: 'أوافق على تلقي {what} من {business} على رقم WhatsApp الخاص بي {masked}',
      privacy: 'كيف تستخدم {business} رقمك: {privacy_url}',
      withdrawal: 'يمكنك الإيقاف في أي وقت: {withdrawal_url}',
      contact: 'تحدث إلى شخص في {business}: {contact}',
    },
  },
  contact: { email: 'care@fresh.example', phone: '+1 415 555 0100' },
  privacy_url: 'https://fresh.example/privacy',
  withdrawal_url: 'https://fresh.example/profile',
  policy: 'strict-2020',
};

/** `files`: of the built widget, served under its version as the real ledger serves them. */
export async function tinyLedger(files: ReadonlyMap<string, Buffer>): Promise<TinyLedger> {
  const keys: MacKeys = [{ version: 1, key: createSecretKey(randomBytes(32)) }];
  const authors = new Map<string, string>();
  const spent = new Map<string, Reply>();

  const server = createServer(async (request, response) => {
    if (request.method === 'OPTIONS') return send(request, response, { status: 204, body: null });
    const path = (request.url ?? '').split('?')[0];
    ledger.requests.push(`${request.method} ${path}`);
    const file = files.get(path?.replace(`/${packageJson.version}/`, '') ?? '');
    if (file !== undefined) return sendFile(response, path, ledger.tampered(path ?? '', file));
    if (request.method === 'POST' && ledger.mood === 'down') return void request.socket.destroy();
    const reply = await answer(request, await bodyOf(request)).catch(problem);
    send(request, response, reply);
  });

  const ledger: TinyLedger = {
    url: '',
    script: `/${packageJson.version}/optmark.js`,
    mood: 'well',
    notice: publishNotice(draft, {
      version: 1,
      business: { id: 'fresh-produce', name: 'Fresh Produce' },
      publishedAt: '2026-11-01T00:00:00.000Z',
    }),
    callingCode: '91',
    optIns: [],
    optOuts: [],
    messageArrived: false,
    requests: [],
    tampered: (_, file) => file,
    shown(locale = 'en') {
      const {
        locales,
        policy: _,
        valid_days: __,
        published_at: ___,
        default_locale,
        ...notice
      } = ledger.notice.notice;
      const [language] = locale.split('-') as [string];
      const used = Object.hasOwn(locales, language) ? language : default_locale;
      return {
        ...notice,
        sha256: ledger.notice.sha256,
        locale: used,
        direction: used === 'ar' ? 'rtl' : 'ltr',
        wording: locales[used] as Wording,
        strings: en,
        ...(ledger.callingCode && { calling_code: ledger.callingCode }),
      };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };

  async function answer(request: IncomingMessage, body: string): Promise<Reply> {
    const url = new URL(request.url ?? '/', ledger.url);
    if (request.method === 'GET' && url.pathname === '/v1/notices/current') {
      return { status: 200, body: ledger.shown(url.searchParams.get('locale') ?? undefined) };
    }
    if (ledger.mood === 'busy') throw new LedgerError('overloaded', 'Busy.', { retryAfter: 1 });
    const asked = `${request.method} ${url.pathname}`;
    if (url.pathname.startsWith('/v1/ownership')) {
      return { status: 200, body: await tinyOwnership(asked, body, ledger.messageArrived) };
    }
    switch (asked) {
      case 'POST /v1/nonces':
        return nonce(request, JSON.parse(body));
      case 'POST /v1/opt-ins':
        return optIn(request, body);
      case 'POST /v1/opt-outs':
        return optOut(body);
      default:
        throw new LedgerError('not_found', 'No such resource.');
    }
  }

  function nonce(
    request: IncomingMessage,
    {
      customer_token: token,
      ...binding
    }: { site: string; notice: string; version: number; thumbprint: string; customer_token?: string },
  ): Reply {
    if (token !== undefined && claimsIn(token).exp * 1000 < Date.now()) {
      const fault: Fault = { pointer: '/customer_token', rule: 'expired', detail: 'It is over.' };
      throw new LedgerError('customer_token_invalid', 'The customer token has expired.', { faults: [fault] });
    }
    const origin = request.headers.origin ?? '';
    const issued = issueNonce(keys, { ...binding, origin }, new Date(), randomBytes(16));
    return { status: 200, body: { nonce: issued, expires_at: nonceExpiry(issued).toISOString() } };
  }

  async function optIn(request: IncomingMessage, jws: string): Promise<Reply> {
    refuse(ledger.mood);
    const signed = await verifyOptIn(jws);
    const { claims, thumbprint } = signed;
    if ('app' in claims) throw new LedgerError('origin_not_allowed', 'A page is no app.');
    const { site, notice } = claims;
    const origin = request.headers.origin ?? '';
    const binding = { site, origin, notice: notice.id, version: notice.version, thumbprint };
    if (claims.nonce === undefined) throw new LedgerError('nonce_missing', 'No nonce.');
    if (checkNonce(keys, binding, claims.nonce, new Date()).kind !== 'accepted') {
      throw new LedgerError('nonce_invalid', 'Not this page’s nonce.');
    }
    const first = spent.get(claims.nonce);
    if (first !== undefined) return first;
    const admission = admit(pageOptIn(signed, 'fresh-produce', { proof: { kind: 'nonce' } }), ledger.notice);
    if (admission.kind === 'refused') {
      throw new LedgerError('not_admitted', admission.failures.map((failure) => failure.rule).join(', '));
    }
    const record = randomUUID();
    authors.set(record, thumbprint);
    ledger.optIns.push({ claims, jws, grade: admission.grading.grade, record });
    const reply = { status: 201, body: written(record, admission.grading.grade) };
    spent.set(claims.nonce, reply);
    return reply;
  }

  async function optOut(jws: string): Promise<Reply> {
    if (ledger.mood === 'refusing') throw new LedgerError('forbidden', 'Refusing.');
    const { claims, thumbprint } = await verifyOptOut(jws);
    if (authors.get(claims.record) !== thumbprint)
      throw new LedgerError('forbidden', 'Not this page’s record.');
    ledger.optOuts.push(claims);
    return { status: 201, body: written(randomUUID(), 'E3') };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ledger.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return ledger;
}

/** Of a customer token or a page's record, whoever signed it. */
export const claimsIn = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());

function refuse(mood: Mood): void {
  if (mood === 'refusing') throw new LedgerError('not_admitted', 'Refusing.');
  if (mood === 'superseded') throw new LedgerError('notice_superseded', 'There is a newer version.');
  if (mood !== 'number_refused') return;
  const fault: Fault = { pointer: '/number', rule: 'impossible', detail: 'No such number.' };
  throw new LedgerError('invalid', 'The number cannot be a WhatsApp number.', { faults: [fault] });
}

function written(record: string, grade: string) {
  return {
    record,
    leaf_index: 7,
    tree_size: 8,
    grade,
    recorded_at: new Date().toISOString(),
    link: `https://ledger.example/p/${record}`,
    receipt: 'eyJhbGciOiJFZDI1NTE5In0.e30.c2ln',
    checkpoint: 'ledger.example/log\n8\n',
    inclusion: [],
  };
}

/** The statuses these tests need; the real table is http/problem/catalogue.ts. */
function problem(error: unknown): Reply {
  if (!(error instanceof LedgerError)) throw error;
  const status = error.code === 'overloaded' ? 503 : error.code === 'not_found' ? 404 : 422;
  const { code, message: detail, faults: errors } = error;
  return {
    status,
    body: { type: `about:blank#${code}`, title: code, status, code, detail, errors },
    ...(error.retryAfter && { retryAfter: error.retryAfter }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, {
    'access-control-allow-origin': request.headers.origin ?? '*',
    'access-control-allow-headers': 'Content-Type',
    'access-control-expose-headers': 'Retry-After',
    'content-type': reply.status < 400 ? 'application/json' : 'application/problem+json',
    ...(reply.retryAfter && { 'retry-after': String(reply.retryAfter) }),
  });
  response.end(reply.body === null ? undefined : JSON.stringify(reply.body));
}

function sendFile(response: ServerResponse, path = '', file: Buffer): void {
  response.writeHead(200, {
    'content-type': path.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'text/plain; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
  });
  response.end(file);
}

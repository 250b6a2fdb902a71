// An endpoint is one operation of the API, as data: its path, who may call it, its input, its answers,
// and its handler. Everything else follows: the caller and the scope of the key, reading and parsing the
// body, its possible problems, the entry in /openapi.json. A handler that answers with an undescribed status
// or shape does not compile; at run time no answer is validated.
//
//   endpoint({
//     method: 'post', path: '/v1/links', operationId: 'makeLink', tag: …, summary: …,
//     who: { scope: 'link:write' }, body: jsonBody(requestSchema),
//     answers: { 201: answer('The link.', linkSchema) },
//     handle: async ({ caller, body }, { ledger }) => created(await makeLink(ledger, caller, body)),
//   })
// An endpoint is described without a ledger; its handler is given one with each request.

import type { RouteConfig } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { z } from 'zod';
import type { Principal } from '../../auth/scope.ts';
import type { Spend } from '../../auth/spend.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { parse } from '../../channels/parse.ts';
import { type ErrorCode, LedgerError } from '../../core/error.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { PublicLog } from '../../operations/record/public-log.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { readAsPerson } from '../console/masked.ts';
import type { ConsoleBuild } from '../console/page.ts';
import type { OpenApiDocument } from '../openapi/openapi.ts';
import type { PersonScript } from '../person/script.ts';
import type { KeptReleases } from '../widget/kept-releases.ts';
import type { WidgetBuild } from '../widget/widget-build.ts';
import { callerWith, hasCredentials, type KeyAsked } from './caller.ts';
import { idempotencyHeader, type KeyUse, spendOf } from './idempotency.ts';
import { type Body, byBody, bytesOf } from './parsed-body.ts';
import type { AtOnce } from './places.ts';
import { queryOf } from './query.ts';
import { json, type Reply } from './reply.ts';
import type { VisitorOf } from './visitor.ts';

/** A handler's surroundings: the ledger, and the parts of this server. */
export type Api = {
  ledger: Ledger;
  /** The log for readers without a key. */
  publicLog: PublicLog;
  visitorOf: VisitorOf;
  logger: Logger;
  metrics: Metrics;
  /** Undefined where no widget was built. */
  widget: WidgetBuild | undefined;
  /** Releases that ran before, here or on another node. */
  kept: KeptReleases;
  /** Undefined where no script for the person's page was built. */
  personScript: PersonScript | undefined;
  /** Of the page in a dispute pack; undefined where it was not built. */
  disputeScript: string | undefined;
  /** Undefined where no console was built. */
  consoleBuild: ConsoleBuild | undefined;
  document(): OpenApiDocument;
};

/**
 * Who may call, and so which pages may read the answer (cross-origin.ts):
 *
 *   scope      who holds the scope, or one of them: a server with a secret key, or a person in the console
 *              (caller.ts). No other page may read the answer. `orPage`: or a page of a site, without a key
 *   page       a page of a site; which one, the operation finds out
 *   sender     a sender's server with Meta's access token
 *   public     all callers, from any page
 *   open       all callers; no page of another site may read the answer
 */
export type Who = Keyed | 'page' | 'sender' | 'public' | 'open';
type Keyed = KeyAsked & { orPage?: true };

type CallerOf<W> = W extends { orPage: true }
  ? Principal | undefined
  : W extends Keyed
    ? Principal
    : undefined;

/** A request, as its handler gets it. */
export type Asked<W = Who, B = undefined, P = object, Q = object> = {
  caller: CallerOf<W>;
  body: B;
  /** The body as it came. */
  bytes: Buffer;
  params: P;
  query: Q;
  /** What the request spends under its Idempotency-Key, if it has one. */
  spend: Spend | undefined;
  readonly visitor: Visitor;
  c: Context;
};

type Content = Record<string, { schema: z.ZodType | { type: 'object' | 'string'; format?: string } }>;

/** An answer as it is described: JSON of this type. `never`: the handler writes the reply itself. */
export type Described<T> = {
  description: string;
  content?: Content;
  headers?: Record<string, { description: string; schema: { type: 'string'; enum: string[] } }>;
  /** Only a type. */
  readonly value?: T;
};

type Answers = { readonly [status: number]: Described<unknown> };

/** JSON with its status, before it is a reply. */
export type Answered<S extends number, T, F = FieldOf<T>> = {
  status: S;
  value: T;
  headers?: Record<string, string>;
  /** Only a type: without it a value with more fields than are described compiles, and they are sent. */
  readonly fields?: F;
};
/** The name of each field, and of each field in it: `templates`, `templates.name`. */
type FieldOf<T> = unknown extends T
  ? string
  : T extends string | number | boolean | null | undefined
    ? never
    : T extends readonly (infer E)[]
      ? FieldOf<E>
      : { [K in keyof T & string]-?: K | `${K}.${FieldOf<T[K]>}` }[keyof T & string];

type AnswerOf<A extends Answers> = {
  [S in keyof A & number]: A[S] extends Described<infer T>
    ? [T] extends [never]
      ? Reply<S>
      : Answered<S, T>
    : never;
}[keyof A & number];

type Head<A> = {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** In OpenAPI's form, `/v1/records/{id}`; also the label in metrics and logs. */
  path: string;
  /** Where it really is, if known at the start: Hono's fast router cannot hold `/:a/b` beside `/c/:d`. */
  at?: readonly string[];
  /** Paths that the router cannot hold beside others: asked for what it does not find (api.ts). */
  beyondRouter?: RegExp;
  operationId: string;
  tag: string;
  summary: string;
  description?: string;
  answers: A;
  /** A document that is the same for every caller: sent under a tag, and compressed (coding.ts). */
  tagged?: true;
  /** It appends to the log. A GET that does is not served to HEAD, which is to change nothing. */
  commits?: true;
  /** Under load it goes before others (turns.ts): people stop messages by it, or ask if the node is well. */
  first?: true;
  /** Its query may hold a stop, heard whatever stands beside it: the handler reads it as it came. */
  hearsQuery?: true;
  /** How many of these may be under way at once: beyond that, `overloaded` (places.ts). */
  atOnce?: AtOnce;
  /** Errors beyond those that follow from the other fields. */
  errors?: readonly ErrorCode[];
  /** What the handler reads of the request by itself. */
  reads?: NonNullable<RouteConfig['request']>;
};

type Address<P extends z.ZodObject, Q extends z.ZodObject> = {
  /** Where they do not fit there is nothing. */
  params?: P;
  query?: Q;
};

type Way<W, B, P extends z.ZodObject, Q extends z.ZodObject, Out> = Address<P, Q> & {
  who: W;
  body?: Body<B>;
  /** A file that no mask can be put on: a person in the console says why they need it (masked.ts). */
  whole?: true;
  /** Takes an Idempotency-Key from a caller with a secret key, among the keys of this use. */
  idempotency?: KeyUse;
  /** Limits counted before anything is read. Throws rate_limited. */
  limit?(asked: Pick<Asked<W>, 'caller' | 'visitor'>, api: Api): Promise<void>;
  handle(asked: Asked<W, B, z.output<P>, z.output<Q>>, api: Api): Out | Promise<Out>;
};

/** Answers on one server; its memory belongs to that server. */
export type Serve = (api: Api) => (c: Context) => Reply | Promise<Reply>;
type RawServe<W, P, Q> = (
  api: Api,
) => (asked: Pick<Asked<W, undefined, P, Q>, 'caller' | 'params' | 'query' | 'c'>) => Reply | Promise<Reply>;

/** One media type of several: its description and its handler. */
export type ErasedWay<Out> = Pick<Way<Who, unknown, z.ZodObject, z.ZodObject, Out>, 'who' | 'body'> & {
  codes: readonly ErrorCode[];
  request: NonNullable<RouteConfig['request']>;
  serve: Serve;
  /** Only a type: what its handler answers. */
  readonly out?: Out;
};

/** An endpoint without its types, as it is mounted and described. */
export type Endpoint = Omit<Head<Answers>, 'errors' | 'reads'> & {
  ways: readonly ErasedWay<unknown>[];
  request: NonNullable<RouteConfig['request']>;
  codes: readonly ErrorCode[];
  serve: Serve;
  /** Where several are at one place: whether this one is meant, else the next. */
  takes?(c: Context): boolean;
  /** The problem in another shape, for callers that do not know RFC 9457. */
  refuse?(problem: Reply, api: Api): Reply;
};

/** One way to ask: most endpoints. */
export function endpoint<
  const W extends Who,
  A extends Answers,
  B = undefined,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
>(spec: Head<A> & Way<W, B, P, Q, AnswerOf<A>>): Endpoint {
  const only = way(spec);
  return erased(spec, [only], only.serve);
}

/** Several ways to ask, told apart by the media type of the body. */
export function endpointByMediaType<A extends Answers>(
  spec: Head<A> & { ways: readonly ErasedWay<AnswerOf<A>>[] },
): Endpoint {
  return erased(spec, spec.ways, (api) => {
    const serving = spec.ways.map(({ body, serve }) => [body!, serve(api)] as const);
    return (c) => byBody(c, serving)(c);
  });
}

/**
 * The handler reads the body and writes by itself: streams, files, bodies of other vendors' clients. A secret
 * key is checked before the handler runs; any other proof (a sender's access token, Meta's signature) the
 * handler checks itself.
 */
export function rawEndpoint<
  const W extends Who,
  A extends Answers,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
>(
  spec: Head<A> &
    Pick<Endpoint, 'takes' | 'refuse'> &
    Address<P, Q> & { who: W; serve: RawServe<W, z.output<P>, z.output<Q>> },
): Endpoint {
  const { who, serve: serveRaw, takes, refuse, params, query, ...head } = spec;
  const serve: Serve = (api) => {
    const handle = serveRaw(api);
    return async (c) => {
      const caller = (await callerOf(who, c, api)) as CallerOf<W>;
      const inPath = (params ? paramsIn(params, c) : none) as z.output<P>;
      const asked = (query ? parse(query, queryOf(c)) : none) as z.output<Q>;
      return handle({ caller, params: inPath, query: asked, c });
    };
  };
  const only = { who, codes: [...codesOf(who), ...addressCodes(spec)], request: addressOf(spec), serve };
  return { ...erased(head, [only], serve), ...(takes && { takes }), ...(refuse && { refuse }) };
}

export function way<
  const W extends Who,
  B = undefined,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  Out = never,
>(spec: Way<W, B, P, Q, Out>): ErasedWay<Out> {
  const { who, body, idempotency, limit } = spec;
  return {
    who,
    ...(body && { body }),
    codes: [...codesOf(who), ...(body ? bodyCodes : []), ...(limit ? limitCodes : []), ...addressCodes(spec)],
    request: { ...addressOf(spec), ...(idempotency && { headers: idempotencyHeader }) },
    serve: (api) => (c) => answerTo(spec, c, api),
  };
}

const nothing: Buffer = Buffer.alloc(0);
const none = {};

/** What a handler is handed. A class: an object with a getter of its own for each request is slow to make. */
class AskedOnce {
  body: unknown = undefined;
  bytes = nothing;
  params: unknown = none;
  query: unknown = none;
  spend: Spend | undefined = undefined;
  readonly caller: Principal | undefined;
  readonly c: Context;
  readonly #api: Api;

  constructor(caller: Principal | undefined, c: Context, api: Api) {
    this.caller = caller;
    this.c = c;
    this.#api = api;
  }

  get visitor() {
    return this.#api.visitorOf(this.c);
  }
}

async function answerTo<W extends Who, B, P extends z.ZodObject, Q extends z.ZodObject, Out>(
  { who, body, whole, params, query, idempotency, limit, handle }: Way<W, B, P, Q, Out>,
  c: Context,
  api: Api,
): Promise<Reply> {
  const caller = await callerOf(who, c, api);
  const asked = new AskedOnce(caller, c, api);
  if (limit) await limit(asked as unknown as Asked<W>, api);
  if (params) asked.params = paramsIn(params, c);
  if (query) asked.query = parse(query, queryOf(c));
  if (body) {
    asked.bytes = await bytesOf(c, body);
    if (idempotency && caller) asked.spend = spendOf(api.ledger, c, idempotency, asked.bytes, caller);
  }
  let masks: ((answer: object) => object) | undefined;
  if (caller?.role !== undefined) masks = await readAsPerson(asked, caller, { body, who, whole }, api.ledger);
  else if (body) asked.body = body.read(asked.bytes);
  const out = (await handle(asked as unknown as Asked<W, B, z.output<P>, z.output<Q>>, api)) as
    | Reply
    | Answered<number, object>;
  return 'value' in out ? json(out.status, masks ? masks(out.value) : out.value, out.headers) : out;
}

async function callerOf(who: Who, c: Context, { ledger }: Api): Promise<Principal | undefined> {
  if (typeof who !== 'object') return undefined;
  // A wrong key is refused, not ignored: a shop that thinks it forwards must not be taken for a page.
  if (who.orPage && !hasCredentials(c)) return undefined;
  return callerWith(ledger, c, who);
}

type AnyAddress = Address<z.ZodObject, z.ZodObject>;

const addressOf = ({ params, query }: AnyAddress) => ({ ...(params && { params }), ...(query && { query }) });

const addressCodes = ({ params, query }: AnyAddress): ErrorCode[] => [
  ...(query ? (['invalid'] as const) : []),
  ...(params ? (['not_found'] as const) : []),
];

function paramsIn<P extends z.ZodObject>(schema: P, c: Context): z.output<P> {
  const params = schema.safeParse(c.req.param());
  if (!params.success) throw new LedgerError('not_found', 'There is nothing here.');
  return params.data;
}

/** What can go wrong with any secret key (looked up in the database), any body, any limit, any commit. */
const keyCodes: ErrorCode[] = ['unauthenticated', 'forbidden', 'unavailable'];
export const bodyCodes: readonly ErrorCode[] = [
  'malformed',
  'invalid',
  'unsupported_media_type',
  'too_large',
  'too_slow',
];
const limitCodes: ErrorCode[] = ['rate_limited', 'unavailable'];
const commitCodes: ErrorCode[] = ['overloaded', 'unavailable'];
/** Errors for a page with a site key: the wrong origin, or too many requests. */
export const visitorCodes: readonly ErrorCode[] = [
  'not_found',
  'origin_not_allowed',
  'rate_limited',
  'unavailable',
];

const codesOf = (who: Who): readonly ErrorCode[] => (typeof who === 'object' ? keyCodes : []);

function erased<A extends Answers>(head: Head<A>, ways: Endpoint['ways'], serve: Serve): Endpoint {
  const { errors = [], reads, ...described } = head;
  const answers = head.tagged ? { ...head.answers, 304: notModified } : head.answers;
  const codes: ErrorCode[] = [
    ...ways.flatMap((each) => each.codes),
    ...(head.commits ? commitCodes : []),
    ...(head.atOnce ? (['overloaded'] as const) : []),
    ...errors,
  ];
  const request = Object.assign({}, ...ways.map((each) => each.request), reads);
  return { ...described, answers, ways, request, codes: [...new Set(codes)], serve };
}

/** An answer in JSON. */
export function answer<S extends z.ZodType>(
  description: string,
  schema: S,
  headers?: Described<unknown>['headers'],
): Described<z.input<S>> {
  return { description, content: { 'application/json': { schema } }, ...(headers && { headers }) };
}

/** An answer that its handler writes itself. */
export function rawAnswer(description: string, content?: Content): Described<never> {
  return { description, ...(content && { content }) };
}

export const notModified = rawAnswer('The one that the caller has, by `If-None-Match`.');

export const ok = <const T>(value: T, headers?: Record<string, string>): Answered<200, T> => {
  return { status: 200, value, ...(headers && { headers }) };
};

export const created = <const T>(value: T, headers?: Record<string, string>): Answered<201, T> => {
  return { status: 201, value, ...(headers && { headers }) };
};

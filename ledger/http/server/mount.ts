// An endpoint on an app. Everything around a handler happens in `guarded`, one function and not a chain of
// middleware: with a single handler per route Hono calls it directly, which at ten thousand requests a second
// is worth having.

import type { Context, Hono } from 'hono';
import { nulIn } from '../../channels/json.ts';
import { shownPointer } from '../../channels/parse.ts';
import type { LedgerError } from '../../core/error.ts';
import { wantsPage } from '../problem/page.ts';
import { problemReply } from '../problem/problem.ts';
import type { Report } from '../problem/report.ts';
import { codedReply } from './coding.ts';
import { headersFor, preflight, type Readers, readersOf } from './cross-origin.ts';
import type { Api, Endpoint } from './endpoint.ts';
import { always, type Reply } from './reply.ts';
import { createTurns, type Turns } from './turns.ts';

/** Hono's form of a path. The last parameter of a tile takes the slashes of its index with it. */
export const honoPath = (path: string): string =>
  path.replace('{tile}', ':tile{.+}').replaceAll(/\{(\w+)\}/g, ':$1');

/** @returns what answers the paths of this endpoint that the router cannot hold */
export function mount(
  app: Hono,
  endpoint: Endpoint,
  api: Api,
  report: Report,
  turns: Turns = createTurns(),
): ((c: Context) => Promise<Response> | undefined) | undefined {
  const { method, path, beyondRouter, commits, takes = () => true } = endpoint;
  const mounted = {
    endpoint,
    handle: endpoint.serve(api),
    readers: readersOf(endpoint),
    isText: endpoint.tagged === true || isPage(endpoint),
    api,
    report,
    turns,
  };
  const isServed = ({ req }: Context) => commits !== true || req.method !== 'HEAD';
  if (beyondRouter !== undefined) {
    const isMeant = (c: Context) =>
      takesMethod(method, c.req.method) && isServed(c) && beyondRouter.test(c.req.path);
    return (c) => (isMeant(c) ? guarded(mounted, c) : undefined);
  }
  for (const at of endpoint.at ?? [honoPath(path)]) {
    app.on(method, at, (c, next) => (isServed(c) && takes(c) ? guarded(mounted, c) : next()));
    // Hono hands a HEAD to the handler of GET, so this one is never called: by it the refusal knows.
    if (method === 'get' && commits) app.on('head', at, (_, next) => next());
    if (mounted.readers === 'page') {
      app.on('options', at, (c) => responseOf(preflight(c.req.header('origin'), method.toUpperCase()), {}));
    }
  }
  return undefined;
}

const takesMethod = (method: Endpoint['method'], asked: string): boolean =>
  asked === method.toUpperCase() || (method === 'get' && asked === 'HEAD');

const isPage = ({ method, answers }: Endpoint): boolean =>
  method === 'get' && answers[200]?.content?.['text/html'] !== undefined;

type Mounted = {
  endpoint: Endpoint;
  handle: ReturnType<Endpoint['serve']>;
  readers: Readers;
  /** A page or a document, which is sent compressed. */
  isText: boolean;
  api: Api;
  report: Report;
  turns: Turns;
};

async function guarded(
  { endpoint, handle, readers, isText, api, report, turns }: Mounted,
  c: Context,
): Promise<Response> {
  const started = performance.now();
  const route = endpoint.path;
  let reply: Reply;
  const turn = turns.enter(endpoint.first === true);
  if (turn !== undefined) await turn;
  try {
    refuseNul(c, endpoint);
    reply = await handle(c);
    if (isText) reply = await codedReply(c, reply, endpoint.tagged === true);
  } catch (error) {
    // Who has a form of its own for refusals reads ours.
    const asPage = endpoint.refuse === undefined && wantsPage(c.req.method, c.req.header('accept'));
    const problem = problemReply(error, report, route, asPage);
    reply = endpoint.refuse?.(problem, api) ?? problem;
  }
  const { metrics, logger } = api;
  const { method } = c.req;
  const { status } = reply;
  const seconds = (performance.now() - started) / 1000;
  metrics.answered({ route, method, status, seconds });
  if (logger.debugging) logger.debug('answered', { route, method, status, duration_ms: seconds * 1000 });
  const origin = readers === 'page' ? c.req.header('origin') : undefined;
  return responseOf(reply, headersFor(readers, origin));
}

/**
 * NUL in the path or the query: no text of ours holds it, and Postgres refuses it. Bodies are seen to by
 * channels/json.ts, and a query that may hold a stop by its handler.
 */
function refuseNul(c: Context, { hearsQuery }: Endpoint): void {
  if (!c.req.url.includes('%00')) return;
  const [path = '', ...query] = c.req.url.split('?');
  if (path.includes('%00')) throw nulAt('path', c.req.param());
  if (query.join('?').includes('%00') && hearsQuery !== true) throw nulAt('query', c.req.query());
}

function nulAt(place: 'path' | 'query', named: Record<string, string>): LedgerError {
  const names = Object.keys(named).filter((name) => named[name]?.includes('\0'));
  const pointers = names.length > 0 ? names.map((name) => shownPointer([name])) : [''];
  const detail = `NUL (%00) cannot stand in a ${place}.`;
  return nulIn(
    place,
    pointers.map((pointer) => ({ pointer, rule: 'nul', detail })),
  );
}

export function responseOf({ status, headers, body }: Reply, more: Record<string, string>): Response {
  return new Response(body, { status, headers: { ...always, ...headers, ...more } });
}

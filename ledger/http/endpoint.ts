// An endpoint is one operation of the interface: where it is, how it is described, what it answers. Describing and
// handling are registered together, so that nothing is served that /openapi.json does not show.
//
// Everything around a handler happens in `guarded`, one function and not a chain of middleware: with a single handler
// per route Hono calls it directly, which at ten thousand requests a second is worth having.

import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { problemReply } from './problem/problem.ts';
import type { Report } from './problem/report.ts';
import { headersFor, preflight, type Readers } from './server/cross-origin.ts';
import { always, type Reply } from './server/reply.ts';

export type Endpoint = {
  method: 'get' | 'post' | 'delete';
  /** In OpenAPI's form, `/v1/records/{id}`; also the label in metrics and logs. */
  path: string;
  /** Where it really is, if that is one path known at the start: Hono's fast router cannot hold `/:a/b` beside `/c/:d`. */
  at?: string;
  readers: Readers;
  description: Omit<RouteConfig, 'method' | 'path'>;
  handle(c: Context): Reply | Promise<Reply>;
  /** Where several are at one place: whether this one is meant, else the next. */
  takes?(c: Context): boolean;
  /** The problem in another shape, for callers who know no problems. */
  refuse?(problem: Reply): Reply;
};

/** Who watches: failures are reported, every answer is counted. */
export type Watch = { report: Report; logger: Logger; metrics: Metrics };

/** Hono's form of a path. The last parameter of a tile takes the slashes of its index with it. */
export const honoPath = (path: string): string =>
  path.replace('{tile}', ':tile{.+}').replaceAll(/\{(\w+)\}/g, ':$1');

export function mount(app: OpenAPIHono, endpoint: Endpoint, watch: Watch): void {
  const { method, path, readers, description } = endpoint;
  app.openAPIRegistry.registerPath({ method, path, ...description });
  const at = endpoint.at ?? honoPath(path);
  const { takes = () => true } = endpoint;
  app.on(method, at, (c, next) => (takes(c) ? guarded(endpoint, c, watch) : next()));
  if (readers === 'page') {
    app.on('options', at, (c) => responseOf(preflight(c.req.header('origin'), method.toUpperCase()), {}));
  }
}

async function guarded(
  endpoint: Endpoint,
  c: Context,
  { report, logger, metrics }: Watch,
): Promise<Response> {
  const started = performance.now();
  const { path: route, readers } = endpoint;
  let reply: Reply;
  try {
    reply = await endpoint.handle(c);
  } catch (error) {
    const problem = problemReply(error, report, route);
    reply = endpoint.refuse?.(problem) ?? problem;
  }
  const { method } = c.req;
  const { status } = reply;
  const seconds = (performance.now() - started) / 1000;
  metrics.answered({ route, method, status, seconds });
  if (logger.debugging) logger.debug('answered', { route, method, status, duration_ms: seconds * 1000 });
  const origin = readers === 'page' ? c.req.header('origin') : undefined;
  return responseOf(reply, headersFor(readers, origin));
}

export function responseOf({ status, headers, body }: Reply, more: Record<string, string>): Response {
  return new Response(body, { status, headers: { ...always, ...headers, ...more } });
}

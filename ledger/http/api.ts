// The interface over HTTP: every endpoint on one Hono app. Thin: what the ledger can do lives in operations; here is
// only what HTTP adds. Each endpoint registers its description with its handler, so /openapi.json shows all of them.

import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import packageJson from '../../package.json' with { type: 'json' };
import { LedgerError } from '../core/error.ts';
import type { Ledger } from '../operations/ledger.ts';
import { createLogger, type Logger } from '../telemetry/logger.ts';
import { createMetrics, type Metrics } from '../telemetry/metrics.ts';
import { type Endpoint, mount, responseOf, type Watch } from './endpoint.ts';
import { asOfEndpoints } from './history/as-of.ts';
import { reportEndpoints } from './history/reports.ts';
import { describeApi, registerShapes } from './openapi.ts';
import { readPersonScript } from './person/script.ts';
import { problemReply } from './problem/problem.ts';
import { createReport } from './problem/report.ts';
import { compatEndpoints } from './routes/compat.ts';
import { descriptionEndpoints } from './routes/description.ts';
import { embedEndpoints } from './routes/embed.ts';
import { gateEndpoints } from './routes/gate.ts';
import { gateBulkEndpoints } from './routes/gate-bulk.ts';
import { healthEndpoints } from './routes/health.ts';
import { keyEndpoints } from './routes/keys.ts';
import { linkEndpoints } from './routes/links.ts';
import { logEndpoints } from './routes/log.ts';
import { nonceEndpoints } from './routes/nonces.ts';
import { optInEndpoints } from './routes/opt-ins.ts';
import { optOutEndpoints } from './routes/opt-outs.ts';
import { ownershipEndpoints } from './routes/ownership.ts';
import { personEndpoints } from './routes/person.ts';
import { recordEndpoints } from './routes/records.ts';
import { sessionEndpoints } from './routes/sessions.ts';
import { subjectEndpoints } from './routes/subjects.ts';
import { whatsAppWebhookEndpoints } from './routes/whatsapp-webhook.ts';
import { widgetEndpoints } from './routes/widget.ts';
import { cloudEndpoints } from './send/cloud.ts';
import { visitorsBehind } from './server/visitor.ts';
import { currentNoticeEndpoints } from './setup/current-notice.ts';
import { noticeEndpoints } from './setup/notices.ts';
import { templateEndpoints } from './setup/templates.ts';
import { readWidgetBuild } from './widget/widget-build.ts';

export type ApiOptions = {
  /** Where the widget was built to; without it the widget is not served. */
  widgetFolder?: string;
  /** Where the script of the person's own page was built to; without it that page has no check in the browser. */
  personFolder?: string;
  logger?: Logger;
  metrics?: Metrics;
  /** How many proxies of ours stand in front and append to X-Forwarded-For; 0: the header is not believed. */
  trustedProxies?: number;
};

/** The app; hand its `fetch` to a server (http/listen.ts). */
export function createApi(ledger: Ledger, options: ApiOptions = {}): OpenAPIHono {
  const { logger = createLogger({ level: 'error' }), metrics = createMetrics() } = options;
  const { version } = packageJson;
  const watch = { report: createReport(logger), logger, metrics };
  metrics.watchQueue(() => ledger.sequencer.depth());

  const app = new OpenAPIHono();
  registerShapes(app);
  const { widgetFolder, personFolder, trustedProxies = 0 } = options;
  const visitorOf = visitorsBehind(trustedProxies);
  const widget = widgetFolder === undefined ? undefined : readWidgetBuild(widgetFolder);
  const endpoints: Endpoint[] = [
    ...nonceEndpoints(ledger, visitorOf),
    ...currentNoticeEndpoints(ledger, visitorOf, widget),
    ...optInEndpoints(ledger, visitorOf),
    ...optOutEndpoints(ledger, visitorOf),
    ...sessionEndpoints(ledger, visitorOf),
    ...ownershipEndpoints(ledger, visitorOf, logger),
    ...gateEndpoints(ledger, metrics),
    ...gateBulkEndpoints(ledger, metrics),
    ...asOfEndpoints(ledger),
    ...compatEndpoints(ledger),
    ...cloudEndpoints(ledger, { logger, metrics }),
    ...whatsAppWebhookEndpoints(ledger, visitorOf, metrics),
    ...noticeEndpoints(ledger),
    ...templateEndpoints(ledger),
    ...subjectEndpoints(ledger),
    ...recordEndpoints(ledger),
    ...reportEndpoints(ledger),
    ...linkEndpoints(ledger),
    ...personEndpoints(ledger, visitorOf, readPersonScript(personFolder)),
    ...logEndpoints(ledger),
    ...keyEndpoints(ledger),
    ...widgetEndpoints(widget),
    ...embedEndpoints(ledger, widget),
    ...healthEndpoints(ledger, metrics),
    ...descriptionEndpoints(() => describeApi(app, version), ledger.url),
  ];
  for (const endpoint of endpoints) mount(app, endpoint, watch);
  app.notFound((c) => notServed(app, c, watch));
  return app;
}

/** Methods a path may be known under. */
const methods = ['GET', 'POST', 'DELETE', 'OPTIONS'];

/** 404, or 405 where another method would be served (RFC 9110, 15.5.6). */
function notServed(app: OpenAPIHono, c: Context, { report, metrics }: Watch): Response {
  const { method, path } = c.req;
  const known = methods.filter((other) => app.router.match(other, path)[0].length > 0);
  const allow = known.includes('GET') ? ['GET', 'HEAD', ...known.filter((other) => other !== 'GET')] : known;
  const error =
    known.length > 0
      ? new LedgerError('method_not_allowed', `This resource knows ${allow.join(', ')}.`)
      : new LedgerError('not_found', 'There is no such resource.');
  const reply = problemReply(error, report, 'none');
  metrics.answered({
    route: 'none',
    method: known.length > 0 ? method : 'any',
    status: reply.status,
    seconds: 0,
  });
  return responseOf(reply, known.length > 0 ? { allow: allow.join(', ') } : {});
}

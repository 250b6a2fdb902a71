// The API over HTTP: every endpoint on one Hono app. Thin: the ledger's work lives in operations, and
// only what HTTP adds lives here. One table is both served and described, so /openapi.json shows every
// endpoint.

import { type Context, Hono } from 'hono';
import packageJson from '../../../package.json' with { type: 'json' };
import { LedgerError } from '../../core/error.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { createPublicLog } from '../../operations/record/public-log.ts';
import { createLogger, type Logger } from '../../telemetry/logger.ts';
import { createMetrics, type Metrics } from '../../telemetry/metrics.ts';
import { accessEndpoints } from '../access/access.ts';
import { compatEndpoints } from '../consent/compat.ts';
import { customerEndpoints } from '../consent/customers.ts';
import { importEndpoints } from '../consent/imports.ts';
import { nonceEndpoints } from '../consent/nonces.ts';
import { objectionEndpoints } from '../consent/objections.ts';
import { optInEndpoints } from '../consent/opt-ins.ts';
import { optOutEndpoints } from '../consent/opt-outs.ts';
import { consolePageEndpoints, readConsoleBuild } from '../console/page.ts';
import { peopleEndpoints } from '../console/people.ts';
import { consoleSessionEndpoints } from '../console/session.ts';
import { sentListEndpoints } from '../dispute/check-sent.ts';
import { disputeEndpoints } from '../dispute/disputes.ts';
import { readDisputeScript } from '../dispute/script.ts';
import { embedEndpoints } from '../embed/routes.ts';
import { entryPageEndpoints } from '../entry/routes.ts';
import { eraseEndpoints } from '../erase/erase.ts';
import { erasureRequestEndpoints } from '../erase/requests.ts';
import { changesEndpoints } from '../feed/changes.ts';
import { followerEndpoints } from '../feed/followers.ts';
import { flowPageEndpoints } from '../flow/routes.ts';
import { gateEndpoints } from '../gate/gate.ts';
import { gateBulkEndpoint } from '../gate/gate-bulk.ts';
import { whatsAppWebhookEndpoints } from '../hear/whatsapp-webhook.ts';
import { asOfEndpoints } from '../history/as-of.ts';
import { correctionEndpoints } from '../history/corrections.ts';
import { recordEndpoints } from '../history/records.ts';
import { reportEndpoints } from '../history/reports.ts';
import { subjectEndpoints } from '../history/subjects.ts';
import { hostedEndpoints } from '../hosted/routes.ts';
import { callEndpoints } from '../ivr/call.ts';
import { keyEndpoints } from '../log/keys.ts';
import { logEndpoints } from '../log/log.ts';
import { descriptionEndpoints } from '../openapi/description.ts';
import { describeApi, type OpenApiDocument } from '../openapi/openapi.ts';
import { ownershipEndpoints } from '../ownership/ownership.ts';
import { copyEndpoints } from '../pages/copy-script.ts';
import { paperEndpoints } from '../paper/routes.ts';
import { pendingEndpoints } from '../pending/pending.ts';
import { linkEndpoints } from '../person/links.ts';
import { personEndpoints } from '../person/routes.ts';
import { readPersonScript } from '../person/script.ts';
import { wantsPage } from '../problem/page.ts';
import { problemReply } from '../problem/problem.ts';
import { createReport, type Report } from '../problem/report.ts';
import { countEndpoints } from '../register/counts.ts';
import { exportEndpoints } from '../register/export.ts';
import { registerEndpoints } from '../register/query.ts';
import { reconfirmEndpoints } from '../register/reconfirm.ts';
import { retentionEndpoints } from '../retention/retention.ts';
import { cloudEndpoints } from '../send/cloud.ts';
import { businessEndpoints } from '../setup/business.ts';
import { currentNoticeEndpoints } from '../setup/current-notice.ts';
import { entryPointEndpoints } from '../setup/entry-points.ts';
import { flowEndpoints } from '../setup/flows.ts';
import { secretKeyEndpoints } from '../setup/keys.ts';
import { noticeLintEndpoints } from '../setup/notice-lint.ts';
import { noticeEndpoints } from '../setup/notices.ts';
import { senderEndpoints } from '../setup/senders.ts';
import { siteEndpoints } from '../setup/sites.ts';
import { smsProviderEndpoints } from '../setup/sms-providers.ts';
import { templateEndpoints } from '../setup/templates.ts';
import { smsEndpoints } from '../sms/sms.ts';
import { lookEndpoints } from '../subject/looks.ts';
import { searchEndpoints } from '../subject/search.ts';
import { standingEndpoints } from '../subject/standing.ts';
import { timelineEndpoints } from '../subject/timeline.ts';
import { keptReleases } from '../widget/kept-releases.ts';
import { widgetEndpoints } from '../widget/widget.ts';
import { readWidgetBuild, type WidgetBuild } from '../widget/widget-build.ts';
import type { Api, Endpoint } from './endpoint.ts';
import { healthEndpoints } from './health.ts';
import { mount, responseOf } from './mount.ts';
import { createTurns } from './turns.ts';
import { visitorsBehind } from './visitor.ts';

export type ApiOptions = {
  /** Where the widget was built to; without it the widget is not served. */
  widgetFolder?: string;
  /** In place of what is there: the build that `keepWidget` found to be the one. */
  widget?: WidgetBuild | undefined;
  /**
   * Where the script of the person's own page was built to; without it that page has no check in the browser.
   */
  personFolder?: string;
  /** Where the console was built to; without it the console is not served. */
  consoleFolder?: string;
  logger?: Logger;
  metrics?: Metrics;
  /** How many proxies of ours stand in front and append to X-Forwarded-For; 0: the header is not believed. */
  trustedProxies?: number;
};

/** Every operation there is, in the order in which a reader needs them. */
export const endpoints: readonly Endpoint[] = [
  ...optInEndpoints,
  ...pendingEndpoints,
  ...gateEndpoints,
  gateBulkEndpoint(),
  ...optOutEndpoints,
  ...objectionEndpoints,
  ...importEndpoints,
  ...cloudEndpoints,
  ...searchEndpoints,
  ...standingEndpoints,
  ...timelineEndpoints,
  ...lookEndpoints,
  ...subjectEndpoints,
  ...accessEndpoints,
  ...disputeEndpoints,
  ...sentListEndpoints,
  ...recordEndpoints,
  ...correctionEndpoints,
  ...asOfEndpoints,
  ...reportEndpoints,
  ...registerEndpoints,
  ...countEndpoints,
  ...reconfirmEndpoints,
  ...exportEndpoints,
  ...changesEndpoints,
  ...followerEndpoints,
  ...eraseEndpoints,
  ...erasureRequestEndpoints,
  ...retentionEndpoints,
  ...currentNoticeEndpoints,
  ...nonceEndpoints,
  ...customerEndpoints,
  ...ownershipEndpoints,
  ...linkEndpoints,
  ...personEndpoints,
  ...noticeEndpoints,
  ...noticeLintEndpoints,
  ...paperEndpoints,
  ...flowEndpoints,
  ...templateEndpoints,
  ...businessEndpoints,
  ...siteEndpoints,
  ...entryPointEndpoints,
  ...entryPageEndpoints,
  ...senderEndpoints,
  ...secretKeyEndpoints,
  ...smsProviderEndpoints,
  ...consoleSessionEndpoints,
  ...peopleEndpoints,
  ...consolePageEndpoints,
  ...whatsAppWebhookEndpoints,
  ...callEndpoints,
  ...smsEndpoints,
  ...compatEndpoints,
  ...widgetEndpoints,
  ...embedEndpoints,
  ...copyEndpoints,
  ...flowPageEndpoints,
  ...hostedEndpoints,
  ...logEndpoints,
  ...keyEndpoints,
  ...healthEndpoints,
  ...descriptionEndpoints,
];

/** Of all servers in this process; made when it is first asked for. */
let document: OpenApiDocument | undefined;

/** What handlers find around them. */
export function apiOf(ledger: Ledger, options: ApiOptions): Api {
  const { widget, widgetFolder, personFolder, consoleFolder, trustedProxies = 0 } = options;
  return {
    ledger,
    publicLog: createPublicLog(ledger.log),
    visitorOf: visitorsBehind(trustedProxies),
    logger: options.logger ?? createLogger({ level: 'error' }),
    metrics: options.metrics ?? createMetrics(),
    widget: widget ?? (widgetFolder === undefined ? undefined : readWidgetBuild(widgetFolder)),
    kept: keptReleases(ledger),
    personScript: readPersonScript(personFolder),
    disputeScript: readDisputeScript(personFolder),
    consoleBuild: readConsoleBuild(consoleFolder),
    document: () => (document ??= describeApi(endpoints, packageJson.version)),
  };
}

/** The app; hand its `fetch` to a server (listen.ts). */
export function createApi(ledger: Ledger, options: ApiOptions = {}): Hono {
  const api = apiOf(ledger, options);
  const { logger, metrics } = api;
  metrics.watchQueue(() => ledger.sequencer.depth());
  metrics.watchClock(ledger.clock);
  const report = createReport(logger);
  const app = new Hono();
  const turns = createTurns();
  const beyond = endpoints.flatMap((endpoint) => mount(app, endpoint, api, report, turns) ?? []);
  app.notFound((c) => {
    for (const answer of beyond) {
      const answered = answer(c);
      if (answered !== undefined) return answered;
    }
    return notServed(app, c, metrics, report);
  });
  return app;
}

/** Methods a path may be known under. */
const methods = ['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS'];

/** 404, or 405 where another method would be served (RFC 9110, 15.5.6). */
function notServed(app: Hono, c: Context, metrics: Metrics, report: Report): Response {
  const { method, path } = c.req;
  const known = methods.filter((other) => app.router.match(other, path)[0].length > 0);
  // Where GET appends to the log HEAD is known as refused (mount.ts).
  const reading = app.router.match('HEAD', path)[0].length > 0 ? ['GET'] : ['GET', 'HEAD'];
  const allow = known.includes('GET') ? [...reading, ...known.filter((other) => other !== 'GET')] : known;
  const error =
    known.length > 0
      ? new LedgerError('method_not_allowed', `This path takes ${allow.join(', ')}.`)
      : new LedgerError('not_found', 'There is no such resource.');
  const reply = problemReply(error, report, 'none', wantsPage(method, c.req.header('accept')));
  metrics.answered({
    route: 'none',
    method: known.length > 0 ? method : 'any',
    status: reply.status,
    seconds: 0,
  });
  return responseOf(reply, known.length > 0 ? { allow: allow.join(', ') } : {});
}

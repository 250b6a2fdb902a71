// optmark serve

import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import type { Composed } from '../compose.ts';
import { type Config, readConfig } from '../config.ts';
import { createLogger } from '../telemetry/logger.ts';
import { type Command, exit, parse, positionals } from './command.ts';
import { print, say } from './terminal.ts';

/** Where `npm run build` leaves the widget. */
const widgetFolder = fileURLToPath(new URL('../../.build/widget', import.meta.url));
/** And the script of the person's own page. */
const personFolder = fileURLToPath(new URL('../../.build/person', import.meta.url));
/** Milliseconds a server may take from listening to ready. */
const readyWithinMs = 30_000;
/** How often it is looked whether npm is still there, milliseconds. */
const parentEveryMs = 250;
const parent = process.ppid;
/** Ctrl-C under npm arrives twice at once, from the terminal and from npm; only a later one means it. */
const insistAfterMs = 1_000;

export const command: Command = {
  help: `optmark serve

Serves the API (/docs), the public log (/log/) and the widget (/v1/optmark.js) until it is told to stop. SIGTERM or
Ctrl-C: takes no more requests, finishes what was accepted, ends; a second signal ends at once.

Environment:
  HOST, PORT           where to listen; default 127.0.0.1 and 8787
  DATABASE_URL         your Postgres; without it an embedded one is started in OPTMARK_DATA
  OPTMARK_DATA         folder of keys and embedded database; default .data
  OPTMARK_ORIGIN       the log's name for ever, such as ledger.example/log; default <HOST>:<PORT>/log
  OPTMARK_URL          where people's browsers reach this server, such as https://ledger.example: what the links to
                       people's own pages begin with; default http://<HOST>:<PORT>
  OPTMARK_TRUSTED_PROXIES  proxies in front that append to X-Forwarded-For; default 0: the header is not believed
  OPTMARK_CODE_SENDER_URL, OPTMARK_CODE_SENDER_SECRET
                       gateway that sends one-time codes, and what requests to it are signed with; default none
  OPTMARK_CODE_SENDER_DAILY_MAX  messages with a code in a day; default 1000, 0 turns them off
  OPTMARK_FORWARD_TO_THIS_MACHINE  1, for development: optmark sender forward admits http://127.0.0.1:<port>
  OPTMARK_LOG_LEVEL    debug, info, warn, error, silent
Exit: 0 stopped, 2 usage, 3 could not run`,

  async run(args) {
    positionals(parse(args, {}).positionals);
    const config = readConfig();
    const { compose } = await import('../compose.ts');
    const server = await startServer(await compose(config, say), config);
    print(`Optmark is ready at ${server.url}`);
    print(`  ${server.url}/docs             how to use it`);
    print(`  ${server.url}/log/checkpoint   the log, for everybody`);
    print(`  npm run -s optmark -- verify ${server.url}`);
    await untilStopped(server);
    return exit.true;
  },
};

export type RunningServer = {
  /** Where a browser on this machine reaches it. */
  url: string;
  /** Whether it ends when the process that started it does. */
  followsParent: boolean;
  /** Takes no more requests, finishes those under way, lets go of the database. */
  stop(): Promise<void>;
};

/**
 * Serves a composed ledger and waits until it is ready.
 * @param extraApp routes beside the API's, such as a shop's pages; the API's own win
 * @throws the socket's error, such as EADDRINUSE; the ledger is closed then
 */
export async function startServer(
  composed: Composed,
  config: Config,
  extraApp?: Hono,
): Promise<RunningServer> {
  try {
    const [{ createApi }, { listen }] = await Promise.all([
      import('../http/api.ts'),
      import('../http/server/listen.ts'),
    ]);
    const logger = createLogger({ level: config.logLevel });
    const app = createApi(composed.ledger, {
      widgetFolder,
      personFolder,
      metrics: composed.metrics,
      trustedProxies: config.trustedProxies,
      logger,
    });
    if (extraApp !== undefined) app.route('/', extraApp);
    const listening = await listen(app, config);
    const server = {
      url: `http://${reachable(config.host)}:${listening.port}`,
      followsParent: config.startedByNpm,
      async stop() {
        await listening.stop();
        await composed.close();
      },
    };
    await untilReady(server.url);
    composed.startForwarding(logger);
    return server;
  } catch (error) {
    await composed.close();
    throw error;
  }
}

/** Resolves when a signal has stopped the server. */
export async function untilStopped(server: RunningServer): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let asked: number | undefined;
  const onSignal = () => {
    if (asked === undefined) {
      asked = performance.now();
      say('stopping: finishing what was accepted');
      server.stop().then(resolve, reject);
    } else if (performance.now() - asked > insistAfterMs) process.exit(exit.failed);
  };
  // SIGTERM to npm ends npm and its shell and never gets here: the server would go on, and keep the port.
  const orphaned = () => void (process.ppid !== parent && asked === undefined && onSignal());
  const watch = server.followsParent ? setInterval(orphaned, parentEveryMs) : undefined;
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  await promise;
  clearInterval(watch);
  process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
}

/** An address to listen on that means "all" cannot be opened. */
export function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + readyWithinMs;
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    if (performance.now() > deadline) throw new Error(`${url}/readyz does not say ready`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

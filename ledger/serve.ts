// A composed ledger as a server: it listens, waits until it is ready, starts its workers, and stops in order.

import type { Hono } from 'hono';
import type { Composed } from './compose/ledger.ts';
import { type Config, reachable } from './config.ts';
import { consoleFolder } from './http/console/page.ts';
import { personFolder } from './http/person/script.ts';
import { keepWidget } from './http/widget/kept-releases.ts';
import { widgetFolder } from './http/widget/widget-build.ts';
import { holdLastLine, type Unhandled } from './telemetry/last-defence.ts';
import { createLogger } from './telemetry/logger.ts';

/** Milliseconds a server may take from listening to ready. */
const readyWithinMs = 30_000;
/** How often a server that starts looks for nodes with another journal, and how long it waits between. */
const looksMax = 5;
const lookAgainMs = 1_000;
/** How often the server checks that npm still runs, milliseconds. */
const parentEveryMs = 250;
const parent = process.ppid;
/** Ctrl-C under npm arrives twice at once, from the terminal and from npm. A second press comes later. */
const insistAfterMs = 1_000;
/**
 * Longest that stopping may take, milliseconds: answers 10 s, commits 10 s, connections 6 s, Postgres 60 s.
 */
const stopLimitMs = 90_000;

export type RunningServer = {
  /** Where a browser on this machine reaches the server. */
  url: string;
  /** Why it serves and is not ready, where waiting mends nothing. */
  trouble: string | undefined;
  /** Whether the server ends when the process that started it ends. */
  followsParent: boolean;
  /** Logs an error that no code has caught. */
  note(unhandled: Unhandled): void;
  /** Takes no more requests, finishes those under way, and closes the database. */
  stop(): Promise<void>;
};

/**
 * Serves a composed ledger and waits until it is ready.
 * @param extraApp routes beside the API's, such as a shop's pages. The API's own routes come first
 * @throws the socket's error, such as EADDRINUSE, after it has closed the ledger
 */
export async function startServer(
  composed: Composed,
  config: Config,
  extraApp?: Hono,
): Promise<RunningServer> {
  try {
    const [{ createApi }, { listen }] = await Promise.all([
      import('./http/server/api.ts'),
      import('./http/server/listen.ts'),
    ]);
    const logger = createLogger({ level: config.logLevel });
    composed.logTo(logger);
    const widget = await keepWidget(composed.ledger, widgetFolder, (message) => logger.warn(message));
    const app = createApi(composed.ledger, {
      widget,
      personFolder,
      consoleFolder,
      metrics: composed.metrics,
      trustedProxies: config.trustedProxies,
      logger,
    });
    if (extraApp !== undefined) app.route('/', extraApp);
    const listening = await listen(app, config);
    const url = `http://${reachable(config.host)}:${listening.port}`;
    const server = {
      url,
      trouble: await untilReady(url),
      followsParent: config.startedByNpm,
      note({ kind, room, error }: Unhandled) {
        composed.metrics.unhandled(room);
        logger.error(`uncaught ${kind}, from ${room}`, { error });
      },
      async stop() {
        await listening.stop();
        await composed.close();
      },
    };
    composed.startWorkers(logger);
    void warnOfJournals(composed, (sentence) => logger.warn(sentence));
    return server;
  } catch (error) {
    await composed.close();
    throw error;
  }
}

/** A node that starts beside this one has not kept its first checkpoint yet: only what stays so is said. */
async function warnOfJournals(
  { journalsApart }: Pick<Composed, 'journalsApart'>,
  warn: (sentence: string) => void,
): Promise<void> {
  for (let look = 1; ; look += 1) {
    const sentence = await journalsApart().catch(() => undefined);
    if (sentence === undefined) return;
    if (look === looksMax) return warn(sentence);
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs).unref());
  }
}

/**
 * While a server starts, a signal ends the process at once, and with it the embedded Postgres.
 * @returns a function that ends this, once `untilStopped` handles the signals
 */
export function endAtOnceOnSignals(endAtOnce: () => void): () => void {
  process.on('SIGINT', endAtOnce).on('SIGTERM', endAtOnce);
  return () => void process.off('SIGINT', endAtOnce).off('SIGTERM', endAtOnce);
}

/**
 * Resolves when a signal has stopped the server.
 * @throws Error when the server has stopped because of an uncaught exception
 */
export async function untilStopped(
  server: RunningServer,
  { say, endAtOnce }: { say(message: string): void; endAtOnce(): void },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let asked: number | undefined;
  const stop = (failure?: Error) => {
    if (asked !== undefined) return;
    asked = performance.now();
    say('stopping: finishing what was accepted');
    setTimeout(() => {
      say(`stopping: not done after ${stopLimitMs / 1000} s, so the server ends now`);
      endAtOnce();
    }, stopLimitMs).unref();
    server.stop().then(() => (failure === undefined ? resolve() : reject(failure)), reject);
  };
  const onSignal = () => {
    if (asked !== undefined && performance.now() - asked > insistAfterMs) endAtOnce();
    stop();
  };
  const letGo = holdLastLine({
    note: server.note,
    endInOrder: () => stop(new Error('an uncaught exception; the log says where')),
    endAtOnce,
  });
  // SIGTERM to npm ends npm and its shell and never gets here: the server would go on, and keep the port.
  const orphaned = () => void (process.ppid !== parent && stop());
  const watch = server.followsParent ? setInterval(orphaned, parentEveryMs) : undefined;
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    await promise;
  } finally {
    clearInterval(watch);
    letGo();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

type Problem = { errors?: { rule: string; detail: string }[] };

/** @returns what is wrong with a database that is not what it was: it denies, and stays up to say so */
async function untilReady(url: string): Promise<string | undefined> {
  const deadline = performance.now() + readyWithinMs;
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    const said: Problem = answer === undefined ? {} : await answer.json().catch(() => ({}));
    if (answer?.ok) return undefined;
    const [fault] = said.errors ?? [];
    if (fault?.rule === 'rolled_back' || fault?.rule === 'log_gone_on') return fault.detail;
    if (performance.now() > deadline) throw new Error(`${url}/readyz does not say ready`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// Can this node do its work? It asks through the gate's own look-up, so it meets the same obstacles as the
// gate, and it looks at the outcome of the last commits. It tells two things apart:
//
//   an error      is proof of an outage: after a second try on another connection the node is not ready, at
//                 once
//   slowness      is no proof: a busy machine answers late. It is an outage only when the gate has had no
//                 answer for `silentMs`
//
// The node remembers that commits cannot reach the disk until a trial write succeeds, because reads go on
// when a disk is full.

import { LedgerError } from '../core/error.ts';
import { isMoment } from '../core/when.ts';
import type { HeadFault } from './append/head-watch.ts';
import type { LogStore } from './append/log-store.ts';
import type { LookUps } from './person/look-ups.ts';

/** Longest wait for the look-up's answer, milliseconds. */
export const readyWaitMs = 5_000;
/** The greatest age of the gate's last answer while a look-up is slow, milliseconds. */
export const silentMs = 10_000;
/** The shortest time that a node that could not write stays out of service, milliseconds. */
export const writesRestMs = 10_000;

/** `why` is one word: `unreachable`, `disk_full`, `read_only`, … */
export type Readiness = { ready: true; treeSize: number } | { ready: false; why: string; detail: string };

export type ReadinessParts = {
  lookUp: LookUps;
  /** Rejects, and says why, where no write of this node can succeed: a standby, tables of another version. */
  refuseUnfit(): Promise<void>;
  /** Writes something and rolls it back. */
  tryWrite(): Promise<void>;
  /** Whether a node is starting the embedded Postgres again. */
  restarting(): boolean;
  elapsedMs?: () => number;
};

export type ReadinessWatch = {
  /** The gate's look-up, which tells readiness its outcomes. */
  lookUp: LookUps;
  /** The same store, whose commits tell readiness their outcomes. */
  listen(store: LogStore): LogStore;
  ask(): Promise<Readiness>;
};

/** Errors of one statement or one moment. They say nothing about the next commit. */
const ofTheHead: HeadFault['rule'][] = ['rolled_back', 'log_gone_on'];
const passing = new Set(['busy', 'unreachable', 'silent', 'shutting_down', 'starting', ...ofTheHead]);

type Trouble = { why: string; detail: string };

export function watchReadiness(parts: ReadinessParts): ReadinessWatch {
  const { elapsedMs = () => performance.now() } = parts;
  let answered: { at: number; treeSize: number } | undefined;
  let unwritable: (Trouble & { at: number }) | undefined;
  /** One at a time, however many callers ask. */
  let trial: Promise<void> | undefined;

  const lookUp: LookUps = async (prefixes) => {
    const snapshot = await parts.lookUp(prefixes);
    answered = { at: elapsedMs(), treeSize: snapshot.treeSize };
    return snapshot;
  };

  async function reading(): Promise<Readiness> {
    const asked = await within(
      readyWaitMs,
      lookUp([]).catch(() => lookUp([])),
    );
    if (asked.kind === 'answered') {
      const { treeSize, logTime, headFault } = asked.value;
      if (headFault !== undefined) return { ready: false, why: headFault.rule, detail: headFault.detail };
      if (isMoment(logTime)) return { ready: true, treeSize };
      return { ready: false, why: 'log_changed', detail: 'the date of the log’s last record cannot be read' };
    }
    if (asked.kind === 'late' && answered !== undefined && elapsedMs() - answered.at < silentMs)
      return { ready: true, treeSize: answered.treeSize };
    if (parts.restarting()) return { ready: false, why: 'restarting', detail: 'it is being started again' };
    if (asked.kind === 'late') return { ready: false, why: 'silent', detail: 'it does not answer' };
    return { ready: false, ...troubleOf(asked.cause) };
  }

  async function writing(): Promise<Trouble | undefined> {
    if (unwritable === undefined) {
      const asked = await within(readyWaitMs, parts.refuseUnfit());
      const trouble = asked.kind === 'failed' ? troubleOf(asked.cause) : undefined;
      return trouble === undefined || passing.has(trouble.why) ? undefined : trouble;
    }
    const { at, ...trouble } = unwritable;
    if (elapsedMs() - at < writesRestMs) return trouble;
    trial ??= parts.tryWrite().finally(() => (trial = undefined));
    const tried = await within(readyWaitMs, trial);
    // If the login may not try a write, only the next commit can show that writes work. A node that is not
    // ready would get no commit.
    const over =
      tried.kind === 'answered' ||
      (tried.kind === 'failed' && troubleOf(tried.cause).why === 'not_permitted');
    if (over) unwritable = undefined;
    return over ? undefined : trouble;
  }

  return {
    lookUp,
    listen: (store) => ({
      ...store,
      async append(lookups, plan) {
        try {
          await store.append(lookups, plan);
          unwritable = undefined;
        } catch (error) {
          const trouble = troubleOf(error);
          if (isOutage(error) && !passing.has(trouble.why)) unwritable = { ...trouble, at: elapsedMs() };
          throw error;
        }
      },
    }),
    async ask() {
      const [read, trouble] = await Promise.all([reading(), writing()]);
      return read.ready && trouble !== undefined ? { ready: false, ...trouble } : read;
    },
  };
}

const isOutage = (error: unknown) => error instanceof LedgerError && error.code === 'unavailable';

function troubleOf(error: unknown): Trouble {
  const [fault] = error instanceof LedgerError ? error.faults : [];
  return { why: fault?.rule ?? 'failing', detail: fault?.detail ?? 'it fails' };
}

type Asked<T> = { kind: 'answered'; value: T } | { kind: 'failed'; cause: unknown } | { kind: 'late' };

async function within<T>(milliseconds: number, work: Promise<T>): Promise<Asked<T>> {
  const { promise: late, resolve } = Promise.withResolvers<Asked<T>>();
  const timer = setTimeout(() => resolve({ kind: 'late' }), milliseconds);
  const asked = work.then(
    (value): Asked<T> => ({ kind: 'answered', value }),
    (cause): Asked<T> => ({ kind: 'failed', cause }),
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

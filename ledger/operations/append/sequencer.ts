// The sequencer: group commit. Whatever arrives while one commit runs becomes the next batch; there is no timer, so
// latency falls with load and a lone request waits for nothing. Crash points, in order:
//
//   queued     nothing is promised; a crash loses only what nobody was told is stored
//   planned    bytes, leaves and the signed checkpoint exist in memory only; a rollback forgets them and the old edge
//              is still good (the signed note never leaves this function before the commit)
//   committed  entries, sealed rows, tiles, state, keys, checkpoint and head became durable together
//   unknown    the connection died during COMMIT: commands with a key are submitted once more, and the key says under
//              the lock whether they were stored; one without a key is answered "unavailable", because nobody can tell
//   refused    Postgres or the plan refused the batch: it is halved and tried again, until what cannot be recorded
//              stands alone and everything else is stored. Not where the log itself was changed: nothing is appended
//
// Several nodes share one log: the head row is locked first and compared on update; if another node has moved it, the
// edge is loaded again from the store.

import { LedgerError } from '../../core/error.ts';
import { isPromotional } from '../../core/gate/template.ts';
import { type Edge, edgeRoot, emptyEdge, restoreEdge } from '../../core/log/edge.ts';
import {
  CommitUnknown,
  type Found,
  type LogStore,
  type Lookups,
  type TemplateKey,
  type World,
} from '../ports.ts';
import { type BatchPlan, type Keyring, planBatch } from './batch.ts';
import { type Draft, noticeOf, type Outcome } from './draft.ts';

/** Records per commit. */
export const batchMax = 512;

export type SequencerLimits = { queueMax: number; reservedForStops: number };
export const defaultLimits: SequencerLimits = { queueMax: 4096, reservedForStops: 512 };

type Waiting = { draft: Draft; resolve(outcome: Outcome): void };

export type Sequencer = {
  /** Resolves when the draft is durable, was answered before, or is refused. Never rejects. */
  submit(draft: Draft): Promise<Outcome>;
  /** How many wait. */
  depth(): number;
  /** Refuse newcomers and wait for the rest. */
  drain(): Promise<void>;
};

export function createSequencer(
  store: LogStore,
  keys: Keyring,
  world: World,
  limits: SequencerLimits = defaultLimits,
): Sequencer {
  let edge: Edge = emptyEdge();
  let queue: Waiting[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  const full = (draft: Draft) =>
    queue.length >= limits.queueMax - (isStop(draft.record) ? 0 : limits.reservedForStops);

  function submit(draft: Draft): Promise<Outcome> {
    if (closed || full(draft)) {
      const error = new LedgerError('overloaded', 'The ledger cannot take more at this moment; try again.', {
        retryAfter: 1,
      });
      return Promise.resolve({ kind: 'refused', error });
    }
    return new Promise((resolve) => {
      queue.push({ draft, resolve });
      running ??= run();
    });
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      // Whoever was answered just now may be back already: let the event loop read what has arrived, or a batch of one
      // and a batch of all others would take turns for ever, each at the fixed cost of a commit.
      await turn();
      await turn();
      const batch = queue.slice(0, batchMax);
      queue = queue.slice(batchMax);
      const outcomes = await commitBatch(batch.map(({ draft }) => draft));
      for (const [i, { resolve }] of batch.entries()) resolve(outcomes[i]!);
    }
    running = undefined;
  }

  async function commitBatch(drafts: readonly Draft[], again = true): Promise<Outcome[]> {
    let plan: BatchPlan | undefined;
    try {
      await store.append(lookupsOf(drafts, edge), (found) => {
        const base = edgeAt(found, edge);
        plan = orRefuse(() => planBatch(drafts, found, base, keys, world));
        return plan.write;
      });
      edge = plan!.edge;
      return plan!.outcomes;
    } catch (cause) {
      // Whatever happened, the next batch must look at the head afresh.
      edge = emptyEdge();
      if (cause instanceof CommitUnknown && again) return askAgain(drafts, cause);
      if (isRefusal(cause) && drafts.length > 1) return halved(drafts);
      return drafts.map(() => ({ kind: 'refused', error: failure(cause) }));
    }
  }

  /** The key of a command says whether its lost commit happened; only commands with one may be sent twice. */
  async function askAgain(drafts: readonly Draft[], cause: CommitUnknown): Promise<Outcome[]> {
    const keyed = drafts.filter(({ spend }) => spend !== undefined);
    const outcomes = keyed.length === 0 ? [] : await commitBatch(keyed, false);
    const byDraft = new Map(keyed.map((draft, i) => [draft, outcomes[i]]));
    return drafts.map((draft) => byDraft.get(draft) ?? { kind: 'refused', error: failure(cause) });
  }

  async function halved(drafts: readonly Draft[]): Promise<Outcome[]> {
    const middle = drafts.length >> 1;
    return [...(await commitBatch(drafts.slice(0, middle))), ...(await commitBatch(drafts.slice(middle)))];
  }

  return {
    submit,
    depth: () => queue.length,
    async drain() {
      closed = true;
      await running;
    },
  };
}

/** Whatever makes the gate allow less: while it waits, messages go out that nobody agreed to. */
function isStop(record: Draft['record']): boolean {
  switch (record.kind) {
    case 'opt_out':
    case 'suspended':
    case 'identifier_changed':
      return true;
    case 'template_changed':
      return [record.category, record.announced?.category].some(
        (one) => one !== undefined && isPromotional(one),
      );
    default:
      return false;
  }
}

/** The stored log is not what its head says. That is nobody's command's fault: no smaller batch would fare better. */
class LogChanged extends LedgerError {
  constructor() {
    super('internal', 'The stored log does not match its own root; run verify.');
  }
}

/** Plan or store answered no, and would again; not: the store could not be reached. */
const isRefusal = (cause: unknown) =>
  cause instanceof LedgerError && cause.code === 'internal' && !(cause instanceof LogChanged);

/** What cannot be planned now cannot be planned later: whoever hears "unavailable" would come again for nothing. */
function orRefuse(plan: () => BatchPlan): BatchPlan {
  try {
    return plan();
  } catch (cause) {
    if (cause instanceof LedgerError) throw cause;
    const error = new LedgerError('internal', 'No record can be made of this.');
    error.cause = cause;
    throw error;
  }
}

/** One turn of the event loop; the second one comes after it has looked at its sockets. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

function failure(cause: unknown): LedgerError {
  if (cause instanceof LedgerError) return cause;
  const detail =
    cause instanceof CommitUnknown
      ? 'The connection to the store was lost while committing; repeat the request with the same Idempotency-Key.'
      : 'The store could not commit; nothing was recorded.';
  const error = new LedgerError('unavailable', detail, { retryAfter: 1 });
  error.cause = cause;
  return error;
}

function edgeAt(found: Found, held: Edge): Edge {
  if (found.edge === undefined) return held;
  const restored = restoreEdge(found.edge.size, found.edge.levels);
  if (restored.kind !== 'parsed' || !Buffer.from(edgeRoot(restored.value)).equals(found.root)) {
    // The stored tiles do not give the stored root: somebody changed the log. Never build on it.
    throw new LogChanged();
  }
  return restored.value;
}

function lookupsOf(drafts: readonly Draft[], edge: Edge): Lookups {
  const lookups = {
    edgeSize: edge.size,
    edgeRoot: edgeRoot(edge),
    spent: [] as { business: string; key: Buffer }[],
    prefixes: [] as bigint[],
    subjects: [] as string[],
    notices: [] as { business: string; id: string }[],
    templates: [] as TemplateKey[],
  };
  for (const { business, owner, spend, effect } of drafts) {
    if (spend !== undefined) lookups.spent.push({ business, key: spend.key });
    if (owner.kind === 'identified') for (const { prefix } of owner.tags) lookups.prefixes.push(prefix);
    if (owner.kind === 'subject') lookups.subjects.push(owner.subject);
    if (effect?.kind === 'link') lookups.prefixes.push(...effect.other.tags.map(({ prefix }) => prefix));
    else if (effect?.kind === 'template') lookups.templates.push(effect.template);
    else if (effect !== undefined) lookups.notices.push({ business, id: noticeOf(effect) });
  }
  return lookups;
}

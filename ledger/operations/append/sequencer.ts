// The sequencer: group commit. Drafts that arrive while one commit runs become the next batch; there is no
// timer, so latency falls with load and a lone request need not wait. Crash points, in order:
//
//   queued     nothing is promised; a crash loses only drafts whose callers have no answer yet
//   planned    bytes, leaves and the signed checkpoint exist only in memory; a rollback forgets them and the
//              old edge is still valid (the signed note never leaves this function before the commit)
//   committed  entries, sealed rows, tiles, state, keys, checkpoint and head became durable together
//   unknown    the connection broke during COMMIT: the sequencer submits commands with a key once more, and
//              the key says under the lock whether they were stored; a command without a key gets
//              "unavailable", because the node cannot tell
//   refused    Postgres or the plan refused the batch: the sequencer halves it and tries again, until the
//              drafts that cannot be recorded stand alone and everything else is stored. If the stored log
//              itself was changed, it appends nothing
//
// An opt-out goes into the next batch, however much waits before it. What it overtakes came earlier all the
// same: an opt-in that its caller did not date is dated no later than the opt-out, so that a queued yes never
// beats a later no.
//
// Several nodes share one log: a commit locks the head row first and compares it on update. If another node
// has moved it, this node loads the edge again from the store.

import { floorFor } from '../../core/consent/objections.ts';
import { LedgerError } from '../../core/error.ts';
import { isStop } from '../../core/gate/stop.ts';
import { type Edge, edgeRoot, emptyEdge, restoreEdge } from '../../core/log/edge.ts';
import { staffChannelsIn } from '../../core/policy/four-eyes.ts';
import { isMoment } from '../../core/when.ts';
import type { World } from '../world.ts';
import { type BatchPlan, type Keyring, planBatch } from './batch.ts';
import { type Draft, noticeOf, type Outcome } from './draft.ts';
import { clockFault, type LedgerClock } from './ledger-clock.ts';
import { CommitUnknown, type Found, type LogStore, type Lookups, type TemplateKey } from './log-store.ts';
import { TestHands } from './test-hands.ts';

/** Records per commit. An opt-out waits for the one under way, and larger ones gain little. */
export const batchMax = 128;

export type SequencerLimits = { queueMax: number; reservedForStops: number; batchMax?: number };
export const defaultLimits: SequencerLimits = { queueMax: 4096, reservedForStops: 512 };

type Waiting = {
  draft: Draft;
  /** Its place in the order of arrival. */
  place: number;
  resolve(outcome: Outcome): void;
};

export type Sequencer = {
  /** Resolves when the draft is durable, was recorded before, or is refused. Never rejects. */
  submit(draft: Draft): Promise<Outcome>;
  /** How many drafts wait. */
  depth(): number;
  /** Refuses new drafts and waits for the rest. */
  drain(): Promise<void>;
};

/** The part that an operation needs to append. */
export type Appends = { sequencer: Pick<Sequencer, 'submit'> };

export function createSequencer(
  store: LogStore,
  keys: Keyring,
  clock: Pick<LedgerClock, 'aheadMs'>,
  world: Pick<World, 'random'>,
  limits: SequencerLimits = defaultLimits,
): Sequencer {
  const hands = new TestHands();
  let edge: Edge = emptyEdge();
  let queue: Waiting[] = [];
  let arrived = 0;
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
      queue.push({ draft, place: arrived++, resolve });
      running ??= run();
    });
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      // A caller who just got an answer may already have sent the next request. The event loop must read what
      // has arrived. Otherwise a batch of one and a batch of all others would alternate for ever, each at the
      // fixed cost of a commit.
      await turn();
      await turn();
      const [batch, rest] = cut(queue, limits.batchMax ?? batchMax);
      queue = rest;
      const outcomes = await commitBatch(batch.map(({ draft }) => draft));
      dateOvertaken(queue, batch, outcomes);
      // Answers are signed one after the other: a stop's does not wait for those of its batch.
      for (const isFirst of [true, false])
        for (const [i, one] of batch.entries()) if (goesFirst(one) === isFirst) one.resolve(outcomes[i]!);
    }
    running = undefined;
  }

  /** @param lost why nobody knows whether these were committed before */
  async function commitBatch(drafts: readonly Draft[], lost?: CommitUnknown): Promise<Outcome[]> {
    let plan: BatchPlan | undefined;
    try {
      const lookups = lookupsOf(drafts, edge, hands);
      await store.append(lookups, (found) => {
        const base = edgeAt(found, edge);
        hands.meet(lookups.setup, found.setup);
        plan = orRefuse(() => planBatch(drafts, found, base, keys, world, clockFault(found, clock), hands));
        return plan.write;
      });
      edge = plan!.edge;
      return plan!.outcomes;
    } catch (cause) {
      // After any failure the next batch must read the head again.
      edge = emptyEdge();
      if (cause instanceof CommitUnknown && lost === undefined) return askAgain(drafts, cause);
      if (isRefusal(cause) && drafts.length > 1) return halved(drafts, lost);
      const error = failure(cause instanceof LedgerError ? cause : (lost ?? cause));
      if (lost !== undefined) error.cause = lost;
      return drafts.map(() => ({ kind: 'refused', error }));
    }
  }

  /** A command's key says whether its lost commit happened. Only commands with a key may be sent twice. */
  async function askAgain(drafts: readonly Draft[], cause: CommitUnknown): Promise<Outcome[]> {
    const keyed = drafts.filter(({ spend }) => spend !== undefined);
    const outcomes = keyed.length === 0 ? [] : await commitBatch(keyed, cause);
    const byDraft = new Map(keyed.map((draft, i) => [draft, outcomes[i]]));
    return drafts.map((draft) => byDraft.get(draft) ?? { kind: 'refused', error: failure(cause) });
  }

  async function halved(drafts: readonly Draft[], lost?: CommitUnknown): Promise<Outcome[]> {
    const middle = drafts.length >> 1;
    const first = await commitBatch(drafts.slice(0, middle), lost);
    return [...first, ...(await commitBatch(drafts.slice(middle), lost))];
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

/** Only what a person says. Other records that make the gate allow less have an order among themselves. */
const goesFirst = ({ draft: { record } }: Waiting): boolean =>
  record.kind === 'opt_out' || record.kind === 'objected';

/** @returns the next batch, in the order of arrival, and what waits on */
function cut(queue: Waiting[], most: number): [batch: Waiting[], rest: Waiting[]] {
  // What comes before an erasure is taken by it, what comes after it is not. A stop overtakes it, as it does
  // all else: one of the person's own stands in the stone.
  const alone = queue.findIndex(({ draft }) => draft.effect?.kind === 'erase');
  const first = queue.filter(goesFirst).slice(0, most);
  if (alone === 0 && first.length === 0) return [queue.slice(0, 1), queue.slice(1)];
  const before = alone === -1 ? queue : queue.slice(0, alone);
  const others = before.filter((one) => !goesFirst(one)).slice(0, most - first.length);
  const taken = new Set([...first, ...others]);
  return [queue.filter((one) => taken.has(one)), queue.filter((one) => !taken.has(one))];
}

/** @param queue what still waits, in the order of arrival, as the batch is */
function dateOvertaken(
  queue: readonly Waiting[],
  batch: readonly Waiting[],
  outcomes: readonly Outcome[],
): void {
  const stops = batch.flatMap((one, i) => {
    const outcome = outcomes[i]!;
    return goesFirst(one) && outcome.kind === 'placed' ? [{ ...one, at: outcome.record.recorded_at }] : [];
  });
  let next = 0;
  for (const one of queue) {
    while (next < stops.length && stops[next]!.place < one.place) next += 1;
    const stop = stops[next];
    if (stop === undefined) return;
    // The first that overtook it counts, and that is the earliest.
    one.draft = { notAfter: stop.at, ...one.draft };
  }
}

/**
 * The stored log and its head disagree, so one of them was changed. No command is at fault. A smaller batch
 * would fail too, and callers can repeat each command once the log is whole again.
 */
function logChanged(detail: string): LedgerError {
  const faults = [{ pointer: '', rule: 'log_changed', detail }];
  return new LedgerError('unavailable', `${detail}; run verify.`, { retryAfter: 30, faults });
}

/**
 * Whether the plan or the store refused, and would refuse again. Not that the store could not be reached, or
 * that its log was changed.
 */
const isRefusal = (cause: unknown) => cause instanceof LedgerError && cause.code === 'internal';

/**
 * A draft that cannot be planned now cannot be planned later. If the answer were "unavailable", its caller
 * would retry for nothing.
 */
function orRefuse(plan: () => BatchPlan): BatchPlan {
  try {
    return plan();
  } catch (cause) {
    if (cause instanceof LedgerError) throw cause;
    const error = new LedgerError('internal', 'This request cannot become a record.');
    error.cause = cause;
    throw error;
  }
}

/** One turn of the event loop. In the second turn, the loop has looked at its sockets. */
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
  const { size, lastRecordedAt } = found;
  // The date of the next record must come after it.
  if (size === 0 ? lastRecordedAt !== '' : !isMoment(lastRecordedAt))
    throw logChanged('The date of the log’s last record cannot be read');
  if (found.edge === undefined) return held;
  const restored = restoreEdge(found.edge.size, found.edge.levels);
  if (restored.kind !== 'parsed' || !Buffer.from(edgeRoot(restored.value)).equals(found.root)) {
    // The log must never grow from it.
    throw logChanged('The stored log does not match its own root');
  }
  return restored.value;
}

/** Whether the record says which floor was in force: read under the lock, since it may just be put off. */
const mayLower = (record: Draft['record']): boolean =>
  record.kind === 'opt_in' && floorFor(record, '') !== undefined;

/** Whether a second member of staff may have to have looked. Under the lock, for the same reason. */
const isOfStaff = (record: Draft['record']): boolean =>
  (record.kind === 'opt_in' || record.kind === 'imported') && staffChannelsIn(record).length > 0;

function lookupsOf(drafts: readonly Draft[], edge: Edge, hands: TestHands) {
  const lookups = {
    edgeSize: edge.size,
    edgeRoot: edgeRoot(edge),
    spent: [] as { business: string; key: Buffer }[],
    prefixes: [] as bigint[],
    subjects: [] as string[],
    notices: [] as { business: string; id: string }[],
    publications: [] as { business: string; seen: ReadonlySet<string> }[],
    flows: [] as { business: string; id: string }[],
    templates: [] as TemplateKey[],
    setup: hands.unmet(drafts.map(({ record }) => record)),
    staff: [] as { business: string; identity: Buffer }[],
    pending: [] as string[],
    erasing: [] as string[],
    pruning: [] as number[],
  };
  for (const { business, owner, record, spend, sole = [], effect, ifAgreed, judgedBy } of drafts) {
    if (spend !== undefined) lookups.spent.push({ business, key: spend.key });
    if (ifAgreed?.spend !== undefined) lookups.spent.push({ business, key: ifAgreed.spend.key });
    for (const one of sole) lookups.spent.push({ business, key: one.spend.key });
    if (owner.kind === 'identified') for (const { prefix } of owner.tags) lookups.prefixes.push(prefix);
    if (owner.kind === 'subject') lookups.subjects.push(owner.subject);
    if (mayLower(record) || isOfStaff(record) || judgedBy !== undefined)
      lookups.setup.push({ thing: 'business', name: business });
    if (effect?.kind === 'link') for (const { prefix } of effect.other.tags) lookups.prefixes.push(prefix);
    else if (effect?.kind === 'erase') {
      const { ifStill, subjects, fresh } = effect;
      for (const { prefix } of fresh?.tags ?? []) lookups.prefixes.push(prefix);
      const read = ifStill === undefined || ifStill === 'whole' ? subjects : ifStill.all;
      for (const one of read) lookups.subjects.push(one);
      for (const one of effect.subjects) lookups.erasing.push(one);
    } else if (effect?.kind === 'prune') for (const one of effect.indexes) lookups.pruning.push(one);
    else if (effect?.kind === 'template') lookups.templates.push(effect.template);
    else if (effect?.kind === 'setup') {
      const { thing, name, identity } = effect;
      lookups.setup.push({ thing, name });
      if (identity !== undefined) lookups.staff.push({ business, identity });
    } else if (effect?.kind === 'confirm_pending') lookups.pending.push(effect.pending);
    else if (effect?.kind === 'publish_flow') lookups.flows.push({ business, id: effect.flow.flow.id });
    else if (effect?.kind === 'publish' || effect?.kind === 'retire')
      lookups.notices.push({ business, id: noticeOf(effect) });
    if (effect?.kind === 'publish' && effect.beside !== undefined)
      lookups.publications.push({ business, seen: effect.beside.seen });
  }
  return lookups satisfies Lookups;
}

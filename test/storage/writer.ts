// A node that appends: it holds an edge, takes it from the store when somebody else has moved the head, and
// writes batches with a true tree. What it writes about people is random; the storage does not look inside.

import { hash, randomBytes, randomUUID } from 'node:crypto';
import { encodeState } from '../../ledger/core/consent/state-text.ts';
import { rowMac } from '../../ledger/core/kept-row.ts';
import { append, type Edge, edgeRoot, emptyEdge, restoreEdge } from '../../ledger/core/log/edge.ts';
import { leafHash } from '../../ledger/core/log/hash.ts';
import type { BatchWrite, Found, LogStore, Lookups } from '../../ledger/operations/append/log-store.ts';
import { macs } from './migrated.ts';

export const business = 'fresh-produce';
export const noLookups = {
  spent: [],
  prefixes: [],
  subjects: [],
  notices: [],
  flows: [],
  templates: [],
  setup: [],
} as const;
export const someMoment = '2026-01-31T09:30:00.125Z';

/** Everything one record of a new person brings into the tables. */
export function newPerson() {
  const [subject, record, tag, key] = [randomUUID(), randomUUID(), randomBytes(32), randomBytes(32)];
  const mark = { at: someMoment, record };
  return {
    subject,
    record,
    entry: randomBytes(33),
    sealed: randomBytes(200 + (record.charCodeAt(0) % 50)),
    wrappedKey: randomBytes(60),
    tag: { prefix: tag.readBigInt64BE(0), tag, pepper: 1 },
    key,
    request: hash('sha256', key, 'buffer'),
    state: { grants: {}, stops: { '*': { any: mark } } },
  };
}

export type NewPerson = ReturnType<typeof newPerson>;

export const people = (count: number): NewPerson[] => Array.from({ length: count }, newPerson);

/** The batch that these people make, on top of `edge`. */
export function batchOf(edge: Edge, added: readonly NewPerson[], extra: Partial<BatchWrite> = {}) {
  const entries = extra.entries ?? added.map(({ entry }) => entry);
  const grown = append(edge, entries.map(leafHash));
  const tiles = grown.newTiles.map(({ level, index, hashes, root }) => {
    return { level, index, hashes: Buffer.from(hashes), root: Buffer.from(root) };
  });
  const write: BatchWrite = {
    entries,
    sealed: added.map(({ record, subject, sealed }) => ({ record, business, subject, sealed })),
    tiles,
    checkpoint: { size: grown.edge.size, root: Buffer.from(grown.root), note: `size ${grown.edge.size}\n` },
    lastRecordedAt: someMoment,
    subjects: added.map(({ subject, wrappedKey }) => ({ subject, business, wrappedKey })),
    tags: added.map(({ tag, subject }) => ({ ...tag, business, kind: 'number', subject })),
    states: added.map(({ subject, state }) => ({ subject, state: encodeState(subject, state) })),
    spent: added.map(({ key, request, record }) => {
      const row = { business, key, request, record };
      return { ...row, mac: rowMac(macs, 'spent_keys', row) };
    }),
    notices: [],
    retirements: [],
    reviews: [],
    flows: [],
    records: [],
    stops: [],
    recoveries: [],
    templates: [],
    setup: [],
    links: [],
    ...extra,
  };
  return { edge: grown.edge, write };
}

/** The edge to build on: the caller's own, or the store's when that has moved on. */
export function edgeOf(found: Found, held: Edge): Edge {
  if (found.edge === undefined) return held;
  const restored = restoreEdge(found.edge.size, found.edge.levels);
  if (restored.kind !== 'parsed') throw new Error(restored.code);
  if (!found.root.equals(edgeRoot(restored.value))) throw new Error('the edge is not that of the root');
  return restored.value;
}

export function createWriter(store: LogStore) {
  let edge = emptyEdge();
  return {
    /** Appends these people's records in one commit; the edge is kept only if it was committed. */
    async append(added: readonly NewPerson[], extra: Partial<BatchWrite> = {}): Promise<Found> {
      let seen: Found | undefined;
      let next = edge;
      await store.append({ ...noLookups, edgeSize: edge.size, edgeRoot: edgeRoot(edge) }, (found) => {
        seen = found;
        const batch = batchOf(edgeOf(found, edge), added, extra);
        next = batch.edge;
        return batch.write;
      });
      edge = next;
      return seen!;
    },
    /** Looks up and writes nothing. */
    async find(lookups: Partial<Lookups>): Promise<Found> {
      let seen: Found | undefined;
      await store.append(
        { ...noLookups, edgeSize: edge.size, edgeRoot: edgeRoot(edge), ...lookups },
        (found) => {
          seen = found;
          return null;
        },
      );
      return seen!;
    },
  };
}

export type Writer = ReturnType<typeof createWriter>;

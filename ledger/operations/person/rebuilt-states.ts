// Rebuilds from their records the states that an earlier fold wrote and those that are damaged, before the
// gate judges by them. It writes nothing: the next commit about the person writes the rebuilt state
// (append/people.ts). Where a record cannot be read either, the gate allows nothing, because that record may
// be a stop.

import type { ConsentState } from '../../core/consent/state.ts';
import type { UnreadState } from '../../core/consent/state-text.ts';
import { folded, stoneState } from '../append/rebuilt-state.ts';
import type { RecordStore } from '../record/store.ts';
import type { ConsentStates, StatesRead, StateWatch } from './consent-states.ts';
import type { ConsentStore } from './store.ts';

/** Records opened in one turn of the event loop, while other requests wait. */
const recordsAtOnce = 100;

type Parts = {
  master: Buffer;
  records: Pick<RecordStore, 'ofSubjects' | 'stonesOf'>;
  watch: StateWatch;
};

/** Look-ups whose states are all of the present fold, or allow nothing. */
export function rebuildingLookUps(store: ConsentStore, parts: Parts): ConsentStore {
  return {
    async lookUp(prefixes) {
      const read = await store.lookUp(prefixes);
      return read.unread.size === 0 ? read : rebuild(read, parts);
    },
  };
}

/** The same for all people at one moment. */
export function rebuildingStates(
  states: ConsentStates,
  { master, watch }: Omit<Parts, 'records'>,
): ConsentStates {
  return {
    atOneMoment: (work) =>
      states.atOneMoment((then) => {
        const parts = { master, watch, records: then };
        const { treeSize, lookUp } = then;
        return work({
          ...then,
          lookUp: rebuildingLookUps({ lookUp }, parts).lookUp,
          async *subjects(business, pageSize, after) {
            for await (const { found, unread } of then.subjects(business, pageSize, after)) {
              const made = unread.size === 0 ? nothingMade : await make(unread, treeSize, parts);
              yield {
                found: found.map((one) => ({ ...one, state: made.get(one.subject) ?? one.state })),
                unread,
              };
            }
          },
        });
      }),
  };
}

const nothingMade: ReadonlyMap<string, ConsentState> = new Map();

async function rebuild(read: StatesRead, parts: Parts): Promise<StatesRead> {
  const made = await make(read.unread, read.treeSize, parts);
  const stateOf = <One extends { state: ConsentState }>(subject: string, one: One): One => {
    const state = made.get(subject);
    return state === undefined ? one : { ...one, state };
  };
  // All of them share one map, as the store read it.
  const linked = read.found.find((one) => one.linked !== undefined)?.linked;
  const mended = linked && new Map([...linked].map(([of, person]) => [of, stateOf(of, person)]));
  const found = read.found.map((one) => {
    return { ...stateOf(one.subject, one), ...(mended && one.linked && { linked: mended }) };
  });
  return { ...read, found };
}

/** @param treeSize of the answer. It leaves out later records */
async function make(
  unread: ReadonlyMap<string, UnreadState>,
  treeSize: number,
  { master, records, watch }: Parts,
): Promise<Map<string, ConsentState>> {
  const subjects = [...unread.keys()];
  const stored = (await records.ofSubjects(subjects)).filter(({ index }) => index < treeSize);
  // Of any size: a stone allows nothing, and the records from before it are gone.
  const stones = Map.groupBy(await records.stonesOf(subjects), ({ of }) => of);
  const bySubject = Map.groupBy(stored, (one) => one.subject!);
  const made = new Map<string, ConsentState>();
  let opened = 0;
  for (const subject of new Set([...bySubject.keys(), ...stones.keys()])) {
    const own = bySubject.get(subject) ?? [];
    let state = stoneState(master, subject, stones.get(subject) ?? []);
    for (let at = 0; at < own.length && state !== undefined; at += recordsAtOnce) {
      const some = own.slice(at, at + recordsAtOnce);
      state = folded(master, some, state);
      opened += some.length;
      if (opened < recordsAtOnce) continue;
      opened = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (state !== undefined) made.set(subject, state);
  }
  tell(watch, unread, (subject) => made.has(subject));
  return made;
}

/** Reports damaged states. A state of an earlier fold is not damaged. */
function tell(
  watch: StateWatch,
  unread: ReadonlyMap<string, UnreadState>,
  isMade: (subject: string) => boolean,
): void {
  const damaged = [...unread].filter(([, why]) => why === 'damaged').map(([subject]) => subject);
  const rebuilt = damaged.filter(isMade).length;
  if (rebuilt > 0) watch.damaged('rebuilt', rebuilt);
  if (damaged.length > rebuilt) watch.damaged('unjudgeable', damaged.length - rebuilt);
}

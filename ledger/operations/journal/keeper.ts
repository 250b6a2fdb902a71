// Keeps the journal: outside the database, within a second of each commit, the newest checkpoint and every
// stop. After an older state of the database is restored, the one tells that it is older, and the others who
// must not be written to.
//
// A commit only notes what it wrote. Sealing, asking for tags and writing come later, off its path.

import type { ConsentRecord } from '../../core/consent/record.ts';
import { claimedCheckpoint } from '../../core/log/checkpoint.ts';
import type { HeadWatch } from '../append/head-watch.ts';
import type { BatchWrite } from '../append/log-store.ts';
import type { LogReader } from '../record/store.ts';
import { repeat, type Work } from '../worker/worker.ts';
import type { World } from '../world.ts';
import { encodeLine } from './line.ts';
import type { Journal, PeopleTags } from './store.ts';

const everyMs = 250;

type Parts = {
  journal: Journal;
  watch: HeadWatch;
  log: Pick<LogReader, 'latestCheckpoint' | 'checkpointAt'>;
  people: PeopleTags;
  master: Buffer;
  world: Pick<World, 'random'>;
};

export type Keeper = {
  /** Notes what a commit wrote. */
  heard(write: Pick<BatchWrite, 'stops'>): void;
  /** Everything noted before is on disk when it resolves. */
  flush(): Promise<void>;
  work: Work;
};

export function keepJournal({ journal, watch, log, people, master, world }: Parts): Keeper {
  let noted: ConsentRecord[] = [];
  let keptSize = 0;
  let last: Promise<void> = Promise.resolve();

  async function keepStops(): Promise<void> {
    const stops = noted;
    noted = [];
    try {
      const tags = await people.tagsOf([...new Set(stops.map(subjectOf))]);
      await journal.keepStops(
        stops.map((stop) => {
          const named = tags.get(subjectOf(stop)) ?? [];
          return encodeLine(master, journal.id, world.random(12), stop, named);
        }),
      );
    } catch (error) {
      noted = [...stops, ...noted];
      throw error;
    }
  }

  /** What other nodes have appended is seen once it goes on from what was seen before. */
  async function lookOn(): Promise<void> {
    const floor = watch.floor();
    const newest = await log.latestCheckpoint();
    const then = floor.size === 0 ? undefined : await log.checkpointAt(floor.size);
    const claim = newest && claimedCheckpoint(newest.note);
    const origin = claim?.kind === 'parsed' ? claim.value.origin : undefined;
    const found = { size: newest?.size ?? 0, rootThen: then?.root, ...(origin && { origin }) };
    if (watch.compare(floor, found) === undefined && newest !== undefined) watch.saw(newest);
  }

  async function keep(): Promise<void> {
    if (noted.length > 0) await keepStops();
    if (watch.isBehind) await lookOn();
    const { size, note } = watch.last;
    if (size <= keptSize) return;
    await journal.keepHead(note);
    keptSize = size;
  }

  const flush = () => (last = last.catch(() => {}).then(keep));
  return {
    heard({ stops }) {
      for (const stop of stops) noted.push(stop);
    },
    flush,
    work: { name: 'journal', where: 'on every node', run: (signal) => repeat(everyMs, signal, flush) },
  };
}

const subjectOf = (stop: ConsentRecord) => (stop as { subject: string }).subject;

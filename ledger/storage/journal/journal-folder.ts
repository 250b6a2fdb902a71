// The journal as files. Each process that appends has files of its own, so that no two write to one; a
// process takes over those that one of before has left on this machine, so that they do not pile up.
//
//   <folder>/<id>/<machine>-<process>-<n>.head     the newest checkpoint it has seen, a signed note
//   <folder>/<id>/<machine>-<process>-<n>.stops    a sealed line for each stop (core/subject/sealed-stop.ts)
//
// The id is the database's word for its journal (journal-ids.ts). A crash leaves the last line half: the next
// writer begins a new one, and a reader passes over what does not open.

import { type Dirent, existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Journal } from '../../operations/journal/store.ts';
import { isAlive } from '../embedded-postgres/postmaster-file.ts';
import { replaceSecretFile } from '../keys/secret-file.ts';

/** The journals in a folder, by their ids. */
export async function journalsIn(folder: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(orNone);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

export const isJournalIn = (folder: string, id: string): boolean => existsSync(join(folder, id));

const headsTriesMax = 5;

/** The newest checkpoint of each process that has kept this journal. */
export async function headsOf(folder: string, id: string): Promise<string[]> {
  for (let again = 0; ; again++) {
    const names = await readdir(join(folder, id)).catch(orNone);
    const heads = names.filter((name) => name.endsWith('.head'));
    try {
      return await Promise.all(heads.map((name) => readFile(join(folder, id, name), 'utf8')));
    } catch (error) {
      // Another process that starts has taken one over under its own name, and it may be the newest.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || again === headsTriesMax) throw error;
    }
  }
}

/** The newest checkpoint of one of them; undefined: it has seen none. */
export const headOf = (folder: string, id: string, keeper: string): Promise<string | undefined> =>
  readFile(join(folder, id, `${keeper}.head`), 'utf8').catch((error) => orNone(error)[0]);

/** The lines of every process that has kept this journal, in no order. */
export async function* stopsOf(folder: string, id: string): AsyncGenerator<string> {
  const names = await readdir(join(folder, id)).catch(orNone);
  for (const name of names.filter((one) => one.endsWith('.stops'))) {
    const file = await open(join(folder, id, name));
    try {
      for await (const line of file.readLines()) if (line !== '') yield line;
    } finally {
      await file.close();
    }
  }
}

/** The processes that have kept this journal, by the names of their files. */
export async function keepersOf(folder: string, id: string): Promise<Set<string>> {
  const names = await readdir(join(folder, id)).catch(orNone);
  return new Set(names.flatMap((name) => /^(.*)\.(?:head|stops)$/.exec(name)?.[1] ?? []));
}

let journals = 0;

/** How the files of this process are called, anew for each journal that it opens. */
export function keeperName(): string {
  journals += 1;
  return `${machine}-${process.pid}-${journals}`;
}

const machine = hostname().replaceAll(/[^\w.]/g, '_');

/**
 * Files of this process in the journal of this id, which is made where it is not there.
 * @param keeper their name
 */
export async function writeJournal(
  folder: string,
  id: string,
  keeper = keeperName(),
): Promise<Journal & { close(): Promise<void> }> {
  const place = join(folder, id);
  await mkdir(place, { recursive: true, mode: 0o700 });
  await takeOver(place, keeper);
  const own = join(place, keeper);
  // There from the beginning: by it other nodes see that this one keeps its journal here.
  let stops: FileHandle | undefined = await openToAppend(`${own}.stops`);
  return {
    id,
    keepHead: (note) => replaceSecretFile(`${own}.head`, note),
    async keepStops(lines) {
      stops ??= await openToAppend(`${own}.stops`);
      await stops.appendFile(lines.map((line) => `${line}\n`).join(''));
      await stops.datasync();
    },
    async close() {
      await stops?.close();
      stops = undefined;
    },
  };
}

/** What a dead process has left gets this name. */
async function takeOver(place: string, keeper: string): Promise<void> {
  const names = await readdir(place);
  if (names.some((name) => name.startsWith(`${keeper}.`))) return;
  for (const left of leftBehind(names)) {
    const moves = ['head', 'stops'].map((kind) =>
      rename(join(place, `${left}.${kind}`), join(place, `${keeper}.${kind}`)),
    );
    // Of two that want a file, one gets it.
    const moved = await Promise.allSettled(moves);
    if (moved.some(({ status }) => status === 'fulfilled')) return;
  }
}

function leftBehind(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const [, left, of, process] = /^((.*)-(\d+)-\d+)\.(?:head|stops)$/.exec(name) ?? [];
    return left !== undefined && of === machine && !isAlive(Number(process)) ? [left] : [];
  });
}

async function openToAppend(path: string): Promise<FileHandle> {
  const file = await open(path, 'a+', 0o600);
  const { size } = await file.stat();
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
  if (size > 0 && buffer[0] !== 0x0a) await file.appendFile('\n');
  return file;
}

function orNone(error: NodeJS.ErrnoException): never[] {
  if (error.code !== 'ENOENT') throw error;
  return [];
}

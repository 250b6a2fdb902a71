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

/** Files of this process in the journal of this id, which is made where it is not there. */
export async function writeJournal(
  folder: string,
  id: string,
): Promise<Journal & { close(): Promise<void> }> {
  const place = join(folder, id);
  await mkdir(place, { recursive: true, mode: 0o700 });
  const own = join(place, await ownName(place));
  let stops: FileHandle | undefined;
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

let journals = 0;

/** Of this process; what a dead one has left gets this name. */
async function ownName(place: string): Promise<string> {
  journals += 1;
  const machine = hostname().replaceAll(/[^\w.]/g, '_');
  const own = `${machine}-${process.pid}-${journals}`;
  const names = await readdir(place);
  if (names.some((name) => name.startsWith(`${own}.`))) return own;
  for (const left of leftBehind(names, machine)) {
    // Of two that want it, one gets it.
    const isOurs = await rename(join(place, `${left}.head`), join(place, `${own}.head`)).then(
      () => true,
      () => false,
    );
    if (!isOurs) continue;
    await rename(join(place, `${left}.stops`), join(place, `${own}.stops`)).catch(() => {});
    return own;
  }
  return own;
}

function leftBehind(names: readonly string[], machine: string): string[] {
  return names.flatMap((name) => {
    const [, left, of, process] = /^((.*)-(\d+)-\d+)\.head$/.exec(name) ?? [];
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

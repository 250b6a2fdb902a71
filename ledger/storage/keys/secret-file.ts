// A small file that holds secrets. This code reads it only if it is private, and writes it so that a crash
// leaves the old file or the new one, never half of one. Linux and macOS only: Windows has no modes, and
// cannot fsync a folder.
//
//   write a neighbour (mode 600) · fsync it · link or rename it to its name · fsync the folder
//
// Must never put the file's content into an error.

import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const hasModes = process.platform !== 'win32';
/** The mode bits by which the group and all other users may read and write. */
const OTHERS_MAY = 0o066;
/** A file of keys is written in milliseconds. */
const lockWithinMs = 5_000;

/**
 * @throws Error with a sentence for the operator: other users may read it, it cannot be read, or it is empty.
 * For a missing file, the system's own ENOENT.
 */
export async function readSecretFile(path: string): Promise<string> {
  const file = await openToRead(path);
  try {
    // Of the open file, so that the mode belongs to the bytes that we read.
    const { mode } = await file.stat();
    if (hasModes && (mode & OTHERS_MAY) !== 0) {
      throw new Error(`${path} is open to users other than its owner: chmod 600 ${path}`);
    }
    const text = await file.readFile('utf8').catch((error) => unreadable(path, error));
    if (text.trim() === '') throw new Error(`${path} is empty: restore it from its backup`);
    return text;
  } finally {
    await file.close();
  }
}

/** @returns whether the file is ours. False: another process made a whole one first, and that one stays. */
export async function createSecretFile(path: string, text: string): Promise<boolean> {
  const neighbour = await writeNeighbour(path, text);
  try {
    // This decides the race: unlike rename, link never replaces a file.
    await link(neighbour, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(neighbour, { force: true });
  }
  await syncFolder(path);
  return true;
}

export async function replaceSecretFile(path: string, text: string): Promise<void> {
  const neighbour = await writeNeighbour(path, text);
  try {
    await rename(neighbour, path);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw error;
  }
  await syncFolder(path);
}

/**
 * Does the work while no other process does any under the same lock: what is read in it is still so when it
 * is replaced.
 * @throws Error with a sentence for the operator: the lock stays, held for long or left by a crash
 */
export async function lockedFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  const deadline = performance.now() + lockWithinMs;
  for (;;) {
    try {
      await (await open(lock, 'wx', 0o600)).close();
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (performance.now() > deadline)
      throw new Error(`${lock} is there: another command changes ${path}. If none runs, remove ${lock}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return work().finally(() => rm(lock, { force: true }));
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    return unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): never {
  const { code = 'unknown' } = cause as NodeJS.ErrnoException;
  throw new Error(`${path} cannot be read (${code})`, { cause });
}

// The name is random, so that two processes never write into one file, and a file left by a crash is never in
// the way.
async function writeNeighbour(path: string, text: string): Promise<string> {
  const neighbour = `${path}.${randomBytes(8).toString('hex')}`;
  const file = await open(neighbour, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return neighbour;
}

/** A file's name is durable once its folder is synced. */
async function syncFolder(path: string): Promise<void> {
  if (!hasModes) return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

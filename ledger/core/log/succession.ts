// A log that went on under another name and key: one tree, several signers. A checkpoint bears the name that
// the log had at its size.
//
//   name 1   origin, key 1      sizes 0 … kept 1
//   name 2   origin/2, key 2    sizes kept 1 + 1 … kept 2       its first entry says what it goes on from
//   …
//
// A number may be left out: where all that was recorded under a name was lost, its number is not used again.

import type { CheckpointTrust } from './checkpoint.ts';

export interface LogTrust extends CheckpointTrust {
  /** The names before, the first one first: up to which size each was the log's. */
  readonly before?: readonly { readonly upTo: number; readonly trust: CheckpointTrust }[];
}

/** Whose word counts for a checkpoint of this size. */
export const trustAt = (trust: LogTrust, size: number): CheckpointTrust =>
  trust.before?.find(({ upTo }) => size <= upTo)?.trust ?? trust;

/** A name of the log, its verifier key, and up to which size it was the log's; absent: it is. */
export type LogName = {
  readonly origin: string;
  readonly vkey: string;
  readonly upTo?: number;
  /** The checkpoint of that size, signed with its key: with this it ends. */
  readonly last?: string;
  /** The opening of the entry with which it goes on under this name, in base64. */
  readonly begun?: { readonly nonce: string; readonly record: string };
};

/** Under which name the checkpoint of this size was signed. */
export const nameAt = (names: readonly LogName[], size: number): LogName =>
  names.find(({ upTo }) => upTo === undefined || size <= upTo)!;

/** The nth name of a log. */
export const nameOf = (origin: string, n: number): string => (n === 1 ? origin : `${origin}/${n}`);

/** The number of a name of the log that began as `origin`; undefined: it is no name of it. */
export function numberOf(name: string, origin: string): number | undefined {
  if (name === origin) return 1;
  const n = name.startsWith(`${origin}/`) ? name.slice(origin.length + 1) : '';
  return /^[1-9]\d{0,8}$/.test(n) ? Number(n) : undefined;
}

/** Whether this is a name of the log that began as `origin`. */
export const isNameOf = (name: string, origin: string): boolean => numberOf(name, origin) !== undefined;

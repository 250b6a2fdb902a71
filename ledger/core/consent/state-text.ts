// States as they are kept: the version of the fold that made them, a checksum, canonical JSON.
//
//   8:1c291ca3:{"grants":{…},"stops":{…}}
//
// A state of another version is the work of another fold, and a damaged one may say anything: the gate judges
// by neither, and the reader makes it again from the records. The checksum (CRC-32 over subject and JSON)
// finds bytes that were changed, cut or put into another person's row. It is no proof against deliberate
// change, which `verify` finds.

import { crc32 } from 'node:zlib';
import { canonicalBytes } from '../canonical.ts';
import type { ConsentState } from './state.ts';
import { isState } from './state-shape.ts';

/**
 * Of the fold (state.ts). A release that adds a kind of a person's record, or a field or a reason that the
 * fold reads, raises it: so an earlier one never believes a state that it could not have made. So does one
 * that judges the same state in another way (standing.ts): two releases never judge one state.
 */
const foldVersion = 12;

const prefix = `${foldVersion}:`;
const jsonAt = prefix.length + 9;

export function encodeState(subject: string, state: ConsentState): string {
  const json = canonicalBytes(state).toString('utf8');
  return `${prefix}${checksum(subject, json)}:${json}`;
}

/**
 * What encodeState wrote of this subject, under this version; undefined: to be made again from the records.
 */
export function parseState(subject: string, text: string): ConsentState | undefined {
  if (!text.startsWith(prefix)) return undefined;
  const json = text.slice(jsonAt);
  if (text.slice(prefix.length, jsonAt) !== `${checksum(subject, json)}:`) return undefined;
  const state = parsed(json);
  return isState(state) ? state : undefined;
}

/** A right checksum proves nothing about the contents: anyone can compute one. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * In place of a state that this release cannot make, because it does not know or cannot open a record: what
 * stood there lacks what was recorded now. Every release makes it again from the records.
 */
export const unmadeState = '0:';

/** Whether a later release wrote this state: it is not damaged, and nothing here can judge by it. */
export const isOfLaterFold = (text: string): boolean => (versionIn(text) ?? 0) > foldVersion;

/** Why parseState reads nothing here: another version of the fold wrote it, or it is damaged. */
export const unreadAs = (text: string): UnreadState =>
  (versionIn(text) ?? foldVersion) === foldVersion ? 'damaged' : 'of_another_fold';

export type UnreadState = 'of_another_fold' | 'damaged';

function versionIn(text: string): number | undefined {
  const version = /^(\d{1,9}):/.exec(text)?.[1];
  return version === undefined ? undefined : Number(version);
}

const checksum = (subject: string, json: string): string =>
  crc32(subject + json)
    .toString(16)
    .padStart(8, '0');

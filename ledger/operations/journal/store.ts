// The ports of the journal: files outside the database, and what the database says of the people in them.

import type { Identifier } from '../../core/subject/identifier.ts';
import type { StoppedRecord } from './line.ts';

export interface Journal {
  /** By it the database knows this journal. */
  readonly id: string;
  /** Replaces the newest checkpoint seen. On disk when it resolves. */
  keepHead(note: string): Promise<void>;
  /** Adds lines. On disk when it resolves. */
  keepStops(lines: readonly string[]): Promise<void>;
}

/** A name of a person, as the database finds it. */
export type JournalTag = { tag: Buffer; pepper: number; kind: Identifier['kind'] };

/** A stop as the journal has it: of its record only what it stops, and the tags that find the person. */
export type JournalStop = { record: StoppedRecord; tags: readonly JournalTag[] };

export interface PeopleTags {
  /** All names of each of these subjects, those of linked subjects included. */
  tagsOf(subjects: readonly string[]): Promise<Map<string, JournalTag[]>>;
}

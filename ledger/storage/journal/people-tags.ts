// The names of people whom a stop is about. A stop crosses every link, so those of linked people are theirs
// too.

import { componentMax } from '../../core/consent/component.ts';
import type { JournalTag, PeopleTags } from '../../operations/journal/store.ts';
import type { Database } from '../database/connection.ts';

export const createPeopleTags = ({ sql }: Pick<Database, 'sql'>): PeopleTags => ({
  async tagsOf(subjects) {
    const rows = await sql<(JournalTag & { asked: string })[]>`
      with person as (
        select asked.subject as asked, reached.subject
        from unnest(${subjects}::uuid[]) asked (subject) cross join lateral (
          with recursive walk (subject) as (
            select asked.subject
            union
            select l.b from walk cross join lateral (select b from subject_links where a = walk.subject offset 0) l)
          select subject from walk limit ${componentMax}) reached)
      select p.asked, t.tag, t.pepper, t.kind
      from person p
      cross join lateral (select tag, pepper, kind from identifier_tags where subject = p.subject offset 0) t`;
    const bySubject = Map.groupBy(rows, ({ asked }) => asked);
    return new Map([...bySubject].map(([asked, own]) => [asked, own.map(({ asked: _, ...tag }) => tag)]));
  },
});

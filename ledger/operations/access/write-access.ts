// The rows of an access file as text. Both forms end with how many rows there are and the hash of all before
// it, so that a file that broke off is seen.

import { createHash } from 'node:crypto';
import type { Access } from './read-access.ts';
import { sections } from './rows.ts';

export const accessFormats = {
  json: { mediaType: 'application/json', extension: 'json' },
  ndjson: { mediaType: 'application/x-ndjson', extension: 'ndjson' },
  html: { mediaType: 'text/html; charset=utf-8', extension: 'html' },
} as const;
export type AccessFormat = keyof typeof accessFormats;

/** A line a row. */
export async function* asLines({ head, rows }: Access): AsyncGenerator<string> {
  const told = counting();
  yield told.add(`${JSON.stringify({ row: 'head', ...head })}\n`);
  for await (const row of rows) yield told.add(`${JSON.stringify(row)}\n`, true);
  yield `${JSON.stringify({ row: 'end', ...told.end() })}\n`;
}

/** One document: a list for each sort of row. */
export async function* asDocument({ head, rows }: Access): AsyncGenerator<string> {
  const told = counting();
  yield told.add(JSON.stringify(head).slice(0, -1));
  const due = Object.entries(sections);
  let begun = '';
  let at = 0;
  /** Opens the list of this sort, and those before it that are empty. */
  const upTo = (sort: string): string => {
    let text = '';
    while (begun !== sort) {
      if (begun !== '') text += '\n]';
      const [next, name] = due[at]!;
      at += 1;
      begun = next;
      text += `,\n${JSON.stringify(name)}: [`;
    }
    return text;
  };
  let isFirst = true;
  for await (const { row: sort, ...row } of rows) {
    const opening = upTo(sort);
    const comma = opening === '' && !isFirst ? ',' : '';
    isFirst = false;
    yield told.add(`${opening}${comma}\n${JSON.stringify(row)}`, true);
  }
  yield told.add(`${upTo(due.at(-1)![0])}\n]`);
  yield `,\n"end": ${JSON.stringify(told.end())}}\n`;
}

function counting() {
  const hash = createHash('sha256');
  let count = 0;
  return {
    add(text: string, isRow = false): string {
      hash.update(text);
      if (isRow) count += 1;
      return text;
    },
    end: () => ({ rows: count, sha256: hash.digest('hex') }),
  };
}

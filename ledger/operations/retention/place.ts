// Where a run goes on: first with people, then with records of who looked. One call looks at so many of
// either, so that none keeps its caller waiting for long.

import { z } from 'zod';

export const placeSchema = z.uuid().or(z.string().regex(/^looks-\d{1,15}$/));

export type Place = { in: 'people'; after?: string } | { in: 'looks'; after: number };

/** @param text undefined: from the beginning. What is no place is one behind no person */
export function placeOf(text: string | undefined): Place {
  if (text === undefined) return { in: 'people' };
  const [, index] = /^looks-(\d+)$/.exec(text) ?? [];
  return index === undefined ? { in: 'people', after: text } : { in: 'looks', after: Number(index) };
}

export const placeInLooks = (after: number): string => `looks-${after}`;

// What Meta's list says of a template, and from when each statement counts.
//
// A list says what was true at some moment before it was read: Meta may answer from a cache, its clock is not
// ours, and a webhook may cross it on the way. So a statement that loosens counts as old, and a webhook that
// arrived meanwhile beats it; a statement that tightens counts at once.

import { isHeldBack, isPromotional, type TemplateWords } from './template.ts';

/**
 * How old a list is taken to be, milliseconds: above what caches, clocks and the reading of 200 pages come
 * to.
 */
export const listAgeMs = 5 * 60_000;

/** The stricter words first: between two records a template must not be allowed by the looser ones alone. */
export function listedWords(
  { category, status }: { category: string; status?: string },
  readAt: Date,
): (TemplateWords & { at: string })[] {
  const isStatusStrict = status !== undefined && isHeldBack(status);
  const said = (isStrict: boolean) => ({
    ...(isPromotional(category) === isStrict && { category }),
    ...(status !== undefined && isStatusStrict === isStrict && { status }),
  });
  const loosensAt = new Date(readAt.getTime() - listAgeMs);
  return [
    { at: readAt.toISOString(), ...said(true) },
    { at: loosensAt.toISOString(), ...said(false) },
  ];
}

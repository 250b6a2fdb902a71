// What Meta's list says of a template, and since when each of its words counts.
//
// A list says what was true at some moment before it was read: Meta may answer from a cache, its clock is not ours, and a
// webhook may cross it on the way. So what loosens is taken for old, and what a webhook said meanwhile beats it; what
// tightens counts at once.

import type { TemplateUpdate } from '../channels/whatsapp/template-update.ts';
import { isHeldBack, isPromotional } from '../core/gate/template.ts';
import type { ListedTemplate } from './ports.ts';

/** How old a list is taken to be, milliseconds: above what caches, clocks and the reading of 200 pages come to. */
export const listAgeMs = 5 * 60_000;

/** The stricter words first: between two records a template must not be allowed by the looser ones alone. */
export function listedUpdates(
  { name, language, category, status }: ListedTemplate,
  account: string,
  readAt: Date,
): TemplateUpdate[] {
  const isStatusStrict = status !== undefined && isHeldBack(status);
  const said = (isStrict: boolean) => ({
    ...(isPromotional(category) === isStrict && { category }),
    ...(status !== undefined && isStatusStrict === isStrict && { status }),
  });
  const loosensAt = new Date(readAt.getTime() - listAgeMs);
  return [
    { account, name, language, at: readAt.toISOString(), ...said(true) },
    { account, name, language, at: loosensAt.toISOString(), ...said(false) },
  ];
}

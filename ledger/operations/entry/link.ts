// The link of an entry point: what is printed leads to it, whatever its notice and site are by then.

import type { NamedEntryPoint } from '../../core/entry/named-entry-point.ts';

/** Undefined: nobody is asked on a page at it, or not any more. */
export const linkOf = (
  { url }: { url: string },
  { code, site, endedAt }: NamedEntryPoint,
): string | undefined =>
  code === undefined || site === undefined || endedAt !== undefined ? undefined : `${url}/in/e/${code}`;

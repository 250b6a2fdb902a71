// The secret of one flow, for voice providers that cannot sign what they send: `ofs_` and 24 random bytes. It
// comes as Bearer, as a Basic password (some panels can do nothing else), or as the last part of the path
// (some cannot do even that). Only a MAC of it is stored.

import { bearerIn, passwordIn } from './authorization.ts';

const shape = /^ofs_[A-Za-z0-9_-]{32}$/;

export function formatFlowSecret(random: Buffer): string {
  if (random.length !== 24) throw new RangeError('a flow’s secret holds 24 random bytes');
  return `ofs_${random.toString('base64url')}`;
}

/**
 * What a request shows. Where it shows it in two places, both are tried: a panel may add a header of its own.
 * @param header Authorization
 */
export function shownSecrets(header: string | undefined, inPath: string | undefined): string[] {
  return [inPath, bearerIn(header), passwordIn(header)].filter(
    (shown): shown is string => shown !== undefined && shape.test(shown),
  );
}

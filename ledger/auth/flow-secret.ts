// The secret of one flow, for voice providers that cannot sign what they send: `ofs_` and 24 random bytes. It
// comes as Bearer, as a Basic password (some panels can do nothing else), or as the last part of the path
// (some cannot do even that). Only a MAC of it is stored.

const shape = /^ofs_[A-Za-z0-9_-]{32}$/;

export function formatFlowSecret(random: Buffer): string {
  if (random.length !== 24) throw new RangeError('a flow’s secret holds 24 random bytes');
  return `ofs_${random.toString('base64url')}`;
}

// RFC 9110 section 11.1: the scheme's name is the same in any case.
const bearer = /^bearer +/i;
const basic = /^basic +/i;

/**
 * What a request shows. Where it shows it in two places, both are tried: a panel may add a header of its own.
 * @param header Authorization
 */
export function shownSecrets(header: string | undefined, inPath: string | undefined): string[] {
  return [inPath, bearerIn(header), basicIn(header)].filter(
    (shown): shown is string => shown !== undefined && shape.test(shown),
  );
}

const bearerIn = (header = ''): string | undefined =>
  bearer.test(header) ? header.replace(bearer, '').trimEnd() : undefined;

/** The user name may be anything. */
function basicIn(header = ''): string | undefined {
  if (!basic.test(header)) return undefined;
  const credentials = Buffer.from(header.replace(basic, ''), 'base64').toString('latin1');
  const colon = credentials.indexOf(':');
  return colon === -1 ? undefined : credentials.slice(colon + 1);
}

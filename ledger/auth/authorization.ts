// What stands in an Authorization header, whatever it is checked against. RFC 9110 section 11.1: the scheme's
// name is the same in any case.

const bearer = /^bearer +/i;
const basic = /^basic +/i;

/** The token of Bearer credentials (RFC 6750). */
export const bearerIn = (header = ''): string | undefined =>
  bearer.test(header) ? header.replace(bearer, '').trimEnd() : undefined;

/** The password of Basic credentials (RFC 7617); the user name may be anything. */
export function passwordIn(header = ''): string | undefined {
  if (!basic.test(header)) return undefined;
  const credentials = Buffer.from(header.replace(basic, ''), 'base64').toString('latin1');
  const colon = credentials.indexOf(':');
  return colon === -1 ? undefined : credentials.slice(colon + 1);
}

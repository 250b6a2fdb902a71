// The forms of the page, as they arrive: from the page itself, and Stop also from the unsubscribe button of a
// mail program (RFC 8058).

import type { Context } from 'hono';
import { LedgerError } from '../../core/error.ts';
import { readBytes } from '../server/body.ts';

/** The longest body, in bytes. The longest that an honest page sends names a notice. */
const bodyMax = 1024;

export type StopForm = {
  /** Only what was agreed under this notice. */
  notice?: string;
  /** A mail program sent it, which follows no redirect and shows no page. */
  oneClick: boolean;
};

/**
 * Call it only for a link that is genuine, so that the server does not wait for the bodies of strangers.
 * Throws too_large, too_slow, malformed.
 */
export async function readStopForm(c: Context): Promise<StopForm> {
  const bytes = new Uint8Array(await readBytes(c, bodyMax));
  if (bytes.length === 0) return { oneClick: false };
  const fields = await fieldsOf(bytes, c.req.header('content-type') ?? '');
  // Of several it cannot be known which is meant, and a stop is heard as widely as it can be meant.
  const [notice, ...others] = new Set(fields.getAll('notice'));
  return {
    ...(typeof notice === 'string' && others.length === 0 && { notice }),
    oneClick: fields.get('List-Unsubscribe') === 'One-Click',
  };
}

/** `never`: no message ever again. Called and throws as readStopForm. */
export async function readErasureForm(c: Context): Promise<{ never: boolean }> {
  const bytes = new Uint8Array(await readBytes(c, bodyMax));
  if (bytes.length === 0) return { never: false };
  const fields = await fieldsOf(bytes, c.req.header('content-type') ?? '');
  // Of both, the one that stops is heard.
  return { never: fields.getAll('again').includes('never') };
}

/**
 * Throws forbidden for a form of another site. A page under `referrer-policy: no-referrer` sends `Origin:
 * null`, so Sec-Fetch-Site decides where the browser sends it. Mail programs send neither.
 */
export function requireOwnPage(c: Context, ownOrigin: string): void {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const own =
    site === undefined ? [undefined, 'null', ownOrigin].includes(origin) : /^(same-origin|none)$/.test(site);
  if (!own) throw new LedgerError('forbidden', 'Another site sent this form, not the person’s page.');
}

/** RFC 8058, 3.2: in either of the two encodings of HTML forms. */
async function fieldsOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new LedgerError('malformed', 'The body is not a form.');
  }
}

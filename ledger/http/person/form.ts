// A tap on Stop, as it arrives: from the page itself, or from a mail program's own unsubscribe button (RFC 8058).

import type { Context } from 'hono';
import { LedgerError } from '../../core/error.ts';

/** Characters of a body; the longest honest one names a notice. */
const bodyMax = 1024;

export type StopForm = {
  /** Only what was agreed under this notice. */
  notice?: string;
  /** By the mail program: it follows no redirect and shows no page. */
  oneClick: boolean;
};

/**
 * Throws forbidden for a form of another site, too_large, malformed. A page under `referrer-policy: no-referrer` sends
 * `Origin: null`, so where the browser says Sec-Fetch-Site, that decides; mail programs say neither.
 */
export async function readStopForm(c: Context, ownOrigin: string): Promise<StopForm> {
  requireOwnPage(c, ownOrigin);
  if (Number(c.req.header('content-length') ?? 0) > bodyMax) throw tooLarge();
  const type = c.req.header('content-type') ?? '';
  // Read once and counted: without a Content-Length the body may be of any size.
  const bytes = await readCounted(c.req.raw.body);
  if (bytes.length === 0) return { oneClick: false };
  const fields = await fieldsOf(bytes, type);
  const notice = fields.get('notice');
  return {
    ...(typeof notice === 'string' && { notice }),
    oneClick: fields.get('List-Unsubscribe') === 'One-Click',
  };
}

function requireOwnPage(c: Context, ownOrigin: string): void {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const own =
    site === undefined ? [undefined, 'null', ownOrigin].includes(origin) : /^(same-origin|none)$/.test(site);
  if (!own) throw new LedgerError('forbidden', 'This form was not sent by this page.');
}

async function readCounted(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > bodyMax) throw tooLarge();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** RFC 8058, 3.2: either of the two ways of HTML forms. */
async function fieldsOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new LedgerError('malformed', 'The body is not a form.');
  }
}

const tooLarge = () => new LedgerError('too_large', `The body must not be larger than ${bodyMax} bytes.`);

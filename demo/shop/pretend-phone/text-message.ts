// A text message on its way from a pretend phone to the ledger: told as Twilio tells of it, signed by the
// secret that the ledger was given, over HTTP. What comes back is in the answer.

import { createHmac, randomUUID } from 'node:crypto';
import type { Demo } from '../../seed.ts';

const timeoutMs = 5_000;

/** @returns what came back, '' where nothing did; undefined: the ledger has not taken it */
export async function tellOf(
  ledger: string,
  { number, url, secret }: Demo['texts'],
  from: string,
  text: string,
): Promise<string | undefined> {
  const fields = { MessageSid: `SM${randomUUID().replaceAll('-', '')}`, From: from, To: number, Body: text };
  const sorted = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const signed = url + sorted.flat().join('');
  const signature = createHmac('sha1', secret).update(signed).digest('base64');
  try {
    // Where the ledger listens; it checks the signature over the address that it is known by.
    const response = await fetch(new URL(new URL(url).pathname, ledger), {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body: new URLSearchParams(fields),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return response.ok ? replyIn(await response.text()) : undefined;
  } catch {
    return undefined;
  }
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

const replyIn = (xml: string): string =>
  (/<Message[^>]*>([^<]*)<\/Message>/.exec(xml)?.[1] ?? '').replaceAll(
    /&\w+;/g,
    (one) => entities[one] ?? one,
  );

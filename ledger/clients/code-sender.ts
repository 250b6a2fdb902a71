// Sends one-time codes through a gateway of the operator's: a small program or function that knows their
// provider of text messages or calls. Optmark knows none of them.
//
//   POST <url>   content-type: application/json
//                x-optmark-signature-256: sha256=<hex of HMAC-SHA256(secret, body)>
//   {"id", "sent_at", "business", "number", "code", "locale", "text"}
//
// 2xx: taken. 3xx, 4xx, and a connection that was never made: certainly not sent. 5xx, and silence after the
// body was on its way: in doubt (a 504 may come from a proxy whose gateway has sent), so it counts as sent
// and is not repeated. The answer's body is not read, a redirect not followed: the number goes to the one
// address that was configured. Neither number nor code is ever in an error.

import { createHmac } from 'node:crypto';
import { CodeRefused, type CodeSender } from '../operations/ownership/store.ts';
import type { World } from '../operations/world.ts';

/** Milliseconds until the gateway must have answered. */
export const gatewayTimeoutMs = 10_000;

export type Gateway = { url: URL; secret: string };

export function createCodeSender(
  { url, secret }: Gateway,
  { now, random }: World,
  timeoutMs = gatewayTimeoutMs,
): CodeSender {
  return {
    async send(message) {
      const id = random(16).toString('base64url');
      const body = JSON.stringify({ id, sent_at: now().toISOString(), ...message });
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      const status = await post(url, body, `sha256=${signature}`, timeoutMs);
      if (status >= 200 && status <= 299) return;
      const said = `the gateway for codes answered ${status}`;
      throw status >= 300 && status <= 499 ? new CodeRefused(said) : new Error(said);
    },
  };
}

/** @returns the status; a redirect is one that was not taken */
async function post(url: URL, body: string, signature: string, timeoutMs: number): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-optmark-signature-256': signature },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    if (neverConnected.has(code ?? ''))
      throw new CodeRefused(`the gateway for codes was not reached (${code})`);
    throw new Error(`the gateway for codes did not answer (${code ?? (error as Error).name})`);
  }
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN']);

// One request of the shop's server to the ledger, over HTTP like any caller's. It never throws for a fault of
// the network or the ledger, because the shop goes on selling without them.

import { z } from 'zod';

const timeoutMs = 5_000;

const problemSchema = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ detail: z.string() })).default([]),
});

export type Reply<T> =
  | { kind: 'answered'; value: T; text: string }
  /** The ledger refused, with the reason. Asking again would not help. */
  | { kind: 'refused'; code: string; detail: string }
  /** No answer, or an unreadable one. Ask again later. */
  | { kind: 'failed' };

export async function call<S extends z.ZodType>(
  schema: S,
  url: string,
  request: RequestInit = {},
): Promise<Reply<z.infer<S>>> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text();
    if (!response.ok) return refusal(response.status, text);
    return { kind: 'answered', value: schema.parse(JSON.parse(text)), text };
  } catch {
    return { kind: 'failed' };
  }
}

function refusal(status: number, text: string): Reply<never> {
  // 429 and 5xx pass by themselves.
  if (status === 429 || status >= 500) return { kind: 'failed' };
  const { code, title, detail, errors } = problemSchema.parse(JSON.parse(text));
  const said = errors.length > 0 ? errors.map((error) => error.detail).join(' ') : (detail ?? title);
  return { kind: 'refused', code, detail: said };
}

// Asks the ledger over HTTP, as the person who is signed in. A refusal is a problem document (RFC 9457), and
// its words are the ledger's. No address holds an identifier: what names a person goes in a body.

import { asking } from './session.ts';

type Fault = { pointer: string; rule: string; detail: string };

/** The ledger answered, and refused. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly faults: Fault[];
  constructor(status: number, problem: { code?: string; detail?: string; title?: string; errors?: Fault[] }) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? '';
    this.faults = problem.errors ?? [];
  }
}

/** The session is over: the frame shows the way in again. */
export const signedOut = 'optmark-signed-out';

/** One thing a line, in and out. */
const lines = 'application/x-ndjson';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

async function send(
  method: Method,
  path: string,
  body?: object | string,
  signal?: AbortSignal,
  reveal?: string,
): Promise<Response> {
  const headers: Record<string, string> = {};
  if (asking.business !== '') headers['optmark-business'] = asking.business;
  // Another site can make this browser send the cookie, and cannot read this token.
  if (method !== 'GET') headers['optmark-csrf'] = asking.csrf;
  if (reveal !== undefined) headers['optmark-reveal'] = reveal;
  if (body !== undefined) headers['content-type'] = typeof body === 'string' ? lines : 'application/json';
  const answer = await fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  if (answer.status === 401) dispatchEvent(new Event(signedOut));
  throw new Refused(answer.status, problem);
}

export async function ask<T>(method: Method, path: string, body?: object, signal?: AbortSignal): Promise<T> {
  return (await send(method, path, body, signal)).json() as Promise<T>;
}

export async function askLines<T>(path: string, body: string): Promise<T[]> {
  const text = await (await send('POST', path, body)).text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

export async function askText(path: string): Promise<string> {
  return (await send('GET', path)).text();
}

export async function askBytes(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await send('GET', path)).arrayBuffer());
}

/**
 * Saves an answer as a file. No name of a file holds an identifier of a person.
 * @param reveal why the file is needed, where its body does not say so
 */
export async function save(
  method: Method,
  path: string,
  body: object | undefined,
  name: string,
  reveal?: string,
): Promise<void> {
  const answer = await send(method, path, body, undefined, reveal);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

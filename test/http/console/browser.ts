// A browser at the console, as a program: it keeps cookies, sends an Origin, and puts the session's headers
// on what it asks.

import type { Role } from '../../../ledger/core/setup/staff.ts';
import { makeConsoleLink } from '../../../ledger/operations/console/links.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { addPerson } from '../../../ledger/operations/setup/people.ts';
import type { Body } from '../requests.ts';

export type Fetch = (path: string, init: RequestInit) => Response | Promise<Response>;

export class ConsoleBrowser {
  readonly #ask: Fetch;
  readonly origin: string;
  cookies = new Map<string, string>();
  /** What a page of the console knows of its session. */
  csrf: string | undefined;
  business: string | undefined;

  constructor(ask: Fetch, origin: string) {
    this.#ask = ask;
    this.origin = origin;
  }

  headers(method: string, more: Record<string, string | undefined> = {}): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const all: Record<string, string | undefined> = {
      ...(cookie !== '' && { cookie }),
      ...(method !== 'GET' && { origin: this.origin, 'optmark-csrf': this.csrf }),
      ...{ 'optmark-business': this.business, ...more },
    };
    return Object.fromEntries(
      Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
    );
  }

  async ask(method: string, path: string, body?: unknown, more: Record<string, string | undefined> = {}) {
    const json = body !== undefined && { 'content-type': 'application/json' };
    const answer = await this.#ask(path, {
      ...{ method, headers: this.headers(method, { ...json, ...more }), redirect: 'manual' as const },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]!.split('=');
      if (/max-age=0/i.test(set)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Takes the token out of the address, and signs in with it. */
  async follow(link: string): Promise<Response> {
    const token = new URL(link).hash.replace('#token=', '');
    const answer = await this.ask('POST', '/v1/console/session', { token });
    if (answer.status === 201) await this.look();
    return answer;
  }

  async look(): Promise<Body> {
    const session: Body = await (await this.ask('GET', '/v1/console/session')).json();
    this.csrf = session.csrf;
    this.business ??= session.businesses?.[0].id;
    return session;
  }
}

/** A new person of this role, signed in. */
export async function signedIn(
  ledger: Ledger,
  ask: Fetch,
  { business, role, until }: { business: string; role: Role; until?: string },
): Promise<{ browser: ConsoleBrowser; person: string }> {
  const draft = { name: 'Reviewer One', role, ...(until !== undefined && { until }) };
  const person = await addPerson(ledger, business, draft);
  const browser = new ConsoleBrowser(ask, ledger.url);
  await browser.follow(await makeConsoleLink(ledger, [person]));
  return { browser, person };
}

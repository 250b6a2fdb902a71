// What the ledger says of notices and flows, as the pages here read it.

import { ask } from '../ask/ask.ts';

type Wording = {
  what: string;
  sentence: string;
  privacy: string;
  withdrawal: string;
  contact: string;
  prompt: string;
  sms?: object;
};

export type Notice = {
  id: string;
  version: number;
  business: { id: string; name: string };
  purposes: string[];
  scope: string[];
  policy: string;
  default_locale: string;
  locales: Record<string, Wording>;
  contact: Partial<Record<'phone' | 'email' | 'url' | 'address', string>>;
  privacy_url: string;
  withdrawal_url: string;
  jurisdiction?: string;
  valid_days?: number;
  published_at: string;
  sha256: string;
  record: string;
  reviewed: Record<string, boolean>;
  reviews: Record<string, { by: string; at: string; record: string }>;
  superseded_at?: string;
  retired_at?: string;
};

export type Flow = {
  id: string;
  version: number;
  notice: { id: string; version: number };
  purposes: string[];
  locales: Record<string, unknown>;
  published_at: string;
  record: string;
};

export type Line = 'sentence' | 'privacy' | 'withdrawal' | 'contact' | 'prompt' | 'sms';
export type Words = Partial<Record<Line, string>>;
export type Finding = {
  locale: string;
  medium: 'screen' | 'voice' | 'sms';
  pack: string;
  rule: string;
  verdict: 'fails' | 'warns' | 'passes';
  detail: string;
  source: string;
};
export type Linted = { version?: number; words: Record<string, Words>; findings: Finding[] };

/** Newest version first. */
const newestFirst = (a: { version: number }, b: { version: number }) => b.version - a.version;

/** Every version, by id. */
function byId<T extends { id: string; version: number }>(all: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of [...all].sort(newestFirst)) found.set(one.id, [...(found.get(one.id) ?? []), one]);
  return found;
}

export type Published = { notices: Map<string, Notice[]>; flows: Map<string, Flow[]> };

export async function readPublished(signal: AbortSignal): Promise<Published> {
  const [{ notices }, { flows }] = await Promise.all([
    ask<{ notices: Notice[] }>('GET', '/v1/notices', undefined, signal),
    ask<{ flows: Flow[] }>('GET', '/v1/flows', undefined, signal),
  ]);
  return { notices: byId(notices), flows: byId(flows) };
}

export const readLint = (id: string, version: number, signal: AbortSignal): Promise<Linted> =>
  ask(
    'GET',
    `/v1/notices/lint?${new URLSearchParams({ notice: id, version: `${version}` })}`,
    undefined,
    signal,
  );

export type State = 'current' | 'superseded' | 'retired';
export const stateOf = ({ superseded_at: superseded, retired_at: retired }: Notice): State =>
  retired !== undefined ? 'retired' : superseded !== undefined ? 'superseded' : 'current';

/** A language by its own name, else as it is written. */
export const languageIn = (locale: string, by: string = locale): string =>
  new Intl.DisplayNames([by, 'en'], { type: 'language' }).of(locale) ?? locale;

export const unreviewedIn = ({ reviewed }: Notice): string[] =>
  Object.keys(reviewed).filter((locale) => reviewed[locale] === false);

// The ports of the console: its links and sessions, and the provider at which people sign in.

import type { Identity } from '../../core/setup/staff.ts';

export interface ConsoleStore {
  putLink(hash: Buffer, sealed: Buffer, endsAt: Date): Promise<void>;
  /** What is sealed in it; undefined: there is none, or it was used. From now on it is. */
  useLink(hash: Buffer, at: Date): Promise<Buffer | undefined>;
  /**
   * @param signIn what it came of, which may come once
   * @returns false: it has come before
   */
  putSession(hash: Buffer, sealed: Buffer, endsAt: Date, signIn?: Buffer): Promise<boolean>;
  /** What is sealed in it; undefined: there is none, or it was ended. */
  session(hash: Buffer): Promise<Buffer | undefined>;
  endSession(hash: Buffer, at: Date): Promise<void>;
}

/** What the browser keeps while it is at the provider, and brings back in a cookie. */
export type Asked = { state: string; nonce: string; verifier: string };

/** Whom the provider has vouched for. `claimed`: the values of the claim that names roles, if one is set. */
export type Vouched = { identity: Identity; idToken: string; claimed?: readonly string[] };

/** Each throws LedgerError unavailable: it does not answer as it should. */
export interface SignInProvider {
  host: string;
  /** @param back where the provider sends the browser to */
  begin(back: URL, asked: Asked): Promise<URL>;
  /** @param came where it has sent the browser. Throws unauthenticated */
  finish(came: URL, asked: Asked): Promise<Vouched>;
  /** Where its own session is ended; undefined: it has no such place. */
  logout(idToken: string, back: URL): Promise<URL | undefined>;
}

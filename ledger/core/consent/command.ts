// Commands: what a channel asks the ledger to record, in one shape for all channels. A command is parsed and typed
// but not yet believed; admission decides.

import type { Purpose } from '../notice/purpose.ts';
import type { CanonicalIdentifier, Identifier } from '../subject/identifier.ts';
import type { ChannelEvidence, CollectedVia } from './evidence.ts';
import type { Undone } from './record.ts';

/**
 * Who posted it and how that was proven. A site key identifies a page, it authorises nothing; `session`: the shop's
 * server named the number.
 */
export type Submission =
  | {
      by: 'page';
      site: string;
      jws: string;
      thumbprint: string;
      nonce: string | undefined;
      session?: boolean;
    }
  | { by: 'server'; key: string; jws?: string; thumbprint?: string; session?: boolean };

/** A page with a session token and nothing else: enough to stop. What `token` said is kept, not the token. */
export type SessionSubmission = { by: 'session'; site: string; token: string };

export type Source = { system: string; actor?: string; collected_via?: CollectedVia };

export type OptIn = {
  kind: 'opt_in';
  business: string;
  /** As given, before normalisation; stored sealed. */
  identifiers: readonly Identifier[];
  /** Canonical E.164. */
  number: string;
  notice: { id: string; version?: number };
  locale: string;
  /** The lines as the page drew them; absent when a server asserts that the notice was shown as published. */
  text?: string;
  /** The earliest moment it can have happened, by the ledger's clock: when the nonce it holds was issued. */
  notBefore?: string;
  submission: Submission;
  source: Source;
  occurredAt?: string;
} & ChannelEvidence;

export type OptOut = {
  kind: 'opt_out';
  business: string;
  identifiers: readonly Identifier[];
  /** By any one name: whoever is known by a user id alone can stop as well. */
  person: CanonicalIdentifier;
  channel: ChannelEvidence['channel'];
  /** Absent: every purpose. */
  purposes?: readonly Purpose[];
  /** Takes back this one opt-in and nothing else. */
  undoes?: Undone;
  submission: Submission | SessionSubmission;
  source: Source;
  occurredAt?: string;
};

export type Command = OptIn | OptOut;

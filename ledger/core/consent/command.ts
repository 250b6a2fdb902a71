// Commands: what a channel asks the ledger to record, in one shape for all channels. A command is parsed and
// typed but not yet believed; admission decides.

import type { Fault } from '../error.ts';
import type { Flow } from '../flow/flow.ts';
import type { Purpose } from '../notice/purpose.ts';
import type { CanonicalIdentifier, Identifier } from '../subject/identifier.ts';
import type { Authority } from './authority.ts';
import type { ChannelEvidence, EntryPoint } from './evidence.ts';
import type { Words } from './record/words.ts';
import type { Checker, ObjectionScope, Undone } from './record.ts';

/** The shop's server named the number by a customer token, or says there that it has verified it as well. */
export type Vouched = 'named' | 'verified';

/**
 * What came with a submission and was checked before it became a command. Its grade is read off it
 * (grade.ts).
 */
export type Proof =
  /** A publishable site key, which authorises nothing. */
  | { kind: 'none' }
  /** A business's secret API key. */
  | { kind: 'key' }
  /** The page signed a nonce of the ledger's that had not expired when it came, and is unspent. */
  | { kind: 'nonce' };

/**
 * Who posted it, and how that was proven. `elsewhere`: the page that signed it says that it is on an origin
 * which is none of its site's, so the site did not show it.
 */
export type Submission = { proof: Proof; vouched?: Vouched; elsewhere?: true } & (
  | { by: 'page'; site: string; jws: string; thumbprint: string }
  /** `staff`: a person in the console, whose id `key` is. */
  | { by: 'server'; key: string; staff?: true; jws?: string; thumbprint?: string }
  /** A caller pressed a key. `isSigned`: the provider of the telephone line signed the report of it. */
  | { by: 'flow'; flow: Flow; isSigned: boolean; jws?: undefined }
  /** A person wrote a text message. `isSigned`: the provider `dialect` signed the report of it. */
  | { by: 'sms'; dialect: string; isSigned: boolean; jws?: undefined }
);

/**
 * A page with a customer token and nothing else: enough to stop. What `token` said is kept, not the token.
 */
export type CustomerSubmission = { by: 'customer'; site: string; token: string; vouched: Vouched };

/** An operator on the host, on the word of the person. */
export type OperatorSubmission = { by: 'operator'; id: string; vouched?: undefined; jws?: undefined };

export type Source = {
  system: string;
  actor?: string;
  entry_point?: EntryPoint;
  /** As the record names it; a command only claims one (`OptIn.entry`). */
  entry?: { id: string; name: string };
  /** The link that the page was opened by. */
  link?: string;
};

export type OptIn = {
  kind: 'opt_in';
  business: string;
  /** As given, before normalisation; stored sealed. */
  identifiers: readonly Identifier[];
  /** Canonical E.164. */
  number: string;
  notice: { id: string; version?: number };
  locale: string;
  /** The lines as the page drew them, or as a server says; absent where no words came with it. */
  text?: string;
  /** The earliest moment it can have happened, by the ledger's clock: when the nonce it holds was issued. */
  notBefore?: string;
  submission: Submission;
  source: Source;
  /** The id of the named entry point that it says it came from. */
  entry?: string;
  occurredAt?: string;
  /** What it counts as where it is older than its words: another vendor's consents are brought over so. */
  olderAs?: Extract<ChannelEvidence, { channel: 'import' }>;
  /** Who confirmed it, where the business asks for four eyes. */
  checkedBy?: Checker;
} & ChannelEvidence;

export type OptOut = {
  kind: 'opt_out';
  business: string;
  identifiers: readonly Identifier[];
  /** By any one name: a person known only by a user id can stop as well. */
  person: CanonicalIdentifier;
  /** Other names in the same request; a person with one of them is stopped as well. */
  also?: readonly { given: Identifier; canonical: CanonicalIdentifier }[];
  /** Digits that a token gave for the number: without a calling code they may be another person's. */
  bare?: string;
  channel: ChannelEvidence['channel'];
  /** Absent: every purpose. */
  purposes?: readonly Purpose[];
  /** It is an objection (objections.ts), which has no purposes. */
  objects?: ObjectionScope;
  /** Takes back this one opt-in and nothing else. */
  undoes?: Undone;
  submission: Submission | CustomerSubmission | OperatorSubmission;
  /** Of the opt-in that its own page takes back: who could give it can withdraw it. */
  authority?: Authority;
  source: Source;
  occurredAt?: string;
  /** What of the request was not read. */
  dropped?: readonly Fault[];
};

/**
 * A person was asked and said no, by a key or in so many words. Where consent to these purposes stands, it
 * becomes an opt-out of them.
 */
export type Decline = {
  kind: 'declined';
  business: string;
  identifiers: readonly Identifier[];
  /** Canonical E.164. */
  number: string;
  locale: string;
  /** What was asked for, in these words. */
  terms: Pick<Flow, 'purposes' | 'scope' | 'notice'>;
  text: Words;
  submission: Extract<Submission, { by: 'flow' | 'sms' }>;
  source: Source;
} & Extract<ChannelEvidence, { channel: 'ivr' | 'sms' }>;

export type Command = OptIn | OptOut;

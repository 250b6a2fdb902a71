// What every operation is given: the stores, the keys and the world. compose.ts makes one; operations only read it.

import type { KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import type { TokenSigner } from '../core/jws.ts';
import type { Pepper } from '../core/subject/tag.ts';
import type { Sequencer } from './append/sequencer.ts';
import type { CachedNotices } from './cached-setup.ts';
import type { LookUps } from './person/look-ups.ts';
import type {
  ChallengeStore,
  CloudProxy,
  CodeSender,
  ConsentStates,
  LogReader,
  Outbox,
  RateLimits,
  RecordStore,
  SenderStore,
  SendStore,
  ServiceWindowStore,
  SetupStore,
  TemplateStore,
  World,
} from './ports.ts';

export type LedgerKeys = {
  /** Wraps subject and business keys, AES-256. */
  master: Buffer;
  /** Signs receipts and permits. */
  tokens: TokenSigner;
  /** Public halves of the token keys, current and past (RFC 7517). */
  jwks: JWK[];
  /** Verifier key of the log (C2SP signed-note). */
  vkey: string;
  nonces: KeyObject;
  /** Current first. */
  peppers: readonly Pepper[];
};

export type Ledger = {
  /** The log's origin, and the issuer of its tokens. */
  origin: string;
  /** Where people's browsers reach it, without a last slash. */
  url: string;
  keys: LedgerKeys;
  world: World;
  sequencer: Sequencer;
  log: LogReader;
  records: RecordStore;
  lookUp: LookUps;
  /** For many at once; the same answers, and never in the way of `lookUp`. */
  lookUpInBulk: LookUps;
  consentStates: ConsentStates;
  notices: CachedNotices;
  setup: SetupStore;
  limits: RateLimits;
  senders: SenderStore;
  serviceWindows: ServiceWindowStore;
  templates: TemplateStore;
  sends: SendStore;
  cloud: CloudProxy;
  forwarding: {
    outbox: Outbox;
    /** Something waits. Heard by this node's forwarder, if it has one. */
    wake(): void;
    /** Development: addresses of this machine are admitted. */
    toThisMachine: boolean;
  };
  ownership: {
    challenges: ChallengeStore;
    /** Absent: no gateway is set up. */
    codeSender?: CodeSender;
    /** Messages with a code in a day altogether; 0 turns them off. */
    codesPerDay: number;
  };
};

// All parts of a running ledger: the stores, the keys and the world. compose/ makes one, and http and cli
// hold it. No operation takes all of it: each declares the parts that it uses, and gets no others.

import type { LogName } from '../core/log/succession.ts';
import type { AccessStore } from './access/store.ts';
import type { LedgerClock } from './append/ledger-clock.ts';
import type { Sequencer } from './append/sequencer.ts';
import type { ConsoleStore, SignInProvider } from './console/store.ts';
import type { ErasureJournal } from './erase/erase.ts';
import type { EraseStore, ErasureRequestStore } from './erase/store.ts';
import type { Feed } from './feed/changes.ts';
import type { CachedFlows } from './flow/cached.ts';
import type { CallStore } from './flow/store.ts';
import type { Undoing } from './flow/undoing.ts';
import type { Forwarding } from './forward/store.ts';
import type { ServiceWindowStore } from './gate/service-windows.ts';
import type { LedgerKeys } from './keys.ts';
import type { CachedNotices } from './notice/cached.ts';
import type { Ownership } from './ownership/store.ts';
import type { PendingStore } from './pending/store.ts';
import type { ConsentStates } from './person/consent-states.ts';
import type { LookUps } from './person/look-ups.ts';
import type { Readiness } from './readiness.ts';
import type { LogReader, RecordStore } from './record/store.ts';
import type { Restorations, Successions } from './record/succession.ts';
import type { Register } from './register/query.ts';
import type { ReconfirmStore } from './register/reconfirm-store.ts';
import type { ReleaseStore } from './release/store.ts';
import type { RetentionStore } from './retention/store.ts';
import type { CloudProxy, SendStore } from './send/store.ts';
import type { CachedSetup } from './setup/cached.ts';
import type { SenderStore } from './setup/store.ts';
import type { CachedSmsProviders } from './sms/cached.ts';
import type { SmsSender, SmsThreadStore } from './sms/store.ts';
import type { TallyStore } from './tally/store.ts';
import type { Tally } from './tally/tally.ts';
import type { TemplateStore } from './template/store.ts';
import type { RateLimits } from './visitor/limits.ts';
import type { LinkStore } from './visitor/link-store.ts';
import type { World } from './world.ts';

export type Ledger = {
  /** The log's origin, and the issuer of its tokens. */
  origin: string;
  /** The names that the log has had, and the one it has. */
  names: readonly LogName[];
  /** Where people's browsers reach it, without a last slash. */
  url: string;
  keys: LedgerKeys;
  world: World;
  /** How far this node's own clock is off, and the log's last date. */
  clock: Pick<LedgerClock, 'aheadMs' | 'logAheadMs'>;
  sequencer: Sequencer;
  log: LogReader;
  records: RecordStore;
  successions: Successions & Restorations;
  /** Absent: the log was never restored. */
  restorations?: Restorations;
  lookUp: LookUps;
  /** For many people at once. The same answers as `lookUp`, and it never delays `lookUp`. */
  lookUpInBulk: LookUps;
  /** Whether this node can do its work, and if not, why not. */
  readiness(): Promise<Readiness>;
  consentStates: ConsentStates;
  notices: CachedNotices;
  flows: CachedFlows;
  /** Under way. */
  calls: CallStore;
  undoing: Undoing;
  smsProviders: CachedSmsProviders;
  smsThreads: SmsThreadStore;
  smsSender: SmsSender;
  /** Milliseconds until a person is told that nothing was recorded (sms/untold.ts). */
  smsPatienceMs: number;
  /** What a second member of staff is to confirm. */
  pending: PendingStore;
  setup: CachedSetup;
  limits: RateLimits;
  /** To opt in by. */
  links: LinkStore;
  senders: SenderStore;
  serviceWindows: ServiceWindowStore;
  templates: TemplateStore;
  sends: SendStore;
  /** Of the widget. */
  releases: ReleaseStore;
  cloud: CloudProxy;
  forwarding: Forwarding;
  ownership: Ownership;
  register: Register;
  /** What no record tells. */
  tally: Pick<Tally, 'add' | 'flush'>;
  tallies: TallyStore;
  reconfirmations: ReconfirmStore;
  feed: Feed;
  erasing: EraseStore;
  erasureRequests: ErasureRequestStore;
  retention: RetentionStore;
  /** What of a person is in no record. */
  held: AccessStore;
  /** Links and sessions of the console. */
  console: ConsoleStore;
  /** Absent: people sign in by a link from the host alone. */
  provider?: SignInProvider;
  erasureJournal: ErasureJournal;
};

// A ledger with nothing in it and no database: enough for what HTTP does by itself.

import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { cacheNotices, cacheSetup } from '../../ledger/operations/cached-setup.ts';
import type { Ledger } from '../../ledger/operations/ledger.ts';
import {
  type ChallengeStore,
  CloudNotReached,
  type LogReader,
  type NoticeStore,
  type Outbox,
  type RecordStore,
  type SendStore,
  type SetupStore,
  type World,
} from '../../ledger/operations/ports.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const world: World = { now: () => new Date(), random: (length) => Buffer.alloc(length) };
const none = async () => undefined;
const empty = async () => [];

const log: LogReader = {
  latestCheckpoint: none,
  checkpointAt: none,
  entries: empty,
  tile: none,
  tileRoots: empty,
};
const records: RecordStore = {
  ...{ byId: none, bySpent: none, bySubject: empty, lastBelow: none, firstOf: empty },
  async *withoutSubject() {},
  async *scan() {},
};
const notices: NoticeStore = { versions: empty, ofBusiness: empty };
const setup: SetupStore = {
  business: none,
  businesses: empty,
  addBusiness: async () => {},
  site: none,
  sites: empty,
  addSite: async () => {},
  sessionSecrets: none,
  rotateSessionSecret: async () => {},
  apiKey: none,
  apiKeys: empty,
  addApiKey: async () => {},
  revokeApiKey: async () => false,
};

const sends: SendStore = {
  byPermit: none,
  bySpent: none,
  add: async () => Promise.reject(new Error('nothing is stored here')),
  settle: async () => {},
  addStatuses: async () => {},
  countSpokenOf: async () => ({ withPermit: 0, withoutPermit: 0 }),
  unpermitted: async () => [],
  async *scan() {},
};

const challenges: ChallengeStore = {
  open: async () => Promise.reject(new Error('nothing is stored here')),
  byId: none,
  byCode: none,
  countTry: none,
  confirm: async () => {},
  end: async () => {},
  withdraw: async () => {},
};

const outbox: Outbox = {
  add: async () => 'kept',
  lease: empty,
  delivered: async () => {},
  postpone: async () => {},
  giveUp: async () => new Map(),
  backlog: async () => ({ rows: 0 }),
};

export function bareLedger(parts: Partial<Ledger> = {}): Ledger {
  const secret = createSecretKey(Buffer.alloc(32));
  return {
    origin: 'ledger.example/log',
    url: 'https://ledger.example',
    keys: {
      master: Buffer.alloc(32),
      tokens: { key: privateKey, kid: 'test' },
      jwks: [],
      vkey: 'ledger.example/log+00000000+AQ==',
      nonces: secret,
      peppers: [{ version: 1, key: secret }],
    },
    world,
    sequencer: {
      submit: async () => ({ kind: 'refused', error: new Error('nothing is stored here') as never }),
      depth: () => 0,
      drain: async () => {},
    },
    log,
    records,
    lookUp: async () => ({ treeSize: 0, found: [] }),
    lookUpInBulk: async () => ({ treeSize: 0, found: [] }),
    consentStates: { atOneMoment: async () => Promise.reject(new Error('nothing is stored here')) },
    notices: cacheNotices(notices),
    setup: cacheSetup(setup),
    limits: { take: async () => {}, look: async () => {} },
    senders: {
      ofBusiness: empty,
      byAccessToken: empty,
      setAccessToken: async () => {},
      setForwardUrl: async () => {},
      add: async () => {},
    },
    sends,
    cloud: {
      send: async () => Promise.reject(new CloudNotReached('there is nobody')),
      pass: async () => Promise.reject(new CloudNotReached('there is nobody')),
    },
    forwarding: { outbox, wake: () => {}, toThisMachine: false },
    serviceWindows: { open: async () => {}, lastInbound: none },
    templates: { named: empty, ofBusiness: empty },
    ownership: { challenges, codesPerDay: 0 },
    ...parts,
  };
}

/** The same, where any well-formed secret key is one of this business with every scope. */
export function openLedger(parts: Partial<Ledger> = {}): Ledger {
  const scopes = [
    'opt-in:write',
    'opt-out:write',
    'gate:check',
    'audit:read',
    'notice:write',
    'notice:read',
  ] as const;
  const apiKey = async () => ({ key: 'key-1', business: 'fresh-produce', scopes });
  return bareLedger({ setup: { ...setup, apiKey }, ...parts });
}

export const anyKey = `om_${'A'.repeat(32)}`;

// One node for each test of a file, on a database they share: with a clock of its own, with a turnstile
// before the store, and with the whole log checked after every test, whatever went wrong in it.

import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Draft, Outcome } from '../../../ledger/operations/append/draft.ts';
import type { SequencerLimits } from '../../../ledger/operations/append/sequencer.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { expectWholeLog } from '../../storage/whole-log.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Clock } from '../clock.ts';
import { numbers } from '../filled-ledger.ts';
import { type Node, startNode } from '../node.ts';
import { access, optOutOf } from './drafts.ts';
import { Turnstile } from './turnstile.ts';

export class WatchedNode {
  shared!: TestLedger;
  superuser!: Database;
  node!: Node;
  turnstile!: Turnstile;
  clock!: Clock;

  get ledger(): Ledger {
    return this.node.ledger;
  }

  submitAll(drafts: readonly Draft[]): Promise<Outcome[]> {
    return Promise.all(drafts.map((draft) => this.ledger.sequencer.submit(draft)));
  }

  async submit(draft: Draft): Promise<Outcome> {
    return this.ledger.sequencer.submit(draft);
  }

  /** Submits all of these while a commit of something else is under way, so that they become one batch. */
  async inOneBatch(drafts: readonly Draft[]): Promise<Outcome[]> {
    this.turnstile.close();
    const first = this.submit(await access(this.ledger));
    await this.turnstile.waiting;
    const outcomes = this.submitAll(drafts);
    this.turnstile.open();
    await first;
    return outcomes;
  }

  /** Of the first hundred numbers; the others are for tests that need somebody new. */
  manyOptOuts(count: number): Draft[] {
    return Array.from({ length: count }, (_, i) => optOutOf(this.ledger, numbers[i % 100]!));
  }

  size(): Promise<number> {
    return expectWholeLog(this.superuser.sql);
  }
}

export function watchedNode(limits?: SequencerLimits): WatchedNode {
  const watched = new WatchedNode();
  beforeAll(async () => {
    watched.shared = await testLedger();
    watched.superuser = openDatabase({ url: watched.shared.config.databaseUrl!, clients: 1 });
  });
  beforeEach(async () => {
    watched.turnstile = new Turnstile();
    watched.clock = new Clock();
    const { clock: world, turnstile } = watched;
    watched.node = await startNode(watched.shared, {
      world,
      around: turnstile.around,
      ...(limits && { limits }),
    });
  });
  afterEach(async () => {
    // A test that failed behind a closed turnstile must not hang here as well.
    watched.turnstile.open();
    await watched.node[Symbol.asyncDispose]();
    await watched.size();
  });
  afterAll(async () => {
    await watched.superuser?.end();
    await watched.shared?.stop();
  });
  return watched;
}

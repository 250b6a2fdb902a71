// A node of its own for a test file, on a ledger of its own, by a clock that moves a second before each test.

import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Ledger } from '../../ledger/operations/ledger.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { Clock } from './clock.ts';
import { type Node, startNode } from './node.ts';

export let shared: TestLedger;
export let node: Node;
export let ledger: Ledger;
export let clock: Clock;

export function useClockedNode(): void {
  beforeAll(async () => {
    shared = await testLedger();
    clock = new Clock();
    node = await startNode(shared, { world: clock });
    ({ ledger } = node);
  });
  beforeEach(() => clock.pass(1_000));
  afterAll(async () => {
    await node?.[Symbol.asyncDispose]();
    await shared?.stop();
  });
}

// Looks by link are noted: seldom enough that nobody's history drowns in them.

import { expect, test } from 'vitest';
import { issuePersonLink, type PersonLink } from '../../../ledger/auth/person-link.ts';
import { noteLook, openLink } from '../../../ledger/operations/page/open-link.ts';
import { clock, ledger, useClockedNode } from '../clocked-node.ts';
import { optInByPhone } from '../commands.ts';
import { numbers } from '../filled-ledger.ts';

useClockedNode();

const hour = 3_600_000;

async function looksIn(hours: number, kind: PersonLink['kind'], number: string): Promise<number> {
  const { record } = await optInByPhone(ledger, number);
  const expiresAt = new Date(clock.now().getTime() + 400 * 24 * hour);
  const link = issuePersonLink(ledger.keys.macs, { kind, record, expiresAt });
  const visitor = { origin: undefined, network: undefined };
  const opened = (await openLink(ledger, link, visitor))!;
  const before = (await ledger.log.latestCheckpoint())!.size;
  for (let i = 0; i < hours * 2; i += 1) {
    await noteLook(ledger, opened);
    clock.pass(hour / 2);
  }
  return (await ledger.log.latestCheckpoint())!.size - before;
}

test('of a link to a person, once an hour', async () => {
  const noted = await looksIn(24, 'person', numbers[0]!);
  expect(noted).toBeGreaterThanOrEqual(24);
  expect(noted).toBeLessThanOrEqual(25);
});

test('of a link to one record, which a stranger can have by the hundred, once a day', async () => {
  const noted = await looksIn(48, 'record', numbers[1]!);
  expect(noted).toBeGreaterThanOrEqual(2);
  expect(noted).toBeLessThanOrEqual(3);
});

// The ledger's time is the database's. Whatever a node's own clock says, it dates nothing that others must
// rely on.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signCheckpoint } from '../../../ledger/core/log/checkpoint.ts';
import { ed25519Signer } from '../../../ledger/core/log/signed-note.ts';
import { microsOf, momentOf } from '../../../ledger/core/when.ts';
import {
  clockSkewMaxMs,
  heardCommits,
  heardLookUps,
  LedgerClock,
} from '../../../ledger/operations/append/ledger-clock.ts';
import { createSequencer } from '../../../ledger/operations/append/sequencer.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { shareLookUps } from '../../../ledger/operations/person/look-ups.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { loadKeys } from '../../../ledger/storage/keys/key-file.ts';
import { createConsentStore } from '../../../ledger/storage/person/consent-store.ts';
import { appRole } from '../../../ledger/storage/schema/roles.ts';
import { get } from '../../http/requests.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { onServer } from '../../support/postgres/on-server.ts';
import { gateSays, optInByTick, stop } from '../commands.ts';

const year = 365 * 86_400_000;

describe('a clock that hears the database', () => {
  /** @param ahead of the database's, milliseconds */
  const clockAhead = async (ahead: number, took = 0) => {
    let own = 1_000_000 + ahead;
    const clock = new LedgerClock(() => own);
    await clock.hear(async (heard) => {
      own += took;
      heard((own - ahead - took / 2) * 1000, '');
    });
    return { clock, true: () => own - ahead };
  };

  test.each([0, 1, -1, 400, -5_000, year, -year])(
    'and is %i ms ahead of it tells its time',
    async (ahead) => {
      const { clock, true: now } = await clockAhead(ahead);
      expect(clock.now().getTime()).toBe(now());
      expect(clock.aheadMs).toBe(ahead);
    },
  );

  test('is corrected by no more than the answer proves: a slow answer proves little', async () => {
    const { clock } = await clockAhead(400, 1_000);
    expect(clock.aheadMs).toBe(0);
    const { clock: far } = await clockAhead(4_000, 1_000);
    expect(far.aheadMs).toBe(3_500);
  });
});

describe('a node', () => {
  let shop: TestLedger;
  let db: Database;
  beforeAll(async () => {
    shop = await testLedger();
    db = openDatabase({ url: shop.config.databaseUrl!, role: appRole, clients: 2 });
  });
  afterAll(async () => {
    await db.end();
    await shop.stop();
  });

  /** Another node on the same database, wired as compose/ledger.ts does, whose own clock is ahead of it. */
  async function nodeAhead(milliseconds: number): Promise<Ledger> {
    const clock = new LedgerClock(() => Date.now() + milliseconds);
    const { log, master, macs } = await loadKeys(shop.config.dataFolder);
    const { origin } = shop.config;
    const keys = {
      master,
      macs,
      signCheckpoint: (size: number, root: Uint8Array) =>
        signCheckpoint({ origin, size, root }, [ed25519Signer(origin, log)]),
    };
    const world = { now: () => clock.now(), random: shop.ledger.world.random };
    const store = heardCommits(createLogStore(db), clock);
    const lookUp = shareLookUps(heardLookUps(createConsentStore(db), clock));
    await lookUp([]);
    const sequencer = createSequencer(store, keys, clock, world);
    return { ...shop.ledger, world, clock, sequencer, lookUp, lookUpInBulk: lookUp };
  }

  const databaseNow = async () => {
    const [row] = await db.sql<{ now: number }[]>`
      select (extract(epoch from clock_timestamp()) * 1000000)::bigint as now`;
    return row!.now;
  };

  describe.each([
    ['a year ahead', year, '+91987654320'],
    ['a year behind', -year, '+91987654321'],
    ['six seconds ahead', 6_000, '+91987654322'],
    ['six seconds behind', -6_000, '+91987654323'],
  ])('whose clock is %s', (_, ahead, prefix) => {
    test('refuses what allows, and says so; it takes stops, dated by the database', async () => {
      const node = await nodeAhead(ahead);
      await optInByTick(shop.ledger, `${prefix}01`);
      await expect(optInByTick(node, `${prefix}02`)).rejects.toMatchObject({
        code: 'clocks_disagree',
        message: expect.stringContaining(ahead > 0 ? 'ahead of its database' : 'behind its database'),
      });
      const before = await databaseNow();
      const { recorded_at } = await recordOptOut(node, stop(`${prefix}01`));
      expect(microsOf(recorded_at)).toBeGreaterThanOrEqual(before);
      expect(microsOf(recorded_at)).toBeLessThanOrEqual(await databaseNow());
      for (const ledger of [node, shop.ledger])
        expect(await gateSays(ledger, `${prefix}01`)).toMatchObject({
          decision: 'deny',
          reasons: ['withdrawn'],
        });
    });

    test('keeps nobody who stopped there from coming back elsewhere', async () => {
      await recordOptOut(await nodeAhead(ahead), stop(`${prefix}03`));
      await optInByTick(shop.ledger, `${prefix}03`);
      expect(await gateSays(shop.ledger, `${prefix}03`)).toMatchObject({ decision: 'allow' });
    });
  });

  test.each([
    ['ahead', clockSkewMaxMs - 1_000, '+919876543241'],
    ['behind', 1_000 - clockSkewMaxMs, '+919876543242'],
  ])(
    'whose clock is a few seconds %s takes a tick right after a stop, and it counts',
    async (_, ahead, number) => {
      const node = await nodeAhead(ahead);
      await optInByTick(shop.ledger, number);
      await recordOptOut(shop.ledger, stop(number));
      // As a shop's server says it, by a clock that is right, and in whole milliseconds: in the stop's own,
      // the stop wins.
      await optInByTick(node, number, { occurred_at: new Date(Date.now() + 1).toISOString() });
      for (const ledger of [node, shop.ledger])
        expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow' });
    },
  );

  test('whose log is dated half a year ahead takes stops alone, says so, and stays ready for them', async () => {
    const number = '+919876543243';
    await optInByTick(shop.ledger, number);
    const ahead = momentOf((await databaseNow()) + 180 * 86_400_000_000);
    await onServer(
      shop.config.databaseUrl!,
      `alter table log_head disable trigger all; update log_head set last_recorded_at = '${ahead}'`,
    );
    await expect(optInByTick(shop.ledger, number)).rejects.toMatchObject({ code: 'clocks_disagree' });
    const { recorded_at } = await recordOptOut(shop.ledger, stop(number));
    expect(microsOf(recorded_at)).toBe(microsOf(ahead) + 1);
    expect(await gateSays(shop.ledger, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    const ready = await fetch(`${shop.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      expect.objectContaining({ ready: true, opt_ins: 'clocks_disagree' }),
    ]);
    const metrics = await (await get(`${shop.url}/metrics`, shop.keys.admin)).text();
    expect(Number(/^optmark_log_ahead_seconds (.*)$/m.exec(metrics)?.[1])).toBeGreaterThan(179 * 86_400);
  });
});

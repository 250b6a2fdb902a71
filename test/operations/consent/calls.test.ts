// What a caller's key becomes: a consent of what was played, a no, or the end of a consent that stood.

import { beforeEach, describe, expect, test } from 'vitest';
import type { Spend } from '../../../ledger/auth/spend.ts';
import { readRow } from '../../../ledger/channels/import/row.ts';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import type { Flow } from '../../../ledger/core/flow/flow.ts';
import { askText } from '../../../ledger/core/flow/played.ts';
import type { Draft } from '../../../ledger/operations/append/draft.ts';
import { recordOptIn } from '../../../ledger/operations/consent/record-consent.ts';
import { recordDecline } from '../../../ledger/operations/consent/record-decline.ts';
import { importRows, openList, type Verdict } from '../../../ledger/operations/import/import-list.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { flowOf, noByCall, yesByCall } from '../calls.ts';
import { clock, ledger, useClockedNode } from '../clocked-node.ts';
import { gateSays, ivrOptIn, optInByTick, refusal, shop, spend } from '../commands.ts';
import { numbers } from '../filled-ledger.ts';

let number: string;
let flow: Flow;
let used = 0;

useClockedNode();
beforeEach(async () => {
  number = numbers[used++]!;
  flow = await flowOf(ledger);
});

async function recorded(id: string): Promise<ConsentRecord> {
  return openRecord(ledger, (await ledger.records.byId(id))!).record;
}

describe('a yes', () => {
  test('is a record of what was played, by which flow, and of nothing that was not', async () => {
    const answer = await recordOptIn(ledger, yesByCall(flow, number));
    const spoken = askText(flow, 'en', number);
    expect(await recorded(answer.record)).toMatchObject({
      kind: 'opt_in',
      channel: 'ivr',
      text: { spoken },
      flow: { id: 'order-line', version: 1 },
      notice: { id: 'order-updates', locale: 'en', sha256: flow.notice.sha256 },
      submitted_by: { by: 'flow', id: 'order-line' },
      authority: 'any',
      grade: 'E3',
    });
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow' });
  });

  test('is told the same whether it lets messages through or not', async () => {
    const answer = await recordOptIn(ledger, yesByCall(flow, number));
    expect(answer).not.toHaveProperty('effective');
  });

  test('is recorded in words that were superseded since, as long as the notice is not retired', async () => {
    await publish(ledger, shop.business, orderUpdates, 'test');
    clock.pass(3 * 86_400_000);
    expect(await refusal(recordOptIn(ledger, ivrOptIn(number, { version: 1 })))).toMatchObject({
      code: 'notice_superseded',
    });
    const answer = await recordOptIn(ledger, yesByCall(flow, number));
    expect(await recorded(answer.record)).toMatchObject({ notice: { version: flow.notice.version } });
  });
});

describe('a no', () => {
  test('is a record of what was asked, and grants and ends nothing', async () => {
    const answer = await recordDecline(ledger, noByCall(flow, number));
    expect(await recorded(answer.record)).toMatchObject({
      kind: 'declined',
      purposes: ['shipping_update', 'payment_update'],
      text: { spoken: askText(flow, 'en', number) },
      flow: { id: 'order-line', version: 1 },
      submitted_by: { by: 'flow', id: 'order-line' },
    });
    await recordOptIn(ledger, yesByCall(flow, number));
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow' });
  });

  test.each([
    ['a call', () => recordOptIn(ledger, yesByCall(flow, number))],
    ['a page', () => optInByTick(ledger, number)],
  ])('ends the consent that stands, given in %s', async (_, agree) => {
    await agree();
    const answer = await recordDecline(ledger, noByCall(flow, number));
    expect(await recorded(answer.record)).toMatchObject({
      kind: 'opt_out',
      purposes: ['shipping_update', 'payment_update'],
      channel: 'ivr',
      submitted_by: { by: 'flow', id: 'order-line' },
    });
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny' });
  });

  test('that is repeated is one record, and a stop that is repeated after a new yes is another', async () => {
    const once = spend(number);
    const first = await recordDecline(ledger, noByCall(flow, number), once);
    expect(await recordDecline(ledger, noByCall(flow, number), once)).toMatchObject({ record: first.record });
    await recordOptIn(ledger, yesByCall(flow, number));
    const stop = await recordDecline(ledger, noByCall(flow, number), once);
    expect(await recorded(stop.record)).toMatchObject({ kind: 'opt_out' });
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny' });
    expect(await recordDecline(ledger, noByCall(flow, number), once)).toMatchObject({ replayed: true });
  });
});

describe('of a yes and a no of the same moment', () => {
  /** Whoever says no has looked before the yes was recorded, and is recorded after it. */
  async function noAround(yes: () => Promise<unknown>, once?: Spend) {
    const { sequencer } = ledger;
    const submit = async (draft: Draft) => {
      await yes();
      return sequencer.submit(draft);
    };
    const answer = await recordDecline({ ...ledger, sequencer: { submit } }, noByCall(flow, number), once);
    return recorded(answer.record);
  }

  test.each([
    ['in a call', () => recordOptIn(ledger, yesByCall(flow, number))],
    ['on a page', () => optInByTick(ledger, number)],
  ])('the no ends the yes that was recorded first, %s', async (_, agree) => {
    expect(await noAround(agree)).toMatchObject({ kind: 'opt_out' });
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test('the no is one record, whatever form it has taken', async () => {
    const once = spend(number);
    const first = await noAround(() => recordOptIn(ledger, yesByCall(flow, number)), once);
    expect(await recordDecline(ledger, noByCall(flow, number), once)).toMatchObject({
      ...{ record: first.id, kind: 'opt_out', replayed: true },
    });
  });

  test('a no to what nobody has agreed to stays one', async () => {
    expect(await noAround(async () => {})).toMatchObject({ kind: 'declined' });
  });
});

test('a list does not fill the gap that a no has left, and what the person says since does', async () => {
  const list = await openList(ledger, {
    ...{ business: shop.business, notice: 'order-updates', source: 'Tills in Pune', dryRun: false },
    by: { by: 'operator', id: 'import' },
  });
  const imported = async (): Promise<Verdict[]> => {
    async function* rows() {
      yield readRow({ line: 2, cells: { number, status: 'yes' } });
    }
    const verdicts: Verdict[] = [];
    for await (const some of importRows(ledger, list, rows())) verdicts.push(...some);
    return verdicts;
  };
  await recordDecline(ledger, noByCall(flow, number));
  expect(await imported()).toMatchObject([{ verdict: 'unchanged', rule: 'declined' }]);
  await recordOptIn(ledger, yesByCall(flow, number));
  expect(await imported()).toMatchObject([{ verdict: 'unchanged', rule: 'agreed_already' }]);
  expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow' });
});

test('a retired notice is not asked about any more', async () => {
  await retire(ledger, shop.business, 'order-updates', 'test');
  expect(await refusal(recordOptIn(ledger, yesByCall(flow, number)))).toMatchObject({
    code: 'notice_superseded',
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Book, openBook } from '../../../demo/shop/book/book.ts';
import type { Tick } from '../../../demo/shop/book/tick.ts';
import type { Reply } from '../../../demo/shop/ledger/call.ts';
import { createDeliveries } from '../../../demo/shop/ledger/deliver-tick.ts';
import { createLedgerClient, type Written } from '../../../demo/shop/ledger/ledger-client.ts';
import { nobody, shopUrl } from '../test-shop.ts';

const tick: Tick & { jws: string } = {
  kind: 'tick',
  id: '01890a5d-ac96-774b-bcce-b302099a8058',
  customer: '01890a5d-ac96-774b-bcce-b302099a8057',
  notice: 'order-updates',
  at: '2026-11-22T09:00:00.000Z',
  jws: 'a.b.c',
};

const written: Reply<Written> = {
  kind: 'answered',
  value: { record: 'r-1', grade: 'E2', leaf_index: 2, tree_size: 3, recorded_at: '2026-11-22T09:00:00.000Z' },
  text: '',
};

let folder: string;
let book: Book;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optmark-deliver-'));
  book = await openBook(join(folder, 'shop.jsonl'));
  await book.write(tick);
});
afterEach(() => rm(folder, { recursive: true }));

/** A ledger that gives these answers to what is forwarded, and no other answer to anything. */
function ledgerThatSays(...replies: Reply<Written>[]) {
  const keys = { ingest: '', gate: '', audit: '', admin: '', feed: '' };
  const client = createLedgerClient(nobody, { site_key: '', api_keys: keys }, shopUrl);
  const forwarded: string[] = [];
  const forward = async (jws: string) => {
    forwarded.push(jws);
    return replies.shift() ?? ({ kind: 'failed' } as const);
  };
  return { ledger: { ...client, forward }, forwarded };
}

const outcome = () => book.ticks()[0]?.outcome?.kind;

describe('a tick that the shop owes the ledger', () => {
  test('is taken up by the next start without being asked for', async () => {
    const { ledger } = ledgerThatSays(written);
    await createDeliveries(book, ledger).firstTries();
    expect(outcome()).toBe('recorded');
  });

  test('is tried again when the ledger does not answer, with the very same bytes', async () => {
    const { ledger, forwarded } = ledgerThatSays({ kind: 'failed' }, written);
    await createDeliveries(book, ledger).firstTries();
    expect(outcome()).toBeUndefined();
    await vi.waitFor(() => expect(outcome()).toBe('recorded'), 5_000);
    expect(forwarded).toEqual(['a.b.c', 'a.b.c']);
  });

  test('is not tried again after a refusal', async () => {
    const refused = { kind: 'refused', code: 'not_admitted', detail: 'No.' } as const;
    const { ledger, forwarded } = ledgerThatSays(refused, written);
    await createDeliveries(book, ledger).firstTries();
    await createDeliveries(book, ledger).firstTries();
    expect(outcome()).toBe('refused');
    expect(forwarded).toHaveLength(1);
  });

  test('is nothing that was ticked without a script: there is nothing to forward', async () => {
    const { jws, ...plain } = tick;
    await book.write(plain);
    const { ledger, forwarded } = ledgerThatSays(written);
    await createDeliveries(book, ledger).firstTries();
    expect(forwarded).toEqual([]);
  });
});

// Meta's list of templates beside its webhooks: whichever is older or slower, nothing is loosened by a list
// that may not know yet what a webhook has said.

import { beforeAll, expect, test } from 'vitest';
import { listAgeMs } from '../../../ledger/core/gate/listed-template.ts';
import { consentNeededFor } from '../../../ledger/core/gate/template.ts';
import type { ListedTemplate } from '../../../ledger/operations/template/store.ts';
import { hearTemplates, mapTemplate, syncTemplates } from '../../../ledger/operations/template/templates.ts';
import { clock, ledger, useClockedNode } from '../clocked-node.ts';

const business = 'fresh-produce';
const account = '102290129340398';
const language = 'en_US';

useClockedNode();

let name: string;
let count = 0;
/** A template of its own for each test, listed as whatever Meta says. */
async function mapped(): Promise<void> {
  count += 1;
  name = `order_shipped_${count}`;
  const template = { account, name, language, category: 'UTILITY', purpose: 'shipping_update' as const };
  await mapTemplate(ledger, business, template, 'test');
}
const listedAs = (category: string, status?: string): ListedTemplate => {
  return { name, language, category, ...(status !== undefined && { status }) };
};
const sync = (...listed: ListedTemplate[]) => {
  const templates = async function* () {
    yield listed;
  };
  return syncTemplates(ledger, business, account, { templates });
};
/** By webhook, at a moment of Meta's clock. */
const says = (said: object, msFromNow = 0) => {
  const at = new Date(clock.now().getTime() + msFromNow).toISOString();
  return hearTemplates(ledger, business, [{ account, name, language, at, ...said }]);
};
async function needs(): Promise<string> {
  const [{ state } = { state: {} }] = await ledger.templates.named(business, { name, language }, account);
  const needed = consentNeededFor(state, clock.now().toISOString());
  if (needed.kind === 'unmapped') return 'unmapped';
  return needed.heldBack ? 'held back' : needed.purpose;
}

beforeAll(() => clock.pass(listAgeMs));

test('a re-tag that a list crosses on its way counts, in either order of arrival', async () => {
  for (const msFromNow of [-1_000, -60_000]) {
    await mapped();
    await sync(listedAs('UTILITY', 'APPROVED'));
    expect(await needs()).toBe('shipping_update');
    await says({ category: 'MARKETING' }, msFromNow);
    expect(await needs()).toBe('marketing');

    await mapped();
    await says({ category: 'MARKETING' }, msFromNow);
    await sync(listedAs('UTILITY', 'APPROVED'));
    expect(await needs()).toBe('marketing');
  }
});

test('a pause that a list crosses on its way counts, in either order of arrival', async () => {
  await mapped();
  await sync(listedAs('UTILITY', 'APPROVED'));
  await says({ status: 'PAUSED' }, -1_000);
  expect(await needs()).toBe('held back');
  await sync(listedAs('UTILITY', 'APPROVED'));
  expect(await needs()).toBe('held back');
});

test('a list read just after an announced moment does not take the change back, one read later does', async () => {
  await mapped();
  const from = new Date(clock.now().getTime() + 1_000).toISOString();
  await says({ category: 'UTILITY', announced: { category: 'MARKETING', from } });
  clock.pass(2_000);
  await sync(listedAs('UTILITY', 'APPROVED'));
  expect(await needs()).toBe('marketing');
  clock.pass(listAgeMs);
  await sync(listedAs('UTILITY', 'APPROVED'));
  expect(await needs()).toBe('shipping_update');
});

test('what a list tightens counts at once, whatever it loosens beside it', async () => {
  await mapped();
  await sync(listedAs('MARKETING', 'APPROVED'));
  expect(await needs()).toBe('marketing');
  await mapped();
  await sync(listedAs('UTILITY', 'PAUSED'));
  expect(await needs()).toBe('held back');
});

test('what a list loosens counts once it cannot be older than what was said before', async () => {
  await mapped();
  await says({ category: 'MARKETING', status: 'PAUSED' });
  clock.pass(listAgeMs - 1_000);
  await sync(listedAs('UTILITY', 'APPROVED'));
  expect(await needs()).toBe('held back');
  clock.pass(2_000);
  await sync(listedAs('UTILITY', 'APPROVED'));
  expect(await needs()).toBe('shipping_update');
});

test('a template is counted once, however many of its words are recorded', async () => {
  await mapped();
  expect(await sync(listedAs('MARKETING', 'APPROVED'))).toMatchObject({ templates: 1 });
  await mapped();
  const before = (await ledger.log.latestCheckpoint())!.size;
  const { changed } = await sync(listedAs('MARKETING', 'APPROVED'));
  // The one of before is in this list no more.
  expect(changed).toBe(2);
  expect((await ledger.log.latestCheckpoint())!.size).toBe(before + 3);
});

// What became of messages, from the command line.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { hearTemplates } from '../../ledger/operations/template/templates.ts';
import { statusesOf } from '../support/cloud-api-server.ts';
import { GatedSender } from '../support/gated-sender.ts';
import { environmentOf, optmark } from './run.ts';

const number = '+919876543260';

let shop: GatedSender;
beforeAll(async () => {
  shop = await GatedSender.start();
  await shop.optIn(number);
  await shop.send(shop.template(number));
  await shop.send(shop.template('+919876543261'));
});
afterAll(() => shop.stop());

const report = (args: string[]) => optmark(['report', ...args], environmentOf(shop.ledger));
const sends = (...more: string[]) => report(['sends', '--business', shop.ledger.business, ...more]);
const tell = (id: string) => {
  const [sent] = shop.cloud.sent;
  return shop.meta.post(
    statusesOf(shop.meta.phoneNumberId, [{ sent: { ...sent!, id }, status: 'delivered' }]),
  );
};

test('messages, denials and their reasons are counted; nothing is amiss while every message has its permit', async () => {
  await tell(shop.cloud.sent[0]!.id);
  const { code, stdout } = await sends('--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    judged: 2,
    by_state: { accepted: 1, denied: 1 },
    denied_by_reason: { unknown_recipient: 1 },
    by_day: [
      {
        day: new Date().toISOString().slice(0, 10),
        ...{ judged: 2, denied: 1, denied_by_reason: { unknown_recipient: 1 } },
      },
    ],
    with_permit: 1,
    without_permit: 0,
    unpermitted: [],
    raced: [],
  });
});

test('a message that nobody let out is a finding', async () => {
  await tell('wamid.around');
  const { code, stdout } = await sends();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^without a permit +1$/m);
  const sender = shop.meta.phoneNumberId;
  expect(stdout).toMatch(new RegExp(`^  sender ${sender}, delivered at 2\\S+Z, message [0-9a-f]{64}$`, 'm'));
  expect(stdout).not.toContain('wamid');
  expect(stdout).not.toContain(number.slice(1));
});

test('no figure touches the name before it', async () => {
  await shop.send(shop.template(number, { name: 'nobody_mapped' }));
  const { stdout } = await sends();
  expect(stdout).toMatch(/^denied: template_unmapped {2,}1$/m);
  const figures = [...stdout.matchAll(/^(?:judged|denied: \S+|with a permit) +(?=\d)/gm)].map(
    ([found]) => found.length,
  );
  expect(new Set(figures).size).toBe(1);
});

test('people lost by a category change are counted, and listed by subject id where asked', async () => {
  const template = { account: '102290129340398', name: 'order_shipped', language: 'en_US' };
  await hearTemplates(shop.ledger.ledger, shop.ledger.business, [{ ...template, category: 'MARKETING' }]);
  const categories = (...more: string[]) =>
    report(['categories', '--business', shop.ledger.business, ...more]);
  const shown = await categories();
  expect(shown.code).toBe(0);
  expect(shown.stdout).toMatch(
    /^order_shipped {2}en_US {2}shipping_update {2}MARKETING since .*: 1 of 1 person lost$/m,
  );
  expect(JSON.parse((await categories('--json')).stdout)).toMatchObject({
    templates: [{ name: 'order_shipped', mapped_to: 'shipping_update', agreed: 1, lost: 1 }],
  });
  const listed = await categories('--lost-to', 'shipping_update');
  expect(listed.stdout).toMatch(/^[0-9a-f-]{36}\n$/);
  expect((await categories('--lost-to', 'payment_update')).stdout).toMatch(/^[0-9a-f-]{36}\n$/);
  expect((await categories('--lost-to', 'alert_update')).stdout).toBe('');
  expect(shown.stdout + listed.stdout).not.toContain(number.slice(1));
});

test.for([
  ['people lost to gossip', ['categories', '--business', 'fresh-produce', '--lost-to', 'gossip'], 2],
  ['nobody’s categories', ['categories'], 2],
  ['nothing', [], 2],
  ['something else', ['people'], 2],
  ['nobody’s messages', ['sends'], 2],
  ['a business that is not there', ['sends', '--business', 'nobody'], 3],
] as const)('a report on %s is refused', async ([, args, code]) => {
  expect(await report([...args])).toMatchObject({ code, stdout: '' });
});

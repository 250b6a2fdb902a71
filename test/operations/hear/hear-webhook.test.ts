// One webhook says many things. What is refused is refused alone: the rest of it is heard at once.

import { expect, test } from 'vitest';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';
import { hearWebhook } from '../../../ledger/operations/hear/hear-webhook.ts';
import type { Sender } from '../../../ledger/operations/setup/store.ts';
import { optOutOf, subjectOf } from '../append/drafts.ts';
import { watchedNode } from '../append/watched-node.ts';
import { gateSays, optInByPhone, refusal, shop } from '../commands.ts';

const node = watchedNode();

const sender: Sender = {
  phoneNumberId: '106540352242922',
  business: shop.business,
  wabaId: '102290129340398',
  number: '+14155550199',
  wrappedAppSecret: Buffer.alloc(60),
  verifyToken: Buffer.alloc(32),
};
const delivery = (...changes: { field: string; value: object }[]) => ({
  entry: [
    {
      id: sender.wabaId,
      changes: changes.map(({ field, value }) => ({
        field,
        value: { metadata: { phone_number_id: sender.phoneNumberId }, ...value },
      })),
    },
  ],
});

/** Postgres does, whatever is said of them. */
async function refuseRecordsOf(subject: string): Promise<void> {
  await node.superuser.sql.unsafe(`
    alter table sealed_records add constraint refused check (subject <> '${subject}') not valid;
    alter table subject_links add constraint refused check (a <> '${subject}') not valid`);
}

test('what a webhook says of somebody who cannot be recorded holds back nothing else in it', async () => {
  const damaged = subjectOf(await node.submit(optOutOf(node.ledger, '+919876543221')));
  await refuseRecordsOf(damaged);
  await optInByPhone(node.ledger, '+919876543222');
  await optInByPhone(node.ledger, '+919876543223');

  const names = { recipient_id: '919876543221', recipient_user_id: 'IN.221' };
  const changed = { wa_id: '919876543224', type: 'user_changed_number' };
  const heard = delivery(
    {
      field: 'messages',
      value: {
        messages: [
          {
            from: '919876543221',
            id: 'wamid.1',
            timestamp: '1763846400',
            type: 'text',
            text: { body: 'STOP' },
          },
          { from: '919876543221', id: 'wamid.2', timestamp: '1763846400', type: 'system', system: changed },
          {
            from: '919876543222',
            id: 'wamid.3',
            timestamp: '1763846400',
            type: 'text',
            text: { body: 'STOP' },
          },
          { from: '919876543223', id: 'wamid.4', timestamp: '1763846400', type: 'system', system: changed },
          {
            from: '919876543222',
            from_user_id: 'IN.222',
            id: 'wamid.5',
            timestamp: '1763846400',
            type: 'image',
          },
        ],
        statuses: [{ ...names, id: 'wamid.6', status: 'read', timestamp: '1763846400' }],
      },
    },
    {
      field: 'template_category_update',
      value: {
        message_template_id: 1,
        message_template_name: 'order_shipped',
        message_template_language: 'en_US',
        new_category: 'MARKETING',
      },
    },
  );
  expect(await refusal(hearWebhook(node.ledger, shop.business, [sender], readWebhook(heard)))).toMatchObject({
    code: 'internal',
  });

  expect(await gateSays(node.ledger, '+919876543222')).toMatchObject({ reasons: ['withdrawn'] });
  expect(await gateSays(node.ledger, '+919876543223')).toMatchObject({
    reasons: ['suspended_until_confirmed'],
  });
  const linked = await node.superuser.sql`
    select 1 from subject_links l join identifier_tags t on t.subject = l.a where t.kind = 'bsuid'`;
  expect(linked).toHaveLength(1);
  const named = { name: 'order_shipped', language: 'en_US' };
  const [template] = await node.ledger.templates.named(shop.business, named, sender.wabaId!);
  expect(template?.state.category).toMatchObject({ value: 'MARKETING', said_by: 'meta' });
  expect(await node.superuser.sql`select 1 from message_statuses`).toHaveLength(1);
});

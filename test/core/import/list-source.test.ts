import { describe, expect, test } from 'vitest';
import { entryPointsIn } from '../../../ledger/core/import/list-source.ts';

describe('a source', () => {
  test.each([
    ['Till staff in Pune, paper forms, 2023', []],
    ['Box on the checkout page of the old shop', []],
    ['A page behind a link in the order e-mail', ['email_list']],
    ['Customers who followed the e-mail link to their profile', []],
    ['IVR of the call centre, key 1', []],
    ['checkout', ['checkout']],
    ['sms_link', ['sms_link']],
    ['Newsletter subscribers of our blog', ['email_list']],
    ['e-mail marketing list 2022', ['email_list']],
    ['Mailing list', ['email_list']],
    ['email_list', ['email_list']],
    ['SMS campaign list', ['sms_list']],
    ['text message list', ['sms_list']],
    ['Facebook lead ads', ['click_to_whatsapp_ad', 'social_list']],
    ['Instagram followers', ['social_list']],
    ['social media', ['social_list']],
    ['Click-to-WhatsApp ads of May', ['click_to_whatsapp_ad']],
    ['CTWA', ['click_to_whatsapp_ad']],
    ['click to chat', ['click_to_whatsapp_ad']],
    ['people who wrote to us in a WhatsApp chat', ['whatsapp_thread']],
    ['Smsola Ltd, counter', []],
  ])('%j speaks of %j', (text, entryPoints) => expect(entryPointsIn(text)).toEqual(entryPoints));
});

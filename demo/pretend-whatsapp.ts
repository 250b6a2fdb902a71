// A pretend WhatsApp for the demo: a stand-in for Meta's Cloud API on a port of this machine, with the shop's
// number. The ledger's proxy sends to it. Only in a demo, and only if the operator has named no Cloud API of
// their own.

import type { Config } from '../ledger/config.ts';
import { PretendMeta } from './cloud-api/meta.ts';
import { serveCloudApi } from './cloud-api/serve.ts';
import { WebhookPost } from './cloud-api/webhook-post.ts';
import type { Demo } from './seed.ts';
import { templates } from './shop/templates.ts';

const metasOwn = 'https://graph.facebook.com';

export type PretendWhatsApp = {
  config: Config;
  meta: PretendMeta;
  /** The address of the stand-in. Undefined where there is none. */
  url: URL | undefined;
  stop(): Promise<void>;
};

export async function pretendWhatsApp(config: Config): Promise<PretendWhatsApp> {
  const meta = new PretendMeta();
  if (!config.demo || config.cloudApi.origin !== metasOwn) {
    return { config, meta, url: undefined, stop: async () => {} };
  }
  const { url, stop } = await serveCloudApi(meta);
  return { config: { ...config, cloudApi: url }, meta, url, stop };
}

/** Sets up the shop's number, token and templates at the stand-in. Its webhooks go to the ledger. */
export function connectShop(
  meta: PretendMeta,
  { business, sender }: Pick<Demo, 'business' | 'sender'>,
  ledgerUrl: string,
): void {
  const url = new URL(`/v1/webhooks/whatsapp/${encodeURIComponent(business)}`, ledgerUrl);
  const { phone_number_id: phoneNumberId, waba_id: account, number, app_secret: appSecret } = sender;
  meta.addSender({ phoneNumberId, account, number }, new WebhookPost({ url, appSecret }));
  meta.tokens.add(sender.access_token);
  for (const { name, language, category, body, button } of Object.values(templates)) {
    if (meta.template(account, name, language) !== undefined) continue;
    meta.addTemplate(account, { name, language, category, body, buttons: [button] });
  }
}

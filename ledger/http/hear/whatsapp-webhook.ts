// /v1/webhooks/whatsapp/{business}: what Meta tells a business. GET proves once that the address is ours,
// POST delivers. The signature is over the bytes as they came; nothing is read out of them before it holds.
// 200 means that what the ledger hears in it is durable, and that what the business is to get is kept.
// Otherwise Meta delivers again, for 36 hours. Bodies are never logged.

import type { Context } from 'hono';
import { z } from 'zod';
import { readDelivered } from '../../channels/whatsapp/delivered.ts';
import { readWebhook } from '../../channels/whatsapp/webhook.ts';
import { LedgerError } from '../../core/error.ts';
import { keepForForwarding } from '../../operations/forward/keep-webhook.ts';
import { hearWebhook } from '../../operations/hear/hear-webhook.ts';
import { isVerifyToken } from '../../operations/setup/senders.ts';
import { businessIdSchema } from '../../operations/setup/setup.ts';
import { createDeliveryAdmission } from '../../operations/visitor/admit-delivery.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { readAnyBody } from '../server/body.ts';
import { bodyCodes, type Endpoint, endpoint, rawAnswer, rawEndpoint } from '../server/endpoint.ts';
import { knownNetworksMax, knownNetworksMs, unverified, webhookBytesMax } from '../server/limits.ts';
import { neverStored, type Reply, text } from '../server/reply.ts';

const params = z.object({ business: businessIdSchema.meta({ example: 'fresh-produce' }) });
type Delivery = { c: Context; params: z.output<typeof params> };
const plain = (example: string) => ({ 'text/plain': { schema: z.string().meta({ example }) } });

const handshakeSchema = z.object({
  'hub.mode': z.literal('subscribe'),
  'hub.verify_token': z.string().meta({ example: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ' }),
  // Meta's are numbers. Anything else would let a stranger have us say what they like.
  'hub.challenge': z
    .string()
    .regex(/^\d{1,20}$/, 'must be a number')
    .meta({ description: 'Is repeated.', example: '1158201444' }),
});

const deliverySchema = z
  .looseObject({ object: z.string().optional(), entry: z.array(z.unknown()).optional() })
  .meta({
    id: 'WhatsAppWebhook',
    description: 'As Meta sends it. The ledger skips unknown parts.',
    example: {
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '102290129340398',
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '14155550199', phone_number_id: '106540352242922' },
                messages: [
                  {
                    from: '14155550142',
                    id: 'wamid.1',
                    timestamp: '1763846400',
                    type: 'text',
                    text: { body: 'OPT-7K4M-92QX (Fresh Produce)' },
                  },
                ],
              },
            },
          ],
        },
      ],
    },
  });

export const whatsAppWebhookEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/webhooks/whatsapp/{business}',
    operationId: 'verifyWhatsAppWebhook',
    tag: 'Providers',
    summary: 'Meta sets up the webhook',
    description: 'Repeats the challenge to a caller that knows the token from `optmark sender add`.',
    who: 'open',
    params,
    query: handshakeSchema,
    answers: { 200: rawAnswer('The challenge.', plain('1158201444')) },
    errors: ['forbidden', 'unavailable'],
    async handle({ params: { business }, query }, { ledger }) {
      if (!(await isVerifyToken(ledger, business, query['hub.verify_token'])))
        throw new LedgerError('forbidden', 'This is not the token of this business’s webhook.');
      return text(200, query['hub.challenge'], neverStored);
    },
  }),
  rawEndpoint({
    method: 'post',
    path: '/v1/webhooks/whatsapp/{business}',
    operationId: 'receiveWhatsAppWebhook',
    first: true,
    tag: 'Providers',
    summary: 'Meta delivers',
    description:
      'Signed by the app secret of one of the business’s senders (`X-Hub-Signature-256`), at most 3 MB, in ' +
      'any order and as often as Meta likes. The ledger never refuses a signed body for its form: it skips ' +
      'only the part that it cannot read. A message that says only stop, in some forty languages, with or ' +
      'without polite words, even as a caption, beside an order or as an edit, is an opt-out. An ordinary ' +
      'word (cancel, alto) is an opt-out where the person agreed in its language, or where the message that ' +
      'it answers offered it. So is a tap whose id says so (`OPT_OUT`, `OPT_OUT:marketing,shipping_update`, ' +
      'UNSUBSCRIBE, STOP) under any label, or whose label can mean nothing else. What is said in a group ' +
      'does not count. Offers turned off in WhatsApp (`user_preferences`, or a message that failed with ' +
      '131050) end marketing. START, the payload `OPT_IN`, or a tap whose label says start (but no ordinary ' +
      'word), and offers turned on again, lift the stop of their own kind. Names that Meta gives together ' +
      '(`from` and `from_user_id`, and so on) belong to one person from then on: a stop by one stops all. A ' +
      'changed number or id, and a message that failed with 137000, suspend the consent given before. A ' +
      'template that Meta puts into another category (`template_category_update`) needs the consent of that ' +
      'category at once, or from the moment that Meta announces; one that Meta pauses, disables, archives ' +
      'or deletes (`message_template_status_update`) is denied until Meta says otherwise; a changed text of ' +
      'a template (`message_template_components_update`) is recorded. Any other message, a call by the ' +
      'person, and a call that the person accepts let the sender answer freely for 24 hours. The prepared ' +
      'text with its one-time code, whole and from the very number it was made for, confirms the opt-in. ' +
      'The body and its signature are forwarded untouched to the address that `optmark sender forward` ' +
      'named.',
    who: 'open',
    params,
    reads: {
      headers: z.object({
        'X-Hub-Signature-256': z.string().meta({ description: '`sha256=` and 64 hexadecimal digits.' }),
      }),
      body: { required: true, content: { 'application/json': { schema: deliverySchema } } },
    },
    answers: { 200: rawAnswer('What the ledger hears in it is durable.', plain('ok')) },
    commits: true,
    errors: [...bodyCodes, 'clocks_disagree', 'signature_invalid', 'rate_limited'],
    serve({ ledger, visitorOf, metrics }) {
      const limits = { ...unverified, knownNetworksMax, knownNetworksMs };
      const admitDelivery = createDeliveryAdmission(ledger, limits);
      return refusalsCounted(metrics, async ({ c, params: { business } }: Delivery) => {
        const { signed, body, signature } = await admitDelivery({
          business,
          visitor: visitorOf(c),
          signature: c.req.header('x-hub-signature-256'),
          read: (count) => readAnyBody(c, webhookBytesMax, count),
        });
        const delivered = { body, contentType: c.req.header('content-type') ?? '', signature };
        const webhook = readWebhook(readDelivered(body));
        // Hearing and keeping do not wait for each other, and a failure of one does not stop the other.
        const [heard, kept] = await Promise.allSettled([
          hearWebhook(ledger, business, signed, webhook),
          keepForForwarding(ledger, business, signed, delivered, webhook),
        ]);
        if (heard.status === 'rejected') throw heard.reason;
        if (kept.status === 'rejected') throw kept.reason;
        return text(200, 'ok\n', neverStored);
      });
    },
  }),
];

const refusalsCounted =
  <A>(metrics: Pick<Metrics, 'webhookRefused'>, handle: (asked: A) => Promise<Reply>) =>
  async (asked: A): Promise<Reply> => {
    try {
      return await handle(asked);
    } catch (error) {
      metrics.webhookRefused(error instanceof LedgerError ? error.code : 'internal');
      throw error;
    }
  };

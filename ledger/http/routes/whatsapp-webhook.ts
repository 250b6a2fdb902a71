// /v1/webhooks/whatsapp/{business}: what Meta tells a business. GET proves once that the address is ours, POST delivers.
// The signature is over the bytes as they came; nothing is read out of them before it holds. 200 means that whatever was
// in there for us is durable, and that what the business itself is to get is kept: else Meta delivers again, for 36 hours.
// Bodies are never logged.

import type { Context } from 'hono';
import { z } from 'zod';
import { widerNetworkOf } from '../../auth/network.ts';
import { parseJson } from '../../channels/json.ts';
import { isSignature } from '../../channels/whatsapp/signature.ts';
import { LedgerError } from '../../core/error.ts';
import { hearWebhook } from '../../operations/hear-webhook.ts';
import { keepForForwarding } from '../../operations/keep-webhook.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { isVerifyToken, requireSenders, sendersThatSigned } from '../../operations/senders.ts';
import { businessIdSchema } from '../../operations/setup.ts';
import { KnownNetworks } from '../../operations/visitor/known-networks.ts';
import { UnverifiedBytes } from '../../operations/visitor/unverified-bytes.ts';
import { countRefusal, requireFewRefusals } from '../../operations/visitor/webhook-refusals.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { bodyCodes, commitCodes, jsonBody, problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { readBody } from '../server/body.ts';
import { knownNetworksMax, knownNetworksMs, unverified, webhookBytesMax } from '../server/limits.ts';
import { neverStored, type Reply, text } from '../server/reply.ts';
import type { VisitorOf } from '../server/visitor.ts';

const params = z.object({ business: z.string().meta({ example: 'fresh-produce' }) });
const plain = (example: string) => ({ 'text/plain': { schema: z.string().meta({ example }) } });

const handshakeSchema = z.object({
  'hub.mode': z.string().meta({ description: '`subscribe`', example: 'subscribe' }),
  'hub.verify_token': z.string().meta({ example: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ' }),
  'hub.challenge': z.string().meta({ description: 'Is repeated.', example: '1158201444' }),
});

const deliverySchema = z
  .looseObject({ object: z.string().optional(), entry: z.array(z.unknown()).optional() })
  .meta({
    id: 'WhatsAppWebhook',
    description: 'As Meta sends it; what is not known is passed over.',
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

/** What can be no business's id is nobody's, and is not looked up: not all text can be asked of a database. */
const businessIn = (c: Context): string => businessIdSchema.safeParse(c.req.param('business')).data ?? '';

/** What came, and the senders whose app signed it. Until that is known it takes little of what everybody shares. */
const verifier = (ledger: Ledger, visitorOf: VisitorOf) => {
  const bytes = new UnverifiedBytes(unverified);
  const known = new KnownNetworks(ledger.world, knownNetworksMax, knownNetworksMs);
  return async (c: Context) => {
    const signature = c.req.header('x-hub-signature-256');
    // Before the body is read: whoever does not even claim to be Meta gets no megabytes of our memory.
    if (!isSignature(signature))
      throw new LedgerError('signature_invalid', 'X-Hub-Signature-256 is missing.');
    const business = businessIn(c);
    const visitor = visitorOf(c);
    await requireFewRefusals(ledger, business, visitor);
    // The /48 as a whole: a rented server has 256 networks in it.
    const network = visitor.network && (widerNetworkOf(visitor.network) ?? visitor.network);
    const held = bytes.hold(network === undefined ? undefined : { network, isKnown: known.has(network) });
    try {
      await requireSenders(ledger, business);
      const body = await readBody(c, 'application/json', webhookBytesMax, held.add);
      const signed = await sendersThatSigned(ledger, business, signature, body);
      if (network !== undefined) known.remember(network);
      return { business, body, signature, signed };
    } catch (error) {
      await countRefusal(ledger, business, visitor, error);
      throw error;
    } finally {
      held.release();
    }
  };
};

export const whatsAppWebhookEndpoints = (
  ledger: Ledger,
  visitorOf: VisitorOf,
  metrics: Pick<Metrics, 'webhookRefused'>,
): Endpoint[] => {
  const verified = verifier(ledger, visitorOf);
  return [
    {
      method: 'get',
      path: '/v1/webhooks/whatsapp/{business}',
      readers: 'server',
      description: {
        operationId: 'verifyWhatsAppWebhook',
        tags: ['Providers'],
        summary: 'Meta sets up the webhook',
        description: 'Repeats the challenge to whoever knows the token that `optmark sender add` printed.',
        request: { params, query: handshakeSchema },
        responses: {
          200: { description: 'The challenge.', content: plain('1158201444') },
          ...problems('forbidden', 'unavailable'),
        },
      },
      async handle(c) {
        const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = c.req.query();
        const business = businessIn(c);
        // Meta's challenges are numbers. Anything else would let a stranger have us say what they like.
        const isHandshake = mode === 'subscribe' && /^\d{1,20}$/.test(challenge ?? '');
        if (!isHandshake || !(await isVerifyToken(ledger, business, token ?? ''))) {
          throw new LedgerError(
            'forbidden',
            'This is no set-up of a webhook with the token of this business.',
          );
        }
        return text(200, challenge!, neverStored);
      },
    },
    {
      method: 'post',
      path: '/v1/webhooks/whatsapp/{business}',
      readers: 'server',
      description: {
        operationId: 'receiveWhatsAppWebhook',
        tags: ['Providers'],
        summary: 'Meta delivers',
        description:
          'Signed by the app secret of one of the business’s senders (`X-Hub-Signature-256`), at most 3 MB, in any order ' +
          'and as often as Meta likes. A message that is nothing but STOP, in some forty languages, or a tap on such a ' +
          'button (payload `OPT_OUT`, or `OPT_OUT:marketing,shipping_update`) is an opt-out; offers turned off in ' +
          'WhatsApp (`user_preferences`, or a message that failed with 131050) end marketing. START, and offers turned on ' +
          'again, lift the stop of their own kind. Names that are given together (`from` and `from_user_id`, and so on) are one ' +
          'person’s from then on: a stop by one stops all. A changed number or id, and a message that failed with 137000, ' +
          'suspend what was agreed before. A template that Meta puts into another category ' +
          '(`template_category_update`) needs the consent of that category at once, or from the moment that Meta announces; ' +
          'one that Meta pauses, disables or deletes (`message_template_status_update`) is denied; a changed text ' +
          '(`message_template_components_update`) is recorded. Any other message lets the sender answer freely for 24 hours. A text ' +
          'that holds a one-time code, from the very number it was made for, confirms the opt-in. The body and its signature ' +
          'are forwarded untouched to the address that `optmark sender forward` named.',
        request: {
          params,
          headers: z.object({
            'X-Hub-Signature-256': z.string().meta({ description: '`sha256=` and 64 hexadecimal digits.' }),
          }),
          body: jsonBody(deliverySchema),
        },
        responses: {
          200: { description: 'Whatever was in it for us is durable.', content: plain('ok') },
          ...problems(...bodyCodes, ...commitCodes, 'signature_invalid', 'rate_limited'),
        },
      },
      handle: refusalsCounted(metrics, async (c) => {
        const { business, body, signature, signed } = await verified(c);
        const delivered = parseJson(body.toString('utf8'));
        const webhook = { body, contentType: c.req.header('content-type') ?? '', signature };
        // Neither keeps the other from being done, whatever goes wrong with it, and neither waits for the other.
        const [heard, kept] = await Promise.allSettled([
          hearWebhook(ledger, business, signed, delivered),
          keepForForwarding(ledger, business, signed, webhook, delivered),
        ]);
        if (heard.status === 'rejected') throw heard.reason;
        if (kept.status === 'rejected') throw kept.reason;
        return text(200, 'ok\n', neverStored);
      }),
    },
  ];
};

const refusalsCounted =
  (metrics: Pick<Metrics, 'webhookRefused'>, handle: (c: Context) => Promise<Reply>) =>
  async (c: Context): Promise<Reply> => {
    try {
      return await handle(c);
    } catch (error) {
      metrics.webhookRefused(error instanceof LedgerError ? error.code : 'internal');
      throw error;
    }
  };

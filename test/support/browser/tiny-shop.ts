// A shop for the widget's tests: serves the page it is given under a content security policy that allows the
// widget's script and ledger and nothing else, and keeps every form that is posted to it.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import packageJson from '../../../package.json' with { type: 'json' };

export type TinyShop = {
  url: string;
  /** Body of the page at /checkout. */
  body: string;
  /** Goes into the head, e.g. a style sheet for tests without the policy. */
  head: string;
  /** Attributes of <html>. */
  html: string;
  policy: string | undefined;
  /** The script tag of the widget. */
  script: () => string;
  /** Posted forms, oldest first. */
  orders: URLSearchParams[];
  close(): Promise<void>;
};

/** No style-src and no img-src: default-src 'none' rules them out. */
export function strictPolicy(ledger: string): string {
  return [
    "default-src 'none'",
    `script-src ${ledger}`,
    `connect-src ${ledger}`,
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

export async function tinyShop(ledger: string): Promise<TinyShop> {
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      shop.orders.push(await formIn(request));
      response.writeHead(303, { location: '/thanks' }).end();
      return;
    }
    const checkout = request.url?.startsWith('/checkout');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(shop.policy && { 'content-security-policy': shop.policy }),
    });
    response.end(checkout ? page(shop) : '<!doctype html><title>Thank you</title>Thank you');
  });
  const shop: TinyShop = {
    url: '',
    body: '',
    head: '',
    html: 'lang="en"',
    policy: strictPolicy(ledger),
    script: () => scriptTag(ledger),
    orders: [],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Another site than the ledger's: every request of the widget crosses origins, as in life.
  shop.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return shop;
}

/** As a browser sends forms, or a script does with FormData. */
async function formIn(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(Buffer.concat(chunks), { headers }).formData();
  return new URLSearchParams([...form].map(([name, value]) => [name, String(value)]));
}

export function scriptTag(ledger: string): string {
  return `<script type="module" crossorigin src="${ledger}/${packageJson.version}/optmark.js"></script>`;
}

function page(shop: TinyShop): string {
  return `<!doctype html><html ${shop.html}><head><title>Checkout</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${shop.head}
${shop.script()}
</head><body><main><h1>Checkout</h1>${shop.body}</main></body></html>`;
}

// A provider of sign-in: oidc-provider on this machine. Who asks is signed in as the person that the test
// names, without a page.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

export const client = { client_id: 'optmark', client_secret: 'a-secret-of-the-console-of-thirty-two' };

export type TestProvider = {
  issuer: string;
  /** `sub` of whoever is at the browser. */
  who: string;
  /** More claims about them. */
  says: Record<string, unknown>;
  stop(): Promise<void>;
};

export async function signInProvider(ledgerUrl: string): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state = { who: 'reviewer-1', says: {} as Record<string, unknown> };
  const settings: Configuration = {
    clients: [
      {
        ...client,
        redirect_uris: [`${ledgerUrl}/v1/console/callback`],
        post_logout_redirect_uris: [`${ledgerUrl}/console`],
      },
    ],
    claims: { openid: ['sub', 'optmark_role'] },
    conformIdTokenClaims: false,
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...state.says }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: client.client_id,
        accountId: oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(issuer, settings);
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: state.who } });
  });
  return Object.assign(state, {
    issuer,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** A browser at the provider, from its address to the one it sends the browser back to. */
export async function throughProvider(address: string, back: string): Promise<string> {
  const cookies = new Map<string, string>();
  let at = address;
  for (let hops = 0; hops < 10; hops += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]!.split('=');
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`the provider answered ${answer.status}`);
    at = new URL(location, at).href;
    if (at.startsWith(back)) return at;
  }
  throw new Error('the provider sends nobody back');
}

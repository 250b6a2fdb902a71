// The business's provider of sign-in, by OpenID Connect: discovery, authorization code with PKCE (RFC 7636),
// state and nonce, the ID token's signature, issuer, audience and times, and RP-initiated logout. All of it
// is openid-client's work; here are the settings.

import type { Configuration } from 'openid-client';
import { LedgerError } from '../core/error.ts';
import type { SignInProvider } from '../operations/console/store.ts';

export type ProviderSettings = {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** Of the ID token: its values name roles. */
  claim?: string;
};

/** Seconds until the provider must have answered. */
const timeoutSeconds = 10;

export function createSignInProvider(settings: ProviderSettings): SignInProvider {
  const { issuer, clientId, clientSecret, claim } = settings;
  let found: Promise<Configuration> | undefined;

  /** Asked for when somebody signs in: a provider that is down keeps no ledger from starting. */
  async function discovered() {
    const client = await import('openid-client');
    const inTheClear = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    // Also over TLS: the library checks the signature of a code's ID token only where it is asked to.
    const checks = [client.enableNonRepudiationChecks, ...inTheClear];
    found ??= client.discovery(issuer, clientId, clientSecret, client.ClientSecretBasic(clientSecret), {
      execute: checks,
      timeout: timeoutSeconds,
    });
    try {
      return { client, config: await found };
    } catch {
      found = undefined;
      throw failed();
    }
  }

  return {
    host: issuer.host,

    async begin(back, { state, nonce, verifier }) {
      const { client, config } = await discovered();
      return client.buildAuthorizationUrl(config, {
        ...{ redirect_uri: back.href, scope: 'openid', state, nonce },
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
    },

    async finish(came, { state, nonce, verifier }) {
      const { client, config } = await discovered();
      const checks = {
        ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
      };
      const tokens = await client.authorizationCodeGrant(config, came, checks).catch(() => {
        throw refused();
      });
      const claims = tokens.claims();
      if (claims === undefined || tokens.id_token === undefined) throw refused();
      return {
        identity: { issuer: claims.iss, subject: claims.sub },
        idToken: tokens.id_token,
        ...(claim !== undefined && { claimed: textsOf(claims[claim]) }),
      };
    },

    async logout(idToken, back) {
      const { client, config } = await discovered();
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
      return client.buildEndSessionUrl(config, {
        id_token_hint: idToken,
        post_logout_redirect_uri: back.href,
      });
    },
  };
}

const textsOf = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string');

// What a provider says of somebody stays out of answers and logs.
const failed = () =>
  new LedgerError('unavailable', 'The provider of sign-in does not answer as it should.', { retryAfter: 5 });

/** The state, the nonce or the code is not the one that was given out, or the provider refused. */
const refused = () => new LedgerError('unauthenticated', 'The provider has signed nobody in. Sign in again.');

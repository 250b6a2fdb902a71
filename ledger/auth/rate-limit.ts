// How often somebody without a secret key may ask, before the answer is 429: the closed list, and nothing but numbers.
// Each limit is counted per key: a network, a site, a person's tag. What is counted where stands in
// operations/visitor.ts; who counts is behind the port RateLimits.
//
// No flood of opt-ins may keep a person from stopping: opt-outs are counted apart.

/** At most so many requests in a window that begins with the first of them. */
export type RateWindow = { readonly requests: number; readonly seconds: number };

const perMinute = (requests: number): RateWindow => ({ requests, seconds: 60 });
const perHour = (requests: number): RateWindow => ({ requests, seconds: 3_600 });
const perDay = (requests: number): RateWindow => ({ requests, seconds: 86_400 });

export const rateLimits = {
  /** A prefix of addresses (network.ts). A household or an office shares one; a mobile carrier shares few. */
  network: [perMinute(120)],
  /** The /48 around an IPv6 network: a rented server has one, and its 256 networks would count as 256 customers. */
  wider_network: [perMinute(1_200)],
  /** Page signatures looked into for one network, good or bad, before anything else is known of who sends them. */
  network_signed: [perMinute(1_200)],
  /** Webhooks of one business from one network that Meta did not sign; those that it did sign are not counted. */
  webhook_refused: [perMinute(300)],
  /** One link to a person's own page, followed from wherever: mail services share addresses, and scan links. */
  link: [perMinute(60)],
  /** What a site's pages ask without a session token; a busy shop stays far below it. */
  site: [perMinute(30_000)],
  /** With one: counted apart, so that a flood without tokens shuts nobody out who has one. */
  site_session: [perMinute(30_000)],
  /** One calling code of one site, without a session token: floods like to stay in one country. */
  calling_code: [perMinute(30_000)],
  /** Opt-ins of one number that only a page vouches for. */
  number: [perHour(20), perDay(60)],
  /** With its session token: counted apart, or a stranger could keep the number's owner from opting in. */
  number_session: [perHour(20), perDay(60)],
  /** Nonces for pages with a session token; a widget asks for one a tick. */
  number_nonce: [perHour(120)],
  /** Opt-outs of one number, all with its session token. */
  number_stop: [perHour(60)],
  /** Looks at one's own consent, all with the number's session token; each view of a profile page is one. */
  number_look: [perHour(120)],
} as const satisfies Record<string, readonly RateWindow[]>;

export type LimitName = keyof typeof rateLimits;

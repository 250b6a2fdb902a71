// How often a caller without a secret key may ask before the answer is 429: the closed list of limits, all
// numbers. Each limit is counted per key: a network, a site, a person's tag. operations/visitor/ says which
// limits a request counts against; the port RateLimits does the counting.
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
  /**
   * The /48 around an IPv6 network: a rented server has one, and its 256 networks would count as 256
   * customers.
   */
  wider_network: [perMinute(1_200)],
  /** Page signatures checked for one network, good or bad, before anything else is known of the sender. */
  network_signed: [perMinute(1_200)],
  /**
   * Webhooks of one business from one network that Meta did not sign; those that it did sign are not counted.
   */
  webhook_refused: [perMinute(300)],
  /** Requests of one business's calls from one network that no provider signed, and without a secret. */
  call_refused: [perMinute(300)],
  /** Calls that begin, of one flow; and of them those from one number. */
  flow: [perMinute(6_000)],
  flow_caller: [perMinute(60), perHour(240)],
  /** Text messages to one business from one network that no provider signed, and without a secret. */
  sms_refused: [perMinute(300)],
  /**
   * Those to one business that get an answer, and of them those from one number: two machines may answer each
   * other.
   */
  sms: [perMinute(6_000)],
  sms_sender: [perMinute(20), perHour(60)],
  /**
   * One link to a person's own page, followed from wherever: mail services share addresses, and scan links.
   */
  link: [perMinute(60)],
  /** Links to opt in by that one business has made. */
  links: [perMinute(6_000)],
  /** What a site's pages ask without a customer token; a busy shop stays far below it. */
  site: [perMinute(30_000)],
  /** With a token: counted apart, so that a flood without tokens shuts out no visitor who has one. */
  site_customer: [perMinute(30_000)],
  /** Codes tried on one challenge, which is over in a quarter of an hour. */
  challenge_tries: [{ requests: 5, seconds: 900 }],
  /** One calling code of one site, without a customer token: floods like to stay in one country. */
  calling_code: [perMinute(30_000)],
  /** Opt-ins of one number that only a page vouches for. */
  number: [perHour(20), perDay(60)],
  /** With its customer token: counted apart, or a stranger could keep the number's owner from opting in. */
  number_customer: [perHour(20), perDay(60)],
  /** Nonces for pages with a customer token; a widget asks for one a tick. */
  number_nonce: [perHour(120)],
  /** Opt-outs of one number, all with its customer token. */
  number_stop: [perHour(60)],
  /** Looks at one's own consent, all with the number's customer token; each view of a profile page is one. */
  number_look: [perHour(120)],
} as const satisfies Record<string, readonly RateWindow[]>;

export type LimitName = keyof typeof rateLimits;

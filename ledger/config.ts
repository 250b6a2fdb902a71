// The environment becomes a Config, once, here; nothing else reads process.env. Everything has a default that
// makes `npm start` work on a fresh machine.

import { resolve } from 'node:path';
import { z } from 'zod';

/**
 * A variable: its schema, its effect when unset where the schema has no default, and one sentence for the
 * operator. `server`: only a server reads it, so that it is in no other command's way.
 */
type Setting = { value: z.ZodType; unset?: string; what: string; server?: true };

const webAddress = z.url({ protocol: /^https?$/ });
const onOrOff = z.enum(['0', '1']);
/** In digits: an empty variable of a script must not count as 0. */
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^[0-9]{1,9}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

/** Everything there is to set. The operator's guide and `optmark serve --help` are made from this list. */
const settings = {
  HOST: { value: z.string().min(1).default('127.0.0.1'), what: 'the address to listen on', server: true },
  PORT: {
    value: whole(0, 65_535).default(8787),
    what: 'the port to listen on',
    server: true,
  },
  OPTMARK_DATA: {
    value: z.string().min(1).default('.data'),
    what: 'the folder of the keys (`keys.json`: back it up), the embedded Postgres and `demo.json`; the same in every terminal, or a command works on another ledger',
  },
  OPTMARK_JOURNAL: {
    value: z.string().min(1).optional(),
    unset: '`journal` in `OPTMARK_DATA`',
    what: 'the folder of the journal: what of the ledger is kept outside the database, so that an older state of it is found; keep it with the keys, and on a disk that all nodes share',
  },
  DATABASE_URL: {
    value: z.string().min(1).optional(),
    unset: 'the embedded Postgres',
    what: 'your own Postgres, 15 or newer, written as libpq and providers write it; the server itself, not a pooler before it',
  },
  DATABASE_OWNER_URL: {
    value: z.string().min(1).optional(),
    unset: '`DATABASE_URL`',
    what: 'a login that may create roles and tables; asked only where there is something to migrate',
  },
  OPTMARK_ORIGIN: {
    value: z.string().min(1).optional(),
    unset: 'what the database holds; in a new one `<HOST>:<PORT>/log`',
    what: "the log's name, such as `ledger.example/log`: the first start fixes it in the database",
  },
  OPTMARK_URL: {
    value: webAddress.optional(),
    unset: '`http://<HOST>:<PORT>`',
    what: 'where browsers reach the ledger, such as `https://ledger.example`: what the links to the pages of a person begin with',
  },
  OPTMARK_DEMO: {
    value: onOrOff.optional(),
    unset: 'on for loopback without `DATABASE_URL`',
    what: '`1` seeds the demo elsewhere too, `0` never',
    server: true,
  },
  OPTMARK_LOG_LEVEL: {
    value: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    what: '`debug`, `info`, `warn`, `error` or `silent`',
    server: true,
  },
  OPTMARK_QUEUE: {
    value: whole(1024, 1_000_000).default(4096),
    what: 'records that may wait for a commit before newcomers get 503; an eighth is kept for opt-outs and other records that make the gate allow less',
    server: true,
  },
  OPTMARK_TRUSTED_PROXIES: {
    value: whole(0, 10).default(0),
    what: "proxies in front that append to `X-Forwarded-For`, whose word on the visitor's address is taken; behind a proxy with `0`, all visitors are limited as one (or, if it is on this machine, not by address at all)",
    server: true,
  },
  OPTMARK_CODE_SENDER_URL: {
    value: webAddress.optional(),
    unset: 'no codes are sent',
    what: 'your gateway for one-time codes (https, or http on this machine)',
    server: true,
  },
  OPTMARK_CODE_SENDER_SECRET: {
    value: z.string().min(16).optional(),
    unset: 'none',
    what: 'what requests to that gateway are signed with (HMAC-SHA256)',
    server: true,
  },
  OPTMARK_CODE_SENDER_DAILY_MAX: {
    value: whole(0, 1_000_000).default(1000),
    what: 'messages with a code in a day, for each business; `0` turns them off',
    server: true,
  },
  OPTMARK_CLOUD_API: {
    value: webAddress.default('https://graph.facebook.com'),
    what: 'where messages go on their way through the gate (https, or http on this machine); in the demo, unless it is set, a stand-in on this machine',
  },
  OPTMARK_OIDC_ISSUER: {
    value: webAddress.optional(),
    unset: 'people sign in to the console by a link from the host',
    what: 'your provider of sign-in, by OpenID Connect (https, or http on this machine); who may come is in `optmark person`',
  },
  OPTMARK_OIDC_CLIENT_ID: {
    value: z.string().min(1).optional(),
    unset: 'none',
    what: 'what that provider knows this ledger by; its redirect URI is `<OPTMARK_URL>/v1/console/callback`',
  },
  OPTMARK_OIDC_CLIENT_SECRET: {
    value: z.string().min(1).optional(),
    unset: 'none',
    what: 'the secret that goes with it',
  },
  OPTMARK_OIDC_CLAIM: {
    value: z.string().min(1).optional(),
    unset: 'the role is what `optmark person` says',
    what: 'a claim whose values name roles (`auditor`, `manager`, `admin`): it narrows the role of who signs in, and never widens it',
  },
  OPTMARK_FORWARD_TO_THIS_MACHINE: {
    value: onOrOff.default('0'),
    what: '`1`, for development: webhooks may be forwarded to this machine, also as `http://127.0.0.1:<port>`',
  },
} as const satisfies Record<string, Setting>;

type Settings = { [Name in keyof typeof settings]: (typeof settings)[Name]['value'] };

const environmentSchema = z.object({
  ...(Object.fromEntries(Object.entries(settings).map(([name, { value }]) => [name, value])) as Settings),
  /** Set by npm for the scripts it runs. */
  npm_lifecycle_event: z.string().optional(),
});

/** The settings in words, in Markdown: the operator's guide has them as a table. */
export const settingsList = (): { name: string; unset: string; what: string }[] =>
  Object.entries(settings).map(([name, { value, what, ...one }]: [string, Setting]) => ({
    name,
    unset: one.unset ?? `\`${value.parse(undefined)}\``,
    what,
  }));

/** The same for a terminal: a name, then what it is, below it. */
export const settingsHelp = (): string =>
  settingsList()
    .map(({ name, unset, what }) => {
      const lines = `${what}; default: ${unset}`.replaceAll('`', '').match(/.{1,98}(?:\s|$)/g)!;
      return [`  ${name}`, ...lines.map((line) => `      ${line.trimEnd()}`)].join('\n');
    })
    .join('\n');

export type Config = {
  host: string;
  port: number;
  /** Absolute path: keys, the embedded Postgres, the demo's file. */
  dataFolder: string;
  /** Absolute path; absent: `journal` in the data folder. */
  journalFolder?: string;
  /** The operator has said that the journal is lost: a new one is begun. */
  journalLost?: boolean;
  /** Your own Postgres; absent: the embedded one. */
  databaseUrl: string | undefined;
  /** A login that may create roles and tables, where the app's own may not. */
  ownerUrl: string | undefined;
  /** The log's origin (C2SP tlog-checkpoint): the scheme-less prefix under which it is served. */
  origin: string;
  /** Whether `origin` was said, and is not only made from where this process would listen. */
  originIsGiven: boolean;
  /**
   * Where people's browsers reach the ledger, scheme and host without a last slash: what links begin with.
   */
  url: string;
  /** Whether `url` was said, and is not only made from where this process would listen. */
  urlIsGiven: boolean;
  /** Whether the demo business is seeded. */
  demo: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Records that may wait for a commit before newcomers are told 503. */
  queueMax: number;
  /** How many proxies stand in front and append to X-Forwarded-For. */
  trustedProxies: number;
  /** What sends one-time codes to numbers, and what we sign with; undefined: nothing does. */
  codeGateway: { url: URL; secret: string } | undefined;
  /** Messages with a code in a day, for each business; 0 turns them off. */
  codesPerDay: number;
  /** Scheme and host of Meta's Cloud API, or of what stands in for it. */
  cloudApi: URL;
  /**
   * Development: webhooks may be forwarded to addresses of this machine, which an attacker would like best.
   */
  forwardToThisMachine: boolean;
  /** Where people sign in to the console; undefined: by a link from the host alone. */
  signIn: { issuer: URL; clientId: string; clientSecret: string; claim?: string } | undefined;
  /** Then signals are lost on the way: npm gives them to the shell between. */
  startedByNpm: boolean;
};

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

type Environment = Record<string, string | undefined>;

const forServers: readonly string[] = Object.entries(settings)
  .filter(([, setting]: [string, Setting]) => setting.server)
  .map(([name]) => name);

/** For a command beside the server: what only a server reads may say anything. @throws as readConfig */
export function readCommandConfig(environment: Environment = process.env): Config {
  return readConfig({ ...environment, ...Object.fromEntries(forServers.map((name) => [name, undefined])) });
}

/** @throws Error that names the variable and what it must be; never its value, which may be a password. */
export function readConfig(environment: Environment = process.env): Config {
  const read = environmentSchema.safeParse(environment);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const env = read.data;
  return {
    host: env.HOST,
    port: env.PORT,
    dataFolder: resolve(env.OPTMARK_DATA),
    ...(env.OPTMARK_JOURNAL !== undefined && { journalFolder: resolve(env.OPTMARK_JOURNAL) }),
    databaseUrl: env.DATABASE_URL,
    ownerUrl: env.DATABASE_OWNER_URL,
    origin: env.OPTMARK_ORIGIN ?? `${env.HOST}:${env.PORT}/log`,
    originIsGiven: env.OPTMARK_ORIGIN !== undefined,
    url: publicUrl(env),
    urlIsGiven: env.OPTMARK_URL !== undefined,
    // Demo keys in a file are fine on the operator's own machine; elsewhere the operator must ask for them.
    demo:
      env.OPTMARK_DEMO === '1' ||
      (env.OPTMARK_DEMO === undefined && loopback.has(env.HOST) && !env.DATABASE_URL),
    logLevel: env.OPTMARK_LOG_LEVEL,
    queueMax: env.OPTMARK_QUEUE,
    trustedProxies: env.OPTMARK_TRUSTED_PROXIES,
    codeGateway: codeGatewayOf(env),
    codesPerDay: env.OPTMARK_CODE_SENDER_DAILY_MAX,
    cloudApi: cloudApiOf(env),
    forwardToThisMachine: env.OPTMARK_FORWARD_TO_THIS_MACHINE === '1',
    signIn: signInOf(env),
    startedByNpm: env.npm_lifecycle_event !== undefined,
  };
}

function codeGatewayOf({
  OPTMARK_CODE_SENDER_URL: address,
  OPTMARK_CODE_SENDER_SECRET: secret,
}: z.infer<typeof environmentSchema>): Config['codeGateway'] {
  if (address === undefined) return undefined;
  const url = new URL(address);
  // Numbers and codes travel there: in the clear only within this machine.
  if (url.protocol !== 'https:' && !isThisMachine(url)) {
    throw new Error('OPTMARK_CODE_SENDER_URL: must be https, or http on this machine');
  }
  if (url.username !== '' || url.password !== '') {
    throw new Error('OPTMARK_CODE_SENDER_URL: must hold no user name and no password');
  }
  if (secret === undefined) throw new Error('OPTMARK_CODE_SENDER_SECRET: is needed beside the URL');
  return { url, secret };
}

function cloudApiOf({ OPTMARK_CLOUD_API: given }: z.infer<typeof environmentSchema>): URL {
  const url = new URL(given);
  // Numbers and access tokens travel there: in the clear only within this machine.
  if (url.protocol !== 'https:' && !isThisMachine(url)) {
    throw new Error('OPTMARK_CLOUD_API: must be https, or http on this machine');
  }
  if (url.href !== `${url.origin}/`)
    throw new Error('OPTMARK_CLOUD_API: must be scheme, host and port, nothing more');
  return url;
}

function signInOf({
  OPTMARK_OIDC_ISSUER: given,
  OPTMARK_OIDC_CLIENT_ID: clientId,
  OPTMARK_OIDC_CLIENT_SECRET: clientSecret,
  OPTMARK_OIDC_CLAIM: claim,
}: z.infer<typeof environmentSchema>): Config['signIn'] {
  if (given === undefined) return undefined;
  const issuer = new URL(given);
  // Codes and the client's secret travel there: in the clear only within this machine.
  if (issuer.protocol !== 'https:' && !isThisMachine(issuer))
    throw new Error('OPTMARK_OIDC_ISSUER: must be https, or http on this machine');
  if (clientId === undefined) throw new Error('OPTMARK_OIDC_CLIENT_ID: is needed beside the issuer');
  if (clientSecret === undefined) throw new Error('OPTMARK_OIDC_CLIENT_SECRET: is needed beside the issuer');
  return { issuer, clientId, clientSecret, ...(claim !== undefined && { claim }) };
}

const isThisMachine = ({ hostname }: URL) => loopback.has(hostname.replace(/^\[|\]$/g, ''));

/**
 * Where a ledger of this origin is reached, as far as the name of its log says it: `127.0.0.1:8787/log`,
 * `ledger.example/log`, and `ledger.example/log/2` after a succession.
 */
export function addressOfOrigin(origin: string): string {
  const [, host = origin, port] = /^(.*?)(?::(\d+))?\/log(?:\/\d+)?$/.exec(origin) ?? [];
  return port === undefined ? `https://${host}` : addressOf(host, port);
}

const addressOf = (host: string, port: string | number) => `http://${reachable(host)}:${port}`;

/**
 * Whether a server for others writes a log that is named after this machine alone, where no stranger finds
 * it.
 */
export function isNamedForThisMachineAlone(
  origin: string,
  { host, databaseUrl, url, urlIsGiven }: Pick<Config, 'host' | 'databaseUrl' | 'url' | 'urlIsGiven'>,
): boolean {
  const address = addressOfOrigin(origin);
  if (!URL.canParse(address) || !isThisMachine(new URL(address))) return false;
  return databaseUrl !== undefined || !loopback.has(host) || (urlIsGiven && !isThisMachine(new URL(url)));
}

/** A host as it stands in a URL. An address to listen on that means "all" cannot be opened. */
export function reachable(host: string): string {
  const opened = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return opened.includes(':') ? `[${opened}]` : opened;
}

function publicUrl({
  HOST: host,
  PORT: port,
  OPTMARK_URL: given,
}: z.infer<typeof environmentSchema>): string {
  if (given === undefined) return addressOf(host, port);
  const { origin, href } = new URL(given);
  // Links are signed for a page at the root; a path, a query or a password would be lost or given away.
  if (href !== `${origin}/`) throw new Error('OPTMARK_URL: must be scheme, host and port, nothing more');
  return origin;
}

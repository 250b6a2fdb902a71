// The environment becomes a Config, once, here; nothing else reads process.env. Everything has a default that makes
// `npm start` work on a fresh machine.

import { resolve } from 'node:path';
import { z } from 'zod';

const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  OPTMARK_DATA: z.string().min(1).default('.data'),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  DATABASE_OWNER_URL: z.string().startsWith('postgres').optional(),
  OPTMARK_ORIGIN: z.string().min(1).optional(),
  OPTMARK_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPTMARK_DEMO: z.enum(['0', '1']).optional(),
  OPTMARK_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  OPTMARK_QUEUE: z.coerce.number().int().min(1024).max(1_000_000).default(4096),
  OPTMARK_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  OPTMARK_CODE_SENDER_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPTMARK_CODE_SENDER_SECRET: z.string().min(16).optional(),
  OPTMARK_CODE_SENDER_DAILY_MAX: z.coerce.number().int().min(0).max(1_000_000).default(1000),
  OPTMARK_CLOUD_API: z.url({ protocol: /^https?$/ }).default('https://graph.facebook.com'),
  OPTMARK_FORWARD_TO_THIS_MACHINE: z.enum(['0', '1']).default('0'),
  /** Set by npm for the scripts it runs. */
  npm_lifecycle_event: z.string().optional(),
});

export type Config = {
  host: string;
  port: number;
  /** Absolute path: keys, the embedded Postgres, the demo's file. */
  dataFolder: string;
  /** Your own Postgres; absent: the embedded one. */
  databaseUrl: string | undefined;
  /** A login that may create roles and tables, where the app's own may not. */
  ownerUrl: string | undefined;
  /** The log's origin (C2SP tlog-checkpoint): the scheme-less prefix under which it is served. */
  origin: string;
  /** Where people's browsers reach the ledger, scheme and host without a last slash: what links begin with. */
  url: string;
  /** Whether the demo business is seeded. */
  demo: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Records that may wait for a commit before newcomers are told 503. */
  queueMax: number;
  /** How many proxies stand in front and append to X-Forwarded-For. */
  trustedProxies: number;
  /** What sends one-time codes to numbers, and what we sign with; undefined: nothing does. */
  codeGateway: { url: URL; secret: string } | undefined;
  /** Messages with a code in a day, all businesses together; 0 turns them off. */
  codesPerDay: number;
  /** Scheme and host of Meta's Cloud API, or of what stands in for it. */
  cloudApi: URL;
  /** Development: webhooks may be forwarded to addresses of this machine, which an attacker would like best. */
  forwardToThisMachine: boolean;
  /** Then signals are lost on the way: npm gives them to the shell between. */
  startedByNpm: boolean;
};

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** @throws Error that names the variable and what it must be; never its value, which may be a password. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
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
    databaseUrl: env.DATABASE_URL,
    ownerUrl: env.DATABASE_OWNER_URL,
    origin: env.OPTMARK_ORIGIN ?? `${env.HOST}:${env.PORT}/log`,
    url: publicUrl(env),
    // Demo keys in a file are fine on one's own machine and nowhere else, unless somebody asks for them.
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

const isThisMachine = ({ hostname }: URL) => loopback.has(hostname.replace(/^\[|\]$/g, ''));

function publicUrl({
  HOST: host,
  PORT: port,
  OPTMARK_URL: given,
}: z.infer<typeof environmentSchema>): string {
  // An address to listen on that means "all" cannot be opened.
  const opened = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  if (given === undefined) return `http://${opened.includes(':') ? `[${opened}]` : opened}:${port}`;
  const { origin, href } = new URL(given);
  // Links are signed for a page at the root; a path, a query or a password would be lost or given away.
  if (href !== `${origin}/`) throw new Error('OPTMARK_URL: must be scheme, host and port, nothing more');
  return origin;
}

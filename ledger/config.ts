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
  OPTMARK_DEMO: z.enum(['0', '1']).optional(),
  OPTMARK_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  OPTMARK_QUEUE: z.coerce.number().int().min(1024).max(1_000_000).default(4096),
  OPTMARK_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
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
  /** Whether the demo business is seeded. */
  demo: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Records that may wait for a commit before newcomers are told 503. */
  queueMax: number;
  /** How many proxies stand in front and append to X-Forwarded-For. */
  trustedProxies: number;
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
    // Demo keys in a file are fine on one's own machine and nowhere else, unless somebody asks for them.
    demo:
      env.OPTMARK_DEMO === '1' ||
      (env.OPTMARK_DEMO === undefined && loopback.has(env.HOST) && !env.DATABASE_URL),
    logLevel: env.OPTMARK_LOG_LEVEL,
    queueMax: env.OPTMARK_QUEUE,
    trustedProxies: env.OPTMARK_TRUSTED_PROXIES,
    startedByNpm: env.npm_lifecycle_event !== undefined,
  };
}

// DATABASE_URL as providers and libpq write it (https://www.postgresql.org/docs/18/libpq-connect.html,
// 32.1.1.2):
//
//   postgres://user:password@host:port,host:port/database?sslmode=verify-full&…
//   postgres://user@%2Fvar%2Frun%2Fpostgresql/database     postgres:///database?host=/var/run/postgresql
//
// This file takes a parameter, ignores it, sets it itself, or refuses it by name. An error must never repeat
// a value: any unreadable part of a url may be the password.

import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { LedgerError } from '../../core/error.ts';

export type Place = { host: string; port: number } | { path: string };

const proofs = ['password', 'md5', 'scram-sha-256', 'none'] as const;
export type Proof = (typeof proofs)[number];

export type Tls = {
  /** `prefer`: encrypted if the server offers it. */
  mode: 'disable' | 'prefer' | 'require';
  verify: 'nothing' | 'chain' | 'chain and name';
  /** TLS from the first byte, without an SSLRequest. */
  direct: boolean;
  /** Whether the client names the host in the handshake. */
  sni: boolean;
  /** The trusted roots: as PEM, the system's, or Node's default. */
  roots: Buffer | 'system' | 'default';
  own: { cert?: Buffer; key?: Buffer; passphrase?: string; crl?: Buffer };
  minVersion?: 'TLSv1.2' | 'TLSv1.3';
};

export type DatabaseUrl = {
  /** Tried in this order. */
  places: Place[];
  user: string;
  password: string | undefined;
  database: string;
  tls: Tls;
  channelBinding: 'disable' | 'prefer' | 'require';
  /** The proofs that the server may ask for. Undefined: any. */
  requireAuth: readonly Proof[] | undefined;
  /** Whether to skip a standby, because the ledger writes. */
  writable: boolean;
  /** Milliseconds. */
  connectTimeout: number | undefined;
  applicationName: string | undefined;
  /** Command line of the session, such as a provider's `endpoint=…`. The ledger's own settings follow it. */
  options: string | undefined;
  /** Parameters that name a Postgres setting the ledger decides itself. It does not use them. */
  overruled: string[];
};

/**
 * Parameters that libpq, node-postgres, Prisma, JDBC, Doctrine, Supabase and Vercel write. They do nothing
 * here.
 */
const meaningless = new Set(
  `client_encoding fallback_application_name keepalives keepalives_idle keepalives_interval keepalives_count
  tcp_user_timeout sslcompression load_balance_hosts gsslib min_protocol_version max_protocol_version pgbouncer
  connection_limit pool_timeout pool_size max_connections statement_cache_size prepared_statements prepareThreshold
  uselibpqcompat supa workaround serverVersion charset encoding socket_timeout single_use_connections`.split(
    /\s+/,
  ),
);

const wordOf = (rule: string) => new LedgerError('invalid', `the database url: ${rule}`);
const shape =
  'write it as postgres://user:password@host:port/database, and percent-encode any of %:/?#[]@ in user and password (% as %25)';

/**
 * @param own settings that the ledger gives each session with its login
 * @param later settings that it sets after the login
 * @throws LedgerError `invalid`, with the name of the parameter and the values that it may have
 */
export function parseDatabaseUrl(
  url: string,
  own: readonly string[] = [],
  later: readonly string[] = [],
): DatabaseUrl {
  const [, login, hosts = '', path, query] =
    /^postgres(?:ql)?:\/\/(?:([^/?]*)@)?([^/?@]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(url) ?? [];
  // After a slash in a password, the rest would be read as the database, and the user's name as the host.
  if (!/^postgres(ql)?:\/\//.test(url) || path?.includes('@')) throw wordOf(shape);
  const ours = new Set(own.map((each) => each.toLowerCase()));
  const { given, overruled } = parametersOf(query ?? '', new Set([...ours, ...later]));
  const options = withoutOurs(given.get('options') ?? '', ours, overruled);
  const [user, password] = split(login ?? '', ':');
  const name = given.get('user') ?? (decode(user) || systemUser());
  const places = placesOf(given.get('host') ?? decode(hosts), given.get('port'), given.get('hostaddr'));
  const target = oneOf(given, 'target_session_attrs', ['any', 'read-write', 'primary', 'prefer-primary']);
  return {
    places,
    user: name,
    password: given.get('password') ?? (password === undefined ? undefined : decode(password)),
    database: given.get('dbname') ?? (decode(path ?? '') || name),
    tls: tlsOf(given),
    channelBinding: oneOf(given, 'channel_binding', ['prefer', 'disable', 'require']),
    requireAuth: proofsOf(given),
    writable: target === 'read-write' || target === 'primary' || places.length > 1,
    connectTimeout: secondsOf(given, 'connect_timeout'),
    applicationName: given.get('application_name'),
    options: options === '' ? undefined : options,
    overruled,
  };
}

const taken = new Set(
  `host hostaddr port user password dbname connect_timeout application_name options target_session_attrs sslmode ssl
  sslaccept sslrootcert sslcert sslkey sslpassword sslcrl sslsni sslnegotiation ssl_min_protocol_version
  channel_binding require_auth`.split(/\s+/),
);

function parametersOf(query: string, own: ReadonlySet<string>) {
  const given = new Map<string, string>();
  const overruled: string[] = [];
  for (const pair of query.split('&').filter((each) => each !== '')) {
    const [encoded, value = ''] = split(pair, '=');
    const name = decode(encoded);
    if (taken.has(name)) given.set(name, decode(value));
    else if (own.has(name.toLowerCase())) overruled.push(name);
    else if (name === 'schema' || name === 'currentSchema') {
      if (decode(value) !== 'public') throw wordOf(`${name} must be public, which holds the ledger's tables`);
    } else if (name === 'gssencmode')
      oneOf(new Map([[name, decode(value)]]), name, ['disable', 'prefer', 'allow']);
    else if (!meaningless.has(name)) throw wordOf(`there is no parameter ${shown(name)}`);
  }
  return { given, overruled };
}

/**
 * `-c role=boss --geqo=off endpoint=e`, with a backslash before a blank in a value. Postgres takes the later
 * of two settings, which is ours. But a setting that the login may not change, such as a role, would end the
 * session.
 */
function withoutOurs(options: string, ours: ReadonlySet<string>, overruled: string[]): string {
  return options
    .replaceAll(/(?:-c\s*|--)([\w.-]+)\s*=(?:\\.|[^\s\\])*/gs, (whole, setting: string) => {
      const name = setting.replaceAll('-', '_');
      if (!ours.has(name.toLowerCase())) return whole;
      overruled.push(name);
      return '';
    })
    .trim();
}

/** As in libpq: the user who runs the process. A container may have no name for that user. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    throw wordOf('it must name a user');
  }
}

/**
 * A name may be part of a password with a question mark in it, so an error repeats only text that looks like
 * a name.
 */
const shown = (name: string) => (/^[a-z][a-z_]{1,40}$/i.test(name) ? name : 'of that name');

function placesOf(hosts: string, ports: string | undefined, addresses: string | undefined): Place[] {
  const port = (ports ?? '').split(',');
  const address = addresses?.split(',');
  return hosts.split(',').map((host, index) => {
    const [, bracketed, bare, own] = /^(?:\[([^\]]*)\]|([^:]*|\/.*))(?::(\d+))?$/.exec(host) ?? [];
    const name = bracketed ?? bare;
    if (name === undefined) throw wordOf(shape);
    const number = Number(own ?? (port[index] || port[0] || 5432));
    if (!Number.isInteger(number) || number < 1 || number > 65_535)
      throw wordOf('a port is a number up to 65535');
    if (name.startsWith('/')) return { path: `${name}/.s.PGSQL.${number}` };
    return { host: address?.[index] ?? (name || 'localhost'), port: number };
  });
}

const modes = ['prefer', 'disable', 'allow', 'require', 'no-verify', 'verify-ca', 'verify-full'] as const;

function tlsOf(given: Map<string, string>): Tls {
  const plain = new Map([
    ...given,
    ['ssl', plainWord[given.get('ssl') ?? 'prefer'] ?? (given.get('ssl') as string)],
  ]);
  const mode = given.has('sslmode') ? oneOf(given, 'sslmode', modes) : oneOf(plain, 'ssl', modes);
  const root = given.get('sslrootcert');
  const strict = oneOf(given, 'sslaccept', ['accept_invalid_certs', 'strict']) === 'strict';
  // As in libpq: where the url names a root certificate, `require` checks the chain. With the system's roots
  // it checks the name too.
  const full = mode === 'verify-full' || root === 'system' || strict;
  const chain = mode === 'verify-ca' || (mode === 'require' && root !== undefined);
  const direct = oneOf(given, 'sslnegotiation', ['postgres', 'direct']) === 'direct';
  const version = given.get('ssl_min_protocol_version');
  if (version !== undefined)
    oneOf(given, 'ssl_min_protocol_version', ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']);
  const [cert, key, crl] = [fileOf(given, 'sslcert'), fileOf(given, 'sslkey'), fileOf(given, 'sslcrl')];
  const passphrase = given.get('sslpassword');
  return {
    mode:
      mode === 'disable'
        ? 'disable'
        : !direct && !full && (mode === 'prefer' || mode === 'allow')
          ? 'prefer'
          : 'require',
    verify: full ? 'chain and name' : chain ? 'chain' : 'nothing',
    direct,
    sni: given.get('sslsni') !== '0',
    roots: root === 'system' ? 'system' : (fileOf(given, 'sslrootcert') ?? 'default'),
    own: {
      ...(cert && { cert }),
      ...(key && { key }),
      ...(crl && { crl }),
      ...(passphrase && { passphrase }),
    },
    ...((version === 'TLSv1.2' || version === 'TLSv1.3') && { minVersion: version }),
  };
}

/** The values of `ssl=` in node-postgres and JDBC. */
const plainWord: Record<string, (typeof modes)[number]> = {
  true: 'require',
  '1': 'require',
  false: 'disable',
  '0': 'disable',
};

function fileOf(given: Map<string, string>, name: string): Buffer | undefined {
  const file = given.get(name);
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file);
  } catch {
    throw wordOf(`${name} must name a file that can be read`);
  }
}

function oneOf<T extends string>(given: Map<string, string>, name: string, words: readonly [T, ...T[]]): T {
  const value = given.get(name) ?? words[0];
  const found = words.find((word) => word === value);
  if (found === undefined) throw wordOf(`${name} must be one of ${words.join(', ')}`);
  return found;
}

function proofsOf(given: Map<string, string>): Proof[] | undefined {
  const words = given.get('require_auth')?.split(',');
  return words?.map((word) => oneOf(new Map([['require_auth', word]]), 'require_auth', proofs));
}

/** In libpq, 0 waits for ever. The ledger never does. */
function secondsOf(given: Map<string, string>, name: string): number | undefined {
  const value = given.get(name);
  if (value === undefined) return undefined;
  if (!/^\d{1,6}$/.test(value)) throw wordOf(`${name} must be whole seconds`);
  return value === '0' ? undefined : Math.min(Number(value), 60) * 1000;
}

function split(text: string, at: string): [string, string?] {
  const index = text.indexOf(at);
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wordOf(shape);
  }
}

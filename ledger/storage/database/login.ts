// From an open socket to a session that waits for its first statement: StartupMessage, authentication,
// parameters. https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-START-UP and RFC 5802, RFC
// 7677 for SCRAM. The driver does not do this, because it knows no channel binding, and a server that answers
// nonsense during login makes it reject promises that no code awaits.

import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { certificateHash } from './certificate-hash.ts';
import { readServerError } from './database-error.ts';
import type { DatabaseUrl, Proof } from './database-url.ts';
import { fault } from './dial.ts';

export type LoggedIn = {
  /** The process id that the server names for the session. A pooler makes one up. */
  pid: number | undefined;
  /** What the server reports about itself: `in_hot_standby`, `server_version`, … */
  parameters: ReadonlyMap<string, string>;
};

/** Longest message of a login, when the server is not trusted yet. */
const messageBytesMax = 64 * 1024;

/**
 * @throws an Error with a `code`: a SQLSTATE from the server, or one of ours. The caller destroys the socket,
 *   also to stop the login.
 */
export async function logIn(
  socket: Socket,
  to: Credentials & Pick<DatabaseUrl, 'database'>,
  settings: Record<string, string>,
): Promise<LoggedIn> {
  const messages = readMessages(socket);
  try {
    const said = { user: to.user, database: to.database, client_encoding: 'UTF8', ...settings };
    socket.write(startup(said));
    await authenticate(socket, messages, to);
    return await untilReady(messages);
  } finally {
    await messages.return(undefined);
  }
}

type Credentials = Pick<DatabaseUrl, 'user' | 'password' | 'channelBinding' | 'requireAuth'>;

type Message = { type: string; body: Buffer };
type Messages = AsyncGenerator<Message, undefined>;

async function untilReady(messages: Messages): Promise<LoggedIn> {
  const parameters = new Map<string, string>();
  let pid: number | undefined;
  for (;;) {
    const { type, body } = await next(messages);
    if (type === 'Z') return { pid, parameters };
    if (type === 'K') pid = body.readUInt32BE(0);
    if (type === 'S') {
      const [name = '', value = ''] = body.toString('utf8').split('\0');
      parameters.set(name, value);
    }
  }
}

async function authenticate(socket: Socket, messages: Messages, to: Credentials): Promise<void> {
  for (let given: Proof = 'none'; ; ) {
    const { type, body } = await next(messages);
    if (type !== 'R') throw fault('PROTOCOL_VIOLATION');
    const method = body.readUInt32BE(0);
    const asked: Proof | undefined = method === 0 ? given : asks[method];
    if (asked === undefined) throw fault('AUTHENTICATION_UNKNOWN');
    // A server that asks for no proof, or for the password itself, gives no proof of its own.
    if (to.channelBinding === 'require' && asked !== 'scram-sha-256') throw fault('CHANNEL_BINDING_REFUSED');
    if (to.requireAuth?.includes(asked) === false) throw fault('AUTHENTICATION_REFUSED');
    if (method === 0) return;
    if (to.password === undefined) throw fault('PASSWORD_MISSING');
    given = asked;
    if (asked === 'scram-sha-256') await scram(socket, messages, body, to.password, to.channelBinding);
    else if (asked === 'password') socket.write(password(to.password));
    else socket.write(password(md5Proof(to.user, to.password, body.subarray(4, 8))));
  }
}

const asks: Record<number, Proof> = { 3: 'password', 5: 'md5', 10: 'scram-sha-256' };

function md5Proof(user: string, secret: string, salt: Buffer): string {
  const md5 = (...parts: (string | Buffer)[]) =>
    parts.reduce((hash, part) => hash.update(part), createHash('md5')).digest('hex');
  return `md5${md5(md5(secret, user), salt)}`;
}

const derive = promisify(pbkdf2);
/** A hostile server must not make us count for minutes; Postgres's own default is 4096. */
const iterationsMax = 1_000_000;

async function scram(
  socket: Socket,
  messages: Messages,
  offered: Buffer,
  secret: string,
  wanted: DatabaseUrl['channelBinding'],
): Promise<void> {
  const mechanisms = offered.subarray(4).toString('utf8').split('\0');
  const hash = socket instanceof TLSSocket && wanted !== 'disable' ? certificateHash(socket) : undefined;
  const plus = hash !== undefined && mechanisms.includes('SCRAM-SHA-256-PLUS');
  if (wanted === 'require' && !plus) throw fault('CHANNEL_BINDING_REFUSED');
  // `y`: we support binding, and believe that the server does not. If the server did offer it, it knows from
  // this that an attacker removed the offer.
  const header = plus ? 'p=tls-server-end-point,,' : hash === undefined ? 'n,,' : 'y,,';
  const binding = Buffer.concat([Buffer.from(header), plus ? hash : Buffer.alloc(0)]).toString('base64');

  const first = `n=,r=${randomBytes(18).toString('base64')}`;
  const opening = Buffer.from(header + first);
  const mechanism = plus ? 'SCRAM-SHA-256-PLUS\0' : 'SCRAM-SHA-256\0';
  socket.write(message('p', Buffer.from(mechanism), int32(opening.length), opening));

  const challenge = await sasl(messages, 11);
  const { r: nonce = '', s: salt = '', i: count = '' } = attributes(challenge);
  const iterations = Number(count);
  if (!nonce.startsWith(first.slice(5)) || !(iterations >= 1 && iterations <= iterationsMax))
    throw fault('PROTOCOL_VIOLATION');
  const salted = await derive(
    secret.normalize('NFKC'),
    Buffer.from(salt, 'base64'),
    iterations,
    32,
    'sha256',
  );
  const unproven = `c=${binding},r=${nonce}`;
  const transcript = `${first},${challenge},${unproven}`;
  const clientKey = hmac(salted, 'Client Key');
  const signature = hmac(createHash('sha256').update(clientKey).digest(), transcript);
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] as number)));
  socket.write(message('p', Buffer.from(`${unproven},p=${proof.toString('base64')}`)));

  const { v: verifier = '' } = attributes(await sasl(messages, 12));
  const expected = hmac(hmac(salted, 'Server Key'), transcript);
  const got = Buffer.from(verifier, 'base64');
  if (got.length !== expected.length || !timingSafeEqual(got, expected)) throw fault('SERVER_NOT_PROVEN');
}

async function sasl(messages: Messages, method: number): Promise<string> {
  const { type, body } = await next(messages);
  if (type !== 'R' || body.readUInt32BE(0) !== method) throw fault('PROTOCOL_VIOLATION');
  return body.subarray(4).toString('utf8');
}

/** `r=…,s=…,i=4096` */
function attributes(text: string): Record<string, string> {
  return Object.fromEntries(text.split(',').map((pair) => [pair.slice(0, 1), pair.slice(2)]));
}

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** The next message that is not a notice. */
async function next(messages: Messages): Promise<Message> {
  for (;;) {
    const { value } = await messages.next();
    if (value === undefined) throw fault('CONNECTION_LOST');
    if (value.type === 'E') throw readServerError(value.body);
    if (value.body.length < 4 && value.type === 'R') throw fault('PROTOCOL_VIOLATION');
    if (value.type !== 'N') return value;
  }
}

async function* readMessages(socket: Socket): Messages {
  let rest = Buffer.alloc(0);
  let wake = () => {};
  let gone = false;
  const take = (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    wake();
  };
  const leave = () => {
    gone = true;
    wake();
  };
  socket.on('data', take).once('close', leave);
  try {
    for (;;) {
      const length = rest.length < 5 ? 0 : 1 + rest.readUInt32BE(1);
      if (length > messageBytesMax || (length > 0 && length < 5)) throw fault('PROTOCOL_VIOLATION');
      if (length > 0 && rest.length >= length) {
        const whole = rest.subarray(0, length);
        rest = rest.subarray(length);
        yield { type: String.fromCharCode(whole[0] as number), body: whole.subarray(5) };
      } else if (gone || socket.destroyed) return;
      else await new Promise<void>((done) => (wake = done));
    }
  } finally {
    socket.pause().off('data', take).off('close', leave);
  }
}

function startup(parameters: Record<string, string>): Buffer {
  const text = Object.entries(parameters).map(([name, value]) => `${name}\0${value}\0`);
  const body = Buffer.concat([int32(196_608), Buffer.from(`${text.join('')}\0`)]);
  return Buffer.concat([int32(body.length + 4), body]);
}

const password = (text: string) => message('p', Buffer.from(`${text}\0`));

function message(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

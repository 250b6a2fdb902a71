// Servers that answer nonsense, or something else than Postgres would, while a session is made. Each is one
// small real server; the statement fails in time with a word that says why, and nothing is left to reject
// later.

import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Database,
  type DatabaseOptions,
  openDatabase,
} from '../../../ledger/storage/database/connection.ts';
import { failure } from './notes.ts';

let running: Server | undefined;
let opened: Database | undefined;
afterEach(async () => {
  running?.close();
  await opened?.end();
});

const open = (options: DatabaseOptions): Database => {
  opened = openDatabase({ clients: 1, ...options });
  return opened;
};

const message = (type: string, ...parts: (Buffer | string)[]) => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const authentication = (method: number, ...rest: string[]) => message('R', int32(method), ...rest);
const ready = message('Z', 'I');
const refusal = (code: string, words: string) => message('E', `SFATAL\0VFATAL\0C${code}\0M${words}\0\0`);

/** Answers the n-th thing it hears with the n-th answer; says nothing more after the last. */
async function scripted(...answers: (Buffer | ((heard: Buffer) => Buffer))[]): Promise<string> {
  const server = createServer((socket) => {
    let n = 0;
    socket.on('error', () => {});
    socket.on('data', (heard) => {
      const answer = answers[n++];
      if (answer !== undefined) socket.write(typeof answer === 'function' ? answer(heard as Buffer) : answer);
    });
  });
  running = server;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `postgres://ann:swordfish@127.0.0.1:${(server.address() as AddressInfo).port}/ledger`;
}

const no = Buffer.from('N');
/** The client's nonce out of its first SCRAM message. */
const nonceOf = (heard: Buffer) => /r=([^,\0]+)/.exec(heard.toString('latin1'))?.[1] ?? '';

describe('a login ends, and says why, with a server that', () => {
  test.each<[string, Parameters<typeof scripted>, object]>([
    ['refuses the password', [no, refusal('28P01', 'no')], { rule: 'login_refused', sqlstate: '28P01' }],
    ['refuses the login', [no, refusal('28000', 'no')], { rule: 'login_refused', sqlstate: '28000' }],
    ['has no such database', [no, refusal('3D000', 'no')], { rule: 'no_database' }],
    ['is full', [no, refusal('53300', 'no')], { rule: 'too_many_connections' }],
    ['starts up', [no, refusal('57P03', 'no')], { rule: 'starting' }],
    ['is a pooler', [no, refusal('08P01', 'unsupported startup parameter: role')], { rule: 'pooler' }],
    ['knows another way of proof', [no, authentication(7)], { rule: 'login_refused' }],
    ['speaks before it is asked', [Buffer.from('Nx')], { rule: 'not_encrypted' }],
    ['is a web server', [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')], { rule: 'not_encrypted' }],
    [
      'gives no iterations',
      [no, authentication(10, 'SCRAM-SHA-256\0\0'), authentication(11, 'r=x,s=y')],
      { rule: 'unreachable' },
    ],
    [
      'counts for ever',
      [
        no,
        authentication(10, 'SCRAM-SHA-256\0\0'),
        (h) => authentication(11, `r=${nonceOf(h)}x,s=eA==,i=99999999999`),
      ],
      { rule: 'unreachable' },
    ],
    [
      'proves nothing',
      [
        no,
        authentication(10, 'SCRAM-SHA-256\0\0'),
        (h) => authentication(11, `r=${nonceOf(h)}x,s=eA==,i=1`),
        Buffer.concat([authentication(12, 'v=AAAA'), authentication(0), ready]),
      ],
      { rule: 'not_proven' },
    ],
    ['sends a short message', [no, Buffer.from('R\0\0\0\x04')], { rule: 'unreachable' }],
    ['sends a length below its own', [no, Buffer.from('R\0\0\0\0\0\0\0\0')], { rule: 'unreachable' }],
    ['sends a message without end', [no, Buffer.from('R\x7f\0\0\0')], { rule: 'unreachable' }],
    ['says nothing', [], { rule: 'silent' }],
    ['says nothing more', [no], { rule: 'silent' }],
    ['lets in and never answers', [no, Buffer.concat([authentication(0), ready])], { rule: 'silent' }],
  ])('%s', async (_, answers, { rule, ...more }: { rule?: string }) => {
    const db = open({ url: await scripted(...answers), connectTimeout: 300, role: 'r' });
    const error = await failure(db.sql`select 1`);
    expect(error).toMatchObject({ code: 'unavailable', effect: 'none', retryAfter: 1, ...more });
    expect(error.faults.map((fault) => fault.rule)).toEqual([rule]);
    expect(`${error.message} ${(error.cause as Error).message}`).not.toContain('swordfish');
  });

  test('asks for a password that the url does not have', async () => {
    const url = new URL(await scripted(no, authentication(3)));
    url.password = '';
    const error = await failure(open({ url: url.href.replace(':@', '@') }).sql`select 1`);
    expect(error).toMatchObject({ sqlstate: 'PASSWORD_MISSING' });
  });

  test('wants no proof, where a bound channel was asked for', async () => {
    const url = await scripted(no, Buffer.concat([authentication(0), ready]));
    const db = open({ url: `${url}?channel_binding=require` });
    expect(await failure(db.sql`select 1`)).toMatchObject({ sqlstate: 'CHANNEL_BINDING_REFUSED' });
  });

  test('asks for another proof than it may, and is not given it', async () => {
    let heard = '';
    for (const method of [0, 3, 5]) {
      const listen = (bytes: Buffer) => {
        heard += bytes.toString('latin1');
        return ready;
      };
      const url = await scripted(
        no,
        Buffer.concat([authentication(method, 'salt'), method === 0 ? ready : no]),
        listen,
      );
      const db = open({ url: `${url}?require_auth=scram-sha-256` });
      expect(await failure(db.sql`select 1`)).toMatchObject({ sqlstate: 'AUTHENTICATION_REFUSED' });
      await db.end();
    }
    expect(heard).toBe('');
  });

  test('is a standby, where a url names several places or wants one to write to', async () => {
    const standby = message('S', 'in_hot_standby\0on\0');
    const url = await scripted(no, Buffer.concat([authentication(0), standby, ready]));
    for (const wants of ['read-write', 'primary']) {
      const db = open({ url: `${url}?target_session_attrs=${wants}` });
      expect(await failure(db.sql`select 1`)).toMatchObject({
        sqlstate: '25006',
        faults: [{ rule: 'read_only' }],
      });
    }
  });

  test('the next place is asked when one does not answer or refuses', async () => {
    const port = new URL(await scripted(no, refusal('57P03', 'no'))).port;
    const url = `postgres://ann@127.0.0.1:1,127.0.0.1:${port}/ledger`;
    expect(await failure(open({ url }).sql`select 1`)).toMatchObject({ sqlstate: '57P03' });
  });
});

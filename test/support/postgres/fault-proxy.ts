// A network between the ledger and Postgres that fails where it is told to. It reads the messages of the wire
// protocol both ways (https://www.postgresql.org/docs/18/protocol-message-formats.html), so that a test can
// name the very message of a connection's life at which something happens.
//
//   const proxy = await faultProxy(database.ownerUrl);
//   proxy.at = ({ name, connection }) => (connection === 2 && name === 'ReadyForQuery' ? 'reset' : 'pass');
//   await proxy.refuse();   // dials are refused until proxy.accept()
//
// It must never change a byte that it passes on.

import { connect, createServer, type Server, type Socket } from 'node:net';

export type Frame = {
  from: 'client' | 'server';
  /** As the protocol calls it: Startup, SSLRequest, Parse, ReadyForQuery, … */
  name: string;
  /** Which message of its connection, from 1, both directions counted. */
  n: number;
  /** Which connection of the proxy, from 1. */
  connection: number;
  /** The whole message. */
  bytes: Buffer;
};

/**
 * What happens in place of passing a message on. `reset` and `close` hang up on both sides; with ` after`,
 * once the message has passed. `silence`: nothing of this connection arrives any more, and nobody is told.
 */
export type Fate = 'pass' | 'reset' | 'close' | 'silence' | 'reset after' | 'close after' | 'silence after';

export type FaultProxy = {
  /** `postgres://` through the proxy. */
  url: string;
  /** Decides over each message; set it anew at any time. */
  at: (frame: Frame) => Fate;
  /** "connection:name" of every message that came, in order. */
  seen: string[];
  /** Hangs up on everybody, with a reset, or goes silent on them. */
  all(fate: 'reset' | 'close' | 'silence'): void;
  /** Nobody listens at the port any more. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
};

type Line = { near: Socket; far: Socket; silent: boolean };

const pass = (): Fate => 'pass';

export async function faultProxy(target: string): Promise<FaultProxy> {
  const to = new URL(target);
  const lines = new Set<Line>();
  let connections = 0;
  let server: Server | undefined;

  const proxy: FaultProxy = {
    url: '',
    at: pass,
    seen: [],
    all(fate) {
      for (const line of lines) fail(line, fate);
    },
    async refuse() {
      const closing = server;
      server = undefined;
      // The port is free at once; connections that are up stay up.
      closing?.close();
    },
    async accept() {
      server ??= await listen(Number(new URL(proxy.url).port));
    },
    async close() {
      for (const line of lines) fail(line, 'close');
      server?.close();
    },
  };

  function listen(port: number): Promise<Server> {
    const fresh = createServer(serve);
    return new Promise((done, failed) => {
      fresh.once('error', failed).listen(port, '127.0.0.1', () => done(fresh));
    });
  }

  function serve(near: Socket): void {
    const connection = ++connections;
    const far = connect({ port: Number(to.port), host: to.hostname, noDelay: true });
    const line: Line = { near: near.setNoDelay(true), far, silent: false };
    lines.add(line);
    let n = 0;
    const read = (from: Frame['from'], into: Socket, framer: Framer) => (chunk: Buffer) => {
      for (const { name, bytes } of framer(chunk)) {
        if (line.silent || near.destroyed) return;
        proxy.seen.push(`${connection}:${name}`);
        const fate = proxy.at({ from, name, n: ++n, connection, bytes });
        if (fate === 'pass' || fate.endsWith('after')) into.write(bytes);
        if (fate !== 'pass') fail(line, fate.split(' ')[0] as 'reset');
      }
    };
    const fromServer = serverFramer();
    near.on('data', read('client', far, clientFramer(fromServer.expectAnswerByte)));
    far.on('data', read('server', near, fromServer.frames));
    for (const socket of [near, far]) socket.on('error', () => {});
    far.on('close', () => line.silent || near.destroy());
    near.on('close', () => {
      lines.delete(line);
      far.destroy();
    });
  }

  server = await listen(0);
  const url = new URL(target);
  const address = server.address();
  url.port = String(typeof address === 'object' ? address?.port : '');
  proxy.url = url.href;
  return proxy;
}

function fail(line: Line, fate: 'reset' | 'close' | 'silence'): void {
  if (fate === 'silence') line.silent = true;
  else if (fate === 'close') line.near.end();
  else line.near.resetAndDestroy();
  if (fate !== 'silence') line.far.destroy();
}

type Framer = (chunk: Buffer) => Generator<{ name: string; bytes: Buffer }>;

const sslRequest = 80_877_103;
const openings: Record<number, string> = {
  [sslRequest]: 'SSLRequest',
  80877104: 'GSSENCRequest',
  80877102: 'CancelRequest',
};

/** The client's messages; the first ones have a length and no type. */
function clientFramer(expectAnswerByte: () => void): Framer {
  let rest = Buffer.alloc(0);
  let started = false;
  return function* frames(chunk) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const header = started ? 1 : 0;
      if (rest.length < header + 4) return;
      const length = header + rest.readUInt32BE(header);
      if (rest.length < length) return;
      const bytes = rest.subarray(0, length);
      rest = rest.subarray(length);
      const opening = started ? undefined : openings[bytes.readUInt32BE(4)];
      if (opening === 'SSLRequest') expectAnswerByte();
      const name = started
        ? (clientNames[String.fromCharCode(bytes[0] as number)] ?? '?')
        : (opening ?? 'Startup');
      started ||= opening === undefined;
      yield { name, bytes };
    }
  };
}

function serverFramer(): { frames: Framer; expectAnswerByte: () => void } {
  let rest = Buffer.alloc(0);
  let answerByte = false;
  return {
    expectAnswerByte: () => {
      answerByte = true;
    },
    *frames(chunk) {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length > 0) {
        if (!answerByte && rest.length < 5) return;
        const length = answerByte ? 1 : 1 + rest.readUInt32BE(1);
        if (rest.length < length) return;
        const bytes = rest.subarray(0, length);
        rest = rest.subarray(length);
        const name = answerByte ? 'SSLAnswer' : (serverNames[String.fromCharCode(bytes[0] as number)] ?? '?');
        answerByte = false;
        yield { name, bytes };
      }
    },
  };
}

const clientNames: Record<string, string> = {
  B: 'Bind',
  C: 'Close',
  D: 'Describe',
  E: 'Execute',
  H: 'Flush',
  P: 'Parse',
  Q: 'Query',
  S: 'Sync',
  X: 'Terminate',
  p: 'Password',
};

const serverNames: Record<string, string> = {
  1: 'ParseComplete',
  2: 'BindComplete',
  C: 'CommandComplete',
  D: 'DataRow',
  E: 'ErrorResponse',
  I: 'EmptyQueryResponse',
  K: 'BackendKeyData',
  N: 'NoticeResponse',
  R: 'Authentication',
  S: 'ParameterStatus',
  T: 'RowDescription',
  Z: 'ReadyForQuery',
  n: 'NoData',
  t: 'ParameterDescription',
};

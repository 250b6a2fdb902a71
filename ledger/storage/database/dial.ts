// A socket to Postgres, encrypted as the url says. The driver does not do this, because it can reject
// promises that no code awaits, and it trusts any certificate where libpq would not.

import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, getCACertificates } from 'node:tls';
import type { Place, Tls } from './database-url.ts';

/** Int32 8, Int32 80877103. https://www.postgresql.org/docs/18/protocol-message-formats.html */
const sslRequest = Buffer.from('0000000804d2162f', 'hex');

/**
 * @param within milliseconds for the whole attempt
 * @param opened gets the socket while it still connects, so that the caller can destroy it
 * @throws an Error with a `code`
 */
export async function dial(
  place: Place,
  tls: Tls,
  within: number,
  opened: (socket: Socket) => void,
): Promise<Socket> {
  const socket = connect({ ...place, noDelay: true });
  // A socket's error without a listener ends the process. `close` reports it.
  socket.on('error', () => {});
  opened(socket);
  const late = setTimeout(() => socket.destroy(fault('CONNECT_TIMEOUT')), within);
  try {
    await until(socket, 'connect');
    if ('path' in place || tls.mode === 'disable') return socket;
    return await secured(socket, place.host, tls, opened);
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(late);
  }
}

async function secured(
  socket: Socket,
  host: string,
  tls: Tls,
  opened: (socket: Socket) => void,
): Promise<Socket> {
  if (!tls.direct) {
    socket.write(sslRequest);
    const answer = (await until(socket, 'data')) as Buffer;
    // An attacker on the way has added bytes, so that we would read them as if they had been encrypted.
    if (answer.length !== 1) throw fault('TLS_REFUSED');
    if (answer.toString('latin1') !== 'S') {
      if (tls.mode === 'prefer') return socket;
      throw fault('TLS_REFUSED');
    }
  }
  const secure = connectTls({
    ...tls.own,
    socket,
    host,
    ...(tls.sni && isIP(host) === 0 && { servername: host }),
    ...(tls.roots !== 'default' && { ca: tls.roots === 'system' ? systemRoots() : tls.roots }),
    rejectUnauthorized: tls.verify !== 'nothing',
    ...(tls.verify !== 'chain and name' && { checkServerIdentity: () => undefined }),
    ...(tls.direct && { ALPNProtocols: ['postgresql'] }),
    ...(tls.minVersion && { minVersion: tls.minVersion }),
  });
  secure.on('error', () => {});
  opened(secure);
  await until(secure, 'secureConnect');
  return secure;
}

const systemRoots = () => [...getCACertificates('system'), ...getCACertificates('default')];

/** The value of the next event of this name. Rejects when the socket closes first. */
function until(socket: Socket, event: string): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const gone = () => reject(fault('CONNECTION_LOST'));
  socket.once(event, resolve).once('error', reject).once('close', gone);
  return promise.finally(() => socket.off(event, resolve).off('error', reject).off('close', gone));
}

/** An error with a code and no other detail. */
export function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}

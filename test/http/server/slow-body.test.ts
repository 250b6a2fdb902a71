import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { requestTimeoutMs } from '../../../ledger/http/server/limits.ts';
import { listen } from '../../../ledger/http/server/listen.ts';
import { apiOfThisFile } from '../api.ts';

const api = apiOfThisFile();

test('a body that trickles in is given up in time, and its connection with it', async () => {
  const server = await listen(api.app, { host: '127.0.0.1', port: 0 });
  const asked = performance.now();
  const heard = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write(
        'POST /v1/gate/check HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ' +
          `${api.ledger.keys.gate}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n`,
      );
    });
    const trickle = setInterval(() => socket.write(' '), 1_000);
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', reject).on('close', () => {
      clearInterval(trickle);
      resolve(text);
    });
  });
  expect(heard).toMatch(/^HTTP\/1\.1 408 /);
  expect(heard).toContain('"code":"too_slow"');
  expect(performance.now() - asked).toBeLessThan(requestTimeoutMs + 10_000);
  await server.stop();
});

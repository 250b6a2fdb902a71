// The stand-in on a port of this machine, closed to other machines.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './answer.ts';
import { readAsked, writeAnswer } from './exchange.ts';
import type { PretendMeta } from './meta.ts';

export type ServedCloudApi = { url: URL; stop(): Promise<void> };

export async function serveCloudApi(meta: PretendMeta): Promise<ServedCloudApi> {
  const server = createServer((request, response) => {
    readAsked(request)
      .then((asked) => writeAnswer(response, answer(meta, asked)))
      // The request was cut off, or is larger than Meta takes.
      .catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

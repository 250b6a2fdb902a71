// What a whole test run shares and not every run needs: made when the first test file asks for it. A
// globalSetup of vitest runs in vitest's own process, so test files ask over HTTP, at a desk.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Desk = {
  url: string;
  close(): void;
};

/** Answers every GET with what `make` made, as JSON; or with why it could not. */
export async function openDesk(make: () => Promise<unknown>): Promise<Desk> {
  let made: Promise<unknown> | undefined;
  const server = createServer((_request, response) => {
    made ??= make();
    made.then(
      (value) => response.end(JSON.stringify(value)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @throws Error with what `make` said */
export async function askDesk<Made>(url: string): Promise<Made> {
  const answer = await fetch(url);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return JSON.parse(text);
}

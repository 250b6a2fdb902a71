import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDatabaseUrl } from '../../../ledger/storage/database/database-url.ts';
import { Lanes } from '../../../ledger/storage/database/lanes.ts';
import { sqlOver } from '../../../ledger/storage/database/sql.ts';
import { emptyDatabase, type TestDatabase } from '../../support/postgres/database.ts';

// A network between us and the server that can go dark without a word: nothing is closed, nothing arrives.
let server: TestDatabase;
const sockets: Socket[] = [];
const network = createServer((near) => {
  const far = connect(Number(new URL(server.ownerUrl).port), '127.0.0.1');
  sockets.push(near, far);
  near.pipe(far).pipe(near);
  for (const socket of [near, far]) socket.on('error', () => {});
});

beforeAll(async () => {
  server = await emptyDatabase();
  await new Promise<void>((done) => network.listen(0, '127.0.0.1', done));
});

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  network.close();
  await server.drop();
});

test('a connection that has gone silent is given up, and the next statement answered on a new one', async () => {
  const url = new URL(server.ownerUrl);
  url.port = String((network.address() as AddressInfo).port);
  const lanes = new Lanes(
    1,
    () => ({ to: parseDatabaseUrl(url.href), connectTimeout: 2_000, session: {} }),
    200,
  );
  const sql = sqlOver((statement) => lanes.run(statement));
  await sql`select 1`;
  for (const socket of sockets) socket.unpipe().pause();
  await expect(sql`select 2`).rejects.toMatchObject({ code: 'unavailable', effect: 'unknown' });
  expect(await sql`select 3 as n`).toEqual([{ n: 3 }]);
  await lanes.end();
});

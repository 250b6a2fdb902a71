// What is said to a Postgres as a whole: databases come and go.

import { openDatabase } from '../../../ledger/storage/database/connection.ts';

export async function onServer(url: string, statement: string): Promise<void> {
  const server = openDatabase({ url, clients: 1 });
  try {
    await server.sql.unsafe(statement);
  } finally {
    await server.end();
  }
}

/** The same login, in another database. */
export function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

// What the register costs beside the appends that fill it: how far it is behind while they come, and how many
// bytes a record takes in it.

import { type Database, openDatabase } from '../../ledger/storage/database/connection.ts';

export type Behind = { entries: number; seconds: number };
export type Size = { rows: number; perRow: number };

const lookEveryMs = 50;

/** Another database on the bench's Postgres. */
export async function newDatabase(ownerUrl: string, name: string): Promise<string> {
  const owner = openDatabase({ url: ownerUrl, clients: 1 });
  await owner.sql.unsafe(`create database ${name}`);
  await owner.end();
  const url = new URL(ownerUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** The most that the register was behind while `work` ran, and how long it took to have all of it then. */
export async function behindDuring<Done>(
  url: string,
  work: () => Promise<Done>,
): Promise<{ done: Done; behind: Behind }> {
  const db = openDatabase({ url, clients: 1 });
  let most = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, await lackingIn(db));
      await pause();
    }
  })();
  try {
    const done = await work();
    isOver = true;
    await watching;
    const since = performance.now();
    while ((await lackingIn(db)) > 0) await pause();
    return { done, behind: { entries: most, seconds: (performance.now() - since) / 1000 } };
  } finally {
    isOver = true;
    await watching.catch(() => {});
    await db.end();
  }
}

const pause = () => new Promise((next) => setTimeout(next, lookEveryMs));

async function lackingIn({ sql }: Database): Promise<number> {
  const [row] = await sql<{ lacking: number }[]>`
    select (select size from log_head) - coalesce((select through from register_head), 0) as lacking`;
  return row!.lacking;
}

/** With its indexes, and with the days. */
export async function sizeOfRegister(url: string): Promise<Size> {
  const db = openDatabase({ url, clients: 1 });
  const [row] = await db.sql<{ rows: number; bytes: number }[]>`
    select (select count(*) from register) as rows,
      pg_total_relation_size('register') + pg_total_relation_size('register_days') as bytes`;
  await db.end();
  return { rows: row!.rows, perRow: row!.bytes / row!.rows };
}

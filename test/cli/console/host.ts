// A host of its own for the commands that let people in: a fresh database with two businesses, and no server.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestDatabase, testDatabase } from '../../support/postgres/database.ts';
import { type Environment, optmark } from '../run.ts';

export type Host = { database: TestDatabase; environment: Environment; remove(): Promise<void> };

export async function hostOfTwo(): Promise<Host> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'optmark-console-'));
  const environment = {
    DATABASE_URL: database.ownerUrl,
    OPTMARK_DATA: folder,
    OPTMARK_ORIGIN: 'ledger.example/log',
  };
  await optmark(['migrate'], environment);
  for (const id of ['fresh', 'other']) await optmark(['business', 'add', id, '--name', id], environment);
  const remove = async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { database, environment, remove };
}

// Rows of set-up as a commit writes them, for tests of storage: no record says what they are.

import { randomBytes, randomUUID } from 'node:crypto';
import type { Columns, SetupThing } from '../../ledger/core/setup/columns.ts';
import type { Database } from '../../ledger/storage/database/connection.ts';
import { putSetup } from '../../ledger/storage/setup/setup-rows.ts';

export const created = '2026-01-31T09:30:00.125000Z';

export function setUp(db: Database) {
  const put = (thing: SetupThing, name: string, columns: Columns | null) =>
    db.transaction(({ sql }) => putSetup(sql, [{ thing, name, columns }]));
  const none = { previous_app_secret: null, previous_verify_token: null, access_token: null };
  return {
    put,
    business: (id: string, over: Columns = {}) =>
      put('business', id, {
        ...{ id, name: 'Fresh Produce', calling_code: null, wrapped_key: randomBytes(60) },
        ...over,
      }),
    site: (key: string, business: string, over: Columns = {}) =>
      put('site', key, { key, business, origins: [], customer_token_required: false, ...over }),
    apiKey: (id: string, business: string, over: Columns = {}) =>
      put('api_key', id, {
        ...{ id, business, name: 'till', scopes: [], hash: randomBytes(32), created_at: created },
        ...over,
      }),
    sender: (id: string, business: string, over: Columns = {}) =>
      put('sender', id, {
        ...{ ...none, phone_number_id: id, business, number: '+14155550199' },
        ...{ app_secret: randomBytes(60), verify_token: randomBytes(32) },
        ...over,
      }),
  };
}

export const anyId = () => randomUUID();

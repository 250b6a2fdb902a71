// The API on a ledger of this file's own, asked without a socket.

import type { Hono } from 'hono';
import { afterAll, beforeAll } from 'vitest';
import { type ApiOptions, createApi } from '../../ledger/http/server/api.ts';
import type { Ledger } from '../../ledger/operations/ledger.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';

export function apiOfThisFile(options: ApiOptions = {}) {
  let ledger: TestLedger;
  let app: Hono;
  beforeAll(async () => {
    ledger = await testLedger();
    app = createApi(ledger.ledger, options);
  });
  afterAll(() => ledger.stop());
  return {
    request: (path: string, init?: RequestInit) => app.request(path, init),
    get app() {
      return app;
    },
    get ledger() {
      return ledger;
    },
    /** Another on the same ledger, of which these parts are replaced. */
    with: (parts: Partial<Ledger>, others: ApiOptions = options) =>
      createApi({ ...ledger.ledger, ...parts }, others),
  };
}

// A ledger that shows its own opt-in page: the built widget, a server at the address it names as its own, and
// a site that has this address among its origins.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serve } from '@hono/node-server';
import { createApi } from '../../../ledger/http/server/api.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { addSite } from '../../../ledger/operations/setup/sites.ts';
import { builtWidget } from '../../support/browser/built-widget.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';

export type HostingLedger = TestLedger & {
  /** The ledger as its server has it. */
  hosting: Ledger;
  /** A site whose pages the ledger shows; the other one, `site`, has only its shop's origin. */
  hosted: string;
};

export async function hostingLedger(): Promise<HostingLedger> {
  const ledger = await testLedger();
  const folder = await mkdtemp(join(tmpdir(), 'optmark-hosted-'));
  const { files, manifest } = await builtWidget();
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, manifest.version, name)), { recursive: true });
    await writeFile(join(folder, manifest.version, name), bytes);
  }
  await writeFile(join(folder, 'widget.json'), JSON.stringify(manifest));
  let fetch: ReturnType<typeof createApi>['fetch'] = () => new Response();
  const server = serve({ fetch: (request) => fetch(request), hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hosting = { ...ledger.ledger, url };
  fetch = createApi(hosting, { widgetFolder: folder }).fetch;
  return {
    ...ledger,
    url,
    hosting,
    hosted: (await addSite(ledger.ledger, ledger.business, [url])).key,
    async stop() {
      await new Promise((resolve) => server.close(resolve));
      await ledger.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

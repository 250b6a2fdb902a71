// GET /flow: a flow as its callers hear it. It knows no secret, names no person and records nothing; a site's
// publishable key says whose flow it is.

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { findFlow } from '../../operations/flow/flows.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { siteOf } from '../../operations/setup/business.ts';
import { pageReply } from '../pages/policy.ts';
import { pageScript } from '../pages/script.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { queryOf } from '../server/query.ts';
import { neverStored } from '../server/reply.ts';
import { askedSchema, readAsked } from './asked.ts';
import { type FlowPage, flowPage } from './page.ts';
import { style } from './style.ts';

const policy = { style, scripts: ["'self'"], asks: true, forms: true, trusted: ['flow'] };

export const flowPageEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/flow',
    operationId: 'readFlowPage',
    tag: 'Calls',
    summary: 'Hear a flow, press keys and copy its addresses',
    description: 'A page for developers. Its query holds what the caller did, so that a link carries it.',
    who: 'open',
    reads: { query: askedSchema.partial() },
    answers: { 200: rawAnswer('The page.', { 'text/html': { schema: z.string() } }) },
    errors: ['unavailable'],
    async handle({ c }, { ledger }) {
      const shown = await withFlow(ledger, readAsked(queryOf(c)));
      return pageReply(200, flowPage({ ...shown, ledger: ledger.url }), policy, neverStored);
    },
  }),
  pageScript(new URL('./script.js', import.meta.url), {
    path: '/flow/page.js',
    operationId: 'readFlowScript',
    tag: 'Calls',
    summary: 'The script of the page that plays a flow',
  }),
];

async function withFlow(
  ledger: Ledger,
  { asked, isWhole, fault }: ReturnType<typeof readAsked>,
): Promise<Omit<FlowPage, 'ledger'>> {
  if (!isWhole) return { asked, ...(fault !== undefined && { fault }) };
  const site = await orNone(siteOf(ledger, asked.site));
  if (site === undefined) {
    return { asked, fault: 'This ledger has no such site key: optmark site list names those of a business.' };
  }
  const found = await orNone(findFlow(ledger, site.business, asked.flow));
  if (found !== undefined) return { asked, flow: found.flow };
  return {
    asked,
    fault: 'The business of this site has no such flow: optmark flow list names those it has.',
  };
}

async function orNone<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'not_found') return undefined;
    throw error;
  }
}

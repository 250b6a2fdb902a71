// Proving that a number is one's own, as the tiny ledger answers: requests are verified by the real channel,
// the right code is always the same, and the message has arrived once the test says so.

import { verifyOwnership } from '../../../ledger/channels/web/web.ts';
import { LedgerError } from '../../../ledger/core/error.ts';

export const rightCode = '482913';

export async function tinyOwnership(request: string, body: string, arrived: boolean): Promise<object> {
  if (request.startsWith('GET ')) return { state: arrived ? 'confirmed' : 'waiting' };
  if (request.endsWith('/code')) {
    if (JSON.parse(body).code !== rightCode) throw new LedgerError('code_wrong', 'Not the code.');
    return { state: 'confirmed' };
  }
  const { claims } = await verifyOwnership(body);
  const asked = { challenge: 'q83vEjRWeJCrze8SNFZ4kA', method: claims.method };
  const expires_at = new Date(Date.now() + 600_000).toISOString();
  return claims.method === 'code'
    ? { ...asked, expires_at, digits: 6 }
    : { ...asked, expires_at, link: 'https://wa.me/14155550199?text=OPT-7K4M-92QX' };
}

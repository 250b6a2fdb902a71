// An answer that is a file, made while it is read: exports, and what is handed to a person. Few at once,
// since each reads the store as fast as it is taken.

import type { Context } from 'hono';
import { LedgerError } from '../../core/error.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { exportIdleMs, exportsMax, exportsOfOneMax } from './limits.ts';
import { neverStored, type Reply } from './reply.ts';
import { outgoingOf, streamed } from './streamed.ts';

type Asking = {
  c: Context;
  ledger: Ledger;
  business: string;
  logger: Pick<Logger, 'error'>;
  route: string;
};

export type Download = { mediaType: string; fileName: string; pieces: AsyncGenerator<string> };

/** @param make throws what is answered in its place */
export async function download(
  { c, ledger, business, logger, route }: Asking,
  make: () => Promise<Download>,
): Promise<Reply<200>> {
  const giveBack = take(placesOf(ledger), business);
  const outgoing = outgoingOf(c);
  // Of a caller who is gone before the first piece, the answer is never asked for.
  outgoing?.once('close', giveBack);
  try {
    const { mediaType, fileName, pieces } = await make();
    // Asked for inside this process, where nothing tells that the reader has gone.
    if (outgoing === undefined || outgoing.closed) giveBack();
    const cut = () => void outgoing?.destroy();
    return {
      status: 200,
      headers: {
        'content-type': mediaType,
        'content-disposition': `attachment; filename="${fileName}"`,
        ...neverStored,
      },
      body: streamed(sent(pieces, { giveBack, cut, logger, route }), {
        waits: (ms) => ms < exportIdleMs,
        cut,
      }),
    };
  } catch (error) {
    giveBack();
    throw error;
  }
}

type Sending = Pick<Asking, 'logger' | 'route'> & { giveBack: () => void; cut: () => void };

/**
 * Where a page cannot be read the connection is cut, so that also a program that looks at no row sees that
 * the file is not whole.
 */
async function* sent(pieces: AsyncGenerator<string>, { giveBack, cut, logger, route }: Sending) {
  try {
    yield* pieces;
  } catch (error) {
    logger.error('a file broke off', { route, error });
    cut();
  } finally {
    giveBack();
  }
}

/** Files under way, by business: on each node for itself. */
type Places = Map<string, number>;
const placesByLedger = new WeakMap<Ledger, Places>();

function placesOf(ledger: Ledger): Places {
  const places = placesByLedger.get(ledger) ?? new Map();
  placesByLedger.set(ledger, places);
  return places;
}

/** @returns how to give the place back, which counts once */
function take(underWay: Places, business: string): () => void {
  const own = underWay.get(business) ?? 0;
  const all = underWay.values().reduce((sum, count) => sum + count, 0);
  if (own >= exportsOfOneMax || all >= exportsMax)
    throw new LedgerError('overloaded', 'Too many files are under way.', { retryAfter: 5 });
  underWay.set(business, own + 1);
  let given = false;
  return () => {
    if (given) return;
    given = true;
    const left = underWay.get(business)! - 1;
    if (left === 0) underWay.delete(business);
    else underWay.set(business, left);
  };
}

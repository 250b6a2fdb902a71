// An answer that is a file, made while it is read: exports, and what is handed to a person. Few at once,
// since each reads the store as fast as it is taken.

import type { Context } from 'hono';
import type { Ledger } from '../../operations/ledger.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { type Clock, realClock } from './clock.ts';
import { exportsMax, exportsOfOneMax } from './limits.ts';
import { createPlaces } from './places.ts';
import { neverStored, type Reply } from './reply.ts';
import { outgoingOf, streamed, withinTime } from './streamed.ts';

type Asking = {
  c: Context;
  ledger: Ledger;
  business: string;
  logger: Pick<Logger, 'error'>;
  route: string;
  clock?: Clock;
};

/** Of all such files together, on each node for itself. */
export const filesAtOnce = { ofAll: exportsMax, ofOne: exportsOfOneMax };

export type Download = { mediaType: string; fileName: string; pieces: AsyncGenerator<string> };

/** @param make throws what is answered in its place */
export async function download(
  { c, ledger, business, logger, route, clock = realClock }: Asking,
  make: () => Promise<Download>,
): Promise<Reply<200>> {
  const giveBack = takeDownload(ledger, business);
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
      body: streamed(sent(pieces, { giveBack, cut, logger, route }), withinTime(cut, clock), clock),
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

const takeDownload = createPlaces(filesAtOnce, 'Too many files are under way.');

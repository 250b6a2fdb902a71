// The lines of a list of sent messages, as they come: from a request or from a file.

import { messageColumn, messageIdIn } from '../../channels/server/sent-message.ts';
import type { SentBatch } from '../../operations/dispute/check-sent.ts';
import { sentBatchMax } from '../server/limits.ts';
import { lineBatches } from '../server/ndjson.ts';

/** @param from lines before this one are passed over, as blank ones and the heading of the column are */
export async function* sentBatches(
  bytes: AsyncIterable<Uint8Array>,
  from: number,
): AsyncGenerator<SentBatch> {
  for await (const lines of lineBatches(bytes, sentBatchMax)) {
    const rows = lines.filter(({ at, text }) => at >= from && !isNoRow(at, text));
    yield {
      lines: rows.map(({ at, text }) => ({
        line: at,
        id: text === undefined ? undefined : messageIdIn(text),
      })),
      next: lines.at(-1)!.at + 1,
    };
  }
}

function isNoRow(at: number, text: string | undefined): boolean {
  const row = text?.trim();
  return row === '' || (at === 1 && (row === messageColumn || row === `"${messageColumn}"`));
}

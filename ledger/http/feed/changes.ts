// GET /v1/changes: what has changed since. The cursor is no secret and names no person, so it may stand in a
// URL.

import { z } from 'zod';
import { type FeedLine, feedLineSchema } from '../../core/feed/change.ts';
import { feedLinesMax, feedWaitMax, readChanges } from '../../operations/feed/changes.ts';
import { followersOfKeyMax } from '../../operations/feed/followers.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { followersMax, followersOfOneMax } from '../server/limits.ts';
import { ndjson } from '../server/ndjson.ts';
import { createPlaces } from '../server/places.ts';
import { wholeNumber } from '../server/query.ts';
import { neverStored } from '../server/reply.ts';
import { outgoingOf, streamed, withinTime } from '../server/streamed.ts';

const query = z.strictObject({
  since: z.string().min(1).max(200).optional().meta({
    description:
      'The `cursor` of the last line that was taken. Without it the feed begins at the first entry of the log.',
  }),
  wait: wholeNumber({ min: 0, max: feedWaitMax })
    .default(0)
    .meta({
      description: `Where nothing has changed: how long to wait for a change, up to ${feedWaitMax} seconds.`,
    }),
  limit: wholeNumber({ min: 1, max: feedLinesMax }).default(feedLinesMax).meta({
    description: 'Lines of this answer. What is told of one record is told whole, also where that is more.',
  }),
  follower: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'Small letters, digits and hyphens, a letter first: at most 40.')
    .optional()
    .meta({
      description:
        'A name of your own for this copy, where several are kept with one key: how late each is, is told apart by it ' +
        `(\`/v1/changes/followers\`). At most ${followersOfKeyMax} for a key.`,
    }),
  test: z
    .literal('include')
    .optional()
    .meta({
      description:
        'What was agreed to only to try things out is left out, unless this says otherwise. A stop counts whoever ' +
        'records it, and is told.',
    }),
});

const atOnce = { ofAll: followersMax, ofOne: followersOfOneMax };
const takePlace = createPlaces(atOnce, 'Too many followers wait for changes.');

export const changesEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/changes',
    operationId: 'followChanges',
    tag: 'Audit',
    summary: 'What has changed since',
    description:
      'For a copy elsewhere, such as a CRM: each consent, stop and other change of the business, in the order of the log, one ' +
      'JSON object a line, without numbers. `effective` is what holds of the person now. A record that changes what holds of ' +
      'the person under other names as well is told of each of them, `subject` by `subject`. `erased` and `pruned` say whom to ' +
      'forget. `log_begun` says that a restore took back what was told from the entry `kept` on. `unread` is a record that ' +
      'this release cannot read: treat its person as stopped. The last line is `end`; its cursor is the `since` of the ' +
      'next request, at any node, and confirms what came before it. A file without `end` broke off: go on behind the cursor of ' +
      'its last whole line. A line may be told twice and none is left out. A change is told within a second of its commit, ' +
      `where somebody waits. Up to ${followersOfOneMax} followers of a business wait at a node; beyond those 503 ` +
      '`overloaded`. The ledger records in the same log, before it shows them, that changes were read: once a minute for each key. It keeps how far ' +
      'each follower is.',
    who: { scope: 'changes:read' },
    query,
    answers: { 200: rawAnswer('Changes, and the end.', { [ndjson]: { schema: feedLineSchema } }) },
    atOnce,
    errors: ['unavailable', 'overloaded'],
    commits: true,
    handle: async ({ caller, query: { since, wait, limit, test, follower }, c }, { ledger }) => {
      const giveBack = takePlace(ledger, caller.business);
      const gone = new AbortController();
      const outgoing = outgoingOf(c);
      outgoing?.once('close', () => {
        gone.abort();
        giveBack();
      });
      try {
        const lines = await readChanges(ledger, caller, {
          ...{ since, waitMs: wait * 1000, limit, test: test === 'include', follower, signal: gone.signal },
        });
        // Asked for inside this process, where nothing tells that the reader has gone.
        if (outgoing === undefined || outgoing.closed) giveBack();
        return {
          status: 200 as const,
          headers: { 'content-type': ndjson, ...neverStored },
          // A reader that takes nothing keeps its place, and in the end loses its connection.
          body: streamed(
            pieces(lines),
            withinTime(() => void outgoing?.destroy()),
          ),
        };
      } catch (error) {
        giveBack();
        throw error;
      }
    },
  }),
];

const linesAtOnce = 100;

async function* pieces(lines: readonly FeedLine[]): AsyncGenerator<string> {
  for (let at = 0; at < lines.length; at += linesAtOnce)
    yield lines
      .slice(at, at + linesAtOnce)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('');
}

// Is the process alive (/healthz), can it do its work (/readyz), what has it done (/metrics)?

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { jsonContent, problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { readyWaitMs } from '../server/limits.ts';
import { json, neverStored, text } from '../server/reply.ts';

const readySchema = z
  .strictObject({ ready: z.literal(true), tree_size: z.int().min(0) })
  .meta({ id: 'Ready', example: { ready: true, tree_size: 8 } });

const plain = (example: string) => ({ 'text/plain': { schema: z.string().meta({ example }) } });

export const healthEndpoints = ({ log }: Pick<Ledger, 'log'>, metrics: Metrics): Endpoint[] => [
  {
    method: 'get',
    path: '/healthz',
    readers: 'server',
    description: {
      operationId: 'healthy',
      tags: ['Watch'],
      summary: 'Is the process alive?',
      description: 'Asks nothing of the database; restart the process if this fails.',
      responses: { 200: { description: 'Alive.', content: plain('ok') }, ...problems() },
    },
    handle: () => text(200, 'ok\n', neverStored),
  },
  {
    method: 'get',
    path: '/readyz',
    readers: 'server',
    description: {
      operationId: 'ready',
      tags: ['Watch'],
      summary: 'Can it do its work?',
      description: 'The database answers and the log’s head can be read; send no traffic while this fails.',
      responses: {
        200: { description: 'Ready.', content: jsonContent(readySchema) },
        ...problems('unavailable'),
      },
    },
    async handle() {
      const size = await headWithin(log, readyWaitMs);
      return json(200, { ready: true, tree_size: size });
    },
  },
  {
    method: 'get',
    path: '/metrics',
    readers: 'server',
    description: {
      operationId: 'readMetrics',
      tags: ['Watch'],
      summary: 'What has it done?',
      description: 'Counts and durations in the Prometheus text format; no personal data.',
      responses: {
        200: { description: 'The metrics.', content: plain('optmark_queue_records 0') },
        ...problems(),
      },
    },
    handle: async () =>
      text(200, await metrics.text(), { ...neverStored, 'content-type': metrics.contentType }),
  },
];

async function headWithin(log: Ledger['log'], milliseconds: number): Promise<number> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the database did not answer in time')), milliseconds);
  try {
    return (await Promise.race([log.latestCheckpoint(), late]))?.size ?? 0;
  } catch (cause) {
    const error = new LedgerError('unavailable', 'The database does not answer.', { retryAfter: 1 });
    error.cause = cause;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

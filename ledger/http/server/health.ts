// Is the process alive (/healthz)? Can it do its work (/readyz)? What has it done (/metrics)?

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { clocksDisagree } from '../../operations/append/ledger-clock.ts';
import { answer, type Endpoint, endpoint, ok, rawAnswer } from './endpoint.ts';
import { neverStored, text } from './reply.ts';

const readySchema = z
  .strictObject({
    ready: z.literal(true),
    tree_size: z.int().min(0),
    clock_ahead_ms: z.int().meta({
      description:
        'How far this node’s clock is ahead of its database’s. Beyond 5,000 either way, opt-ins are refused and opt-outs taken.',
    }),
    log_ahead_ms: z.int().meta({
      description:
        'How far the date of the log’s last record is ahead of the database’s clock. Beyond 5,000, opt-ins are refused and opt-outs taken.',
    }),
    opt_ins: z.enum(['taken', 'clocks_disagree']).meta({
      description:
        '`clocks_disagree`: each opt-in is refused by this code. Opt-outs and the gate’s answers go on, so the node stays ready.',
    }),
  })
  .meta({
    id: 'Ready',
    example: { ready: true, tree_size: 8, clock_ahead_ms: 0, log_ahead_ms: 0, opt_ins: 'taken' },
  });

const plain = (example: string) => ({ 'text/plain': { schema: z.string().meta({ example }) } });

export const healthEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/healthz',
    operationId: 'healthy',
    tag: 'Monitoring',
    summary: 'Is the process alive?',
    description: 'It does not ask the database. Restart the process if this fails.',
    first: true,
    who: 'open',
    answers: { 200: rawAnswer('Alive.', plain('ok')) },
    handle: () => text(200, 'ok\n', neverStored),
  }),
  endpoint({
    method: 'get',
    path: '/readyz',
    operationId: 'ready',
    tag: 'Monitoring',
    summary: 'Can the node do its work?',
    description:
      'It can if the gate’s own look-up answers and the last commit did not fail for a lasting reason. Send no traffic ' +
      'while this fails. The `rule` of the one error says why, in one word: `unreachable`, `silent`, `restarting`, ' +
      '`starting`, `shutting_down`, `login_refused`, `no_database`, `not_permitted`, `other_tables`, ' +
      '`newer_tables`, `older_tables`, `disk_full`, ' +
      '`disk_failing`, `out_of_memory`, `too_many_connections`, `read_only`, `pooler`, `not_proven`, `not_encrypted`, `log_changed`, `rolled_back`, `log_gone_on`. ' +
      'A slow answer of a busy machine is no reason: only when nothing has answered for ten seconds it is `silent`.',
    first: true,
    who: 'open',
    answers: { 200: answer('Ready.', readySchema) },
    errors: ['unavailable'],
    async handle(_, { ledger: { readiness, clock } }) {
      const found = await readiness();
      if (found.ready) {
        return ok({
          ready: true,
          tree_size: found.treeSize,
          clock_ahead_ms: Math.round(clock.aheadMs),
          log_ahead_ms: Math.round(clock.logAheadMs),
          // Not ready would take a node, or all of them, from those who stop.
          opt_ins: clocksDisagree(clock) ? 'clocks_disagree' : 'taken',
        });
      }
      const { why, detail } = found;
      throw new LedgerError('unavailable', `Not ready: ${why}.`, {
        retryAfter: 1,
        faults: [{ pointer: '', rule: why, detail }],
      });
    },
  }),
  endpoint({
    method: 'get',
    path: '/metrics',
    operationId: 'readMetrics',
    tag: 'Monitoring',
    summary: 'What has the node done?',
    description:
      'Counts and durations of the whole node, of all its businesses, in the Prometheus text format; no personal ' +
      'data. While the database is gone, a key is taken that this node knew before.',
    who: { scope: 'metrics:read', lastKnown: true },
    answers: { 200: rawAnswer('The metrics.', plain('optmark_queue_records 0')) },
    async handle(_, { metrics }) {
      return text(200, await metrics.text(), { ...neverStored, 'content-type': metrics.contentType });
    },
  }),
];

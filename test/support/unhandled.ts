// A process that holds the last line of defence and lets something pass every other: argv says what. It
// prints a line of JSON for each thing noted, and `alive` when it has lived on.

import { connect } from 'node:net';
import { holdLastLine } from '../../ledger/telemetry/last-defence.ts';

const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

holdLastLine({
  note: ({ kind, room }) => print({ kind, room }),
  endInOrder: () => {
    print('ending in order');
    process.exit(3);
  },
  endAtOnce: () => process.exit(4),
});

const failures: Record<string, () => void> = {
  rejection: () => void Promise.reject(Object.assign(new Error('of +14155550123'), { code: 'ECONNRESET' })),
  'no error': () => void Promise.reject('+14155550123'),
  socket: () => void connect(1, '127.0.0.1'),
  exception: () => void setImmediate(() => (undefined as unknown as { write(): void }).write()),
  memory: () => void Promise.reject(new RangeError('Array buffer allocation failed')),
};

failures[process.argv[2] as string]?.();
setTimeout(() => print('alive'), 100);

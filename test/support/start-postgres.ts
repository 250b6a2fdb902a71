// A process that starts the embedded Postgres of a folder, tells its parent the port, and then waits to be killed, or
// (second argument `exit`) ends without a word.

import { startEmbeddedPostgres } from '../../ledger/storage/embedded-postgres.ts';

const [, , folder, ending] = process.argv;
const { port } = await startEmbeddedPostgres({
  folder: folder as string,
  settings: { shared_buffers: '16MB' },
});
process.send?.(port, () => {
  if (ending === 'exit') process.exit(0);
});
setInterval(() => {}, 1_000);

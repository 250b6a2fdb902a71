// A process that uses the embedded Postgres of a folder, tells its parent the port, and then waits to be
// killed or to be told to stop, or (second argument `exit`) ends without a word.

import { startEmbeddedPostgres } from '../../../ledger/storage/embedded-postgres/embedded-postgres.ts';

const [, , folder, ending] = process.argv;
const server = await startEmbeddedPostgres({
  folder: folder as string,
  settings: { shared_buffers: '16MB' },
});
process.send?.(server.port, () => {
  if (ending === 'exit') process.exit(0);
});
setInterval(() => {}, 1_000);
process.on('message', () => void server.stop().then(() => process.exit(0)));

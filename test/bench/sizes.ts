// `npm run -s sizes`: what a visitor's browser loads of the widget until the opt-in is saved, beside the
// peers.

import { peerTable } from './peers.ts';
import { measureTransfers } from './widget-transfer.ts';

console.log('| Optmark | files | bytes, brotli |\n|---|---|---|');
for (const { moment, files, brotli } of await measureTransfers()) {
  console.log(`| ${moment} | ${files.join(' ')} | ${brotli} |`);
}
console.log(`\n${peerTable()}`);

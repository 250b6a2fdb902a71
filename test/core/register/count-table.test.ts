// Counts as a CSV: what a spreadsheet would run is a text, and a file that broke off is seen.

import { expect, test } from 'vitest';
import { countTable } from '../../../ledger/core/register/count-table.ts';

const row = { opted_in: 3, confirmed: 0, declined: 1, withdrawn: 2, objected: 0, imported: 0 };

test('each line says of which days and at what size it is true, and the last how many there are', () => {
  const lines = countTable([{ day: '2026-03-01', notice: 'offers', version: 2, ...row }], 512).split('\r\n');
  expect(lines).toEqual([
    'row,day,channel,purpose,locale,notice,version,entry_point,entry,opted_in,confirmed,declined,withdrawn,objected,' +
      'imported,zone,tree_size,rows',
    'count,2026-03-01,,,,offers,2,,,3,0,1,2,0,0,UTC,512,',
    'end,,,,,,,,,,,,,,,UTC,512,1',
    '',
  ]);
});

test.each(['=1+1', '@SUM(A1)', '-2', '+2', '\t=1'])('a word like %j is no formula', (entry) => {
  const [, line] = countTable([{ entry, ...row }], 8).split('\r\n');
  expect(line).toContain("'");
});

// Counts as a CSV: what a spreadsheet would run is a text, what nobody can prove says so, and a file that
// broke off is seen.

import { expect, test } from 'vitest';
import { countTable } from '../../../ledger/core/register/count-table.ts';

const row = { opted_in: 3, confirmed: 0, declined: 1, withdrawn: 2, objected: 0, imported: 0 };
const unproven = { provable: false as const, refused: [], shown: [] };

test('each line says of which days and at what size it is true, and the last how many there are', () => {
  const counts = [{ day: '2026-03-01', notice: 'offers', version: 2, ...row }];
  const shown = [{ channel: 'web' as const, notice: 'offers', version: 2, locale: 'en', count: 9 }];
  const refused = [{ channel: 'ivr' as const, rule: 'user_action/accept_key', count: 4 }];
  const table = countTable({ counts, tree_size: 512, unproven: { provable: false, refused, shown } });
  expect(table.split('\r\n')).toEqual([
    'row,provable,day,channel,purpose,locale,notice,version,entry_point,entry,grade,opted_in,confirmed,declined,withdrawn,' +
      'objected,imported,rule,times,zone,tree_size,rows',
    'count,yes,2026-03-01,,,,offers,2,,,,3,0,1,2,0,0,,,UTC,512,',
    'refused,no,,ivr,,,,,,,,,,,,,,user_action/accept_key,4,UTC,,',
    'shown,no,,web,,en,offers,2,,,,,,,,,,,9,UTC,,',
    'end,,,,,,,,,,,,,,,,,,,UTC,512,3',
    '',
  ]);
});

test.each(['=1+1', '@SUM(A1)', '-2', '+2', '\t=1'])('a word like %j is no formula', (entry) => {
  const [, line] = countTable({ counts: [{ entry, ...row }], tree_size: 8, unproven }).split('\r\n');
  expect(line).toContain("'");
});

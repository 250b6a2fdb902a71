import { describe, expect, test } from 'vitest';
import { readRow } from '../../../ledger/channels/import/row.ts';
import { bothForms, kindsIn, number } from './whole-list.ts';

const words = [
  ...['declined', 'DNC', 'objected', 'stop', 'stopped', 'objection', 'complained', 'complaint', 'removed'],
  ...[
    'deleted',
    'erased',
    'denied',
    'rejected',
    'exclude',
    'excluded',
    'banned',
    'muted',
    'spam',
    'dncr',
    'ndnc',
  ],
  ...[
    'never_contact',
    'not_interested',
    'no_whatsapp',
    'noContact',
    "Don't message",
    'opt-outs',
    'restricted',
  ],
  ...[
    'Widersprochen',
    'abgelehnt',
    'gelöscht',
    'Kein WhatsApp',
    'opposition',
    'supprimé',
    'plainte',
    'refusé',
  ],
  ...[
    'rechazado',
    'eliminado',
    'queja',
    'No desea',
    'recusado',
    'excluído',
    'reclamação',
    'rifiutato',
    'rimosso',
  ],
  ...['geweigerd', 'klacht', 'verwijderd', 'sprzeciw', 'usunięty', 'odmítnuto', 'elutasított', 'refuzat'],
  ...['nekad', 'raderad', 'innsigelse', 'ditolak', 'şikayet', 'istemiyor', 'từ chối', 'amekataa', 'отказ'],
  ...['удалён', 'скарга', 'رفض', 'شكوى', 'انکار', 'הוסר', 'अस्वीकार', 'शिकायत', 'বাতিল', 'மறுப்பு', 'నిరాకరణ'],
  ...['拒绝', '投诉', '退訂', '拒否', 'ブロック', '수신거부', 'ปฏิเสธ', 'ＤＥＣＬＩＮＥＤ', 'de\u00adclined'],
];

// One list of words: what is heard in a cell is never passed over as the name of a column.
describe.each(words)('%j says no', (word) => {
  test('as the name of a column beside a status', async () => {
    for (const list of bothForms({ number, status: 'active', [word]: 'true' }))
      expect(['stop', 'refused']).toContain((await kindsIn(list, { status: 'status' }))[0]);
  });

  test('as a status', () => {
    expect(readRow({ line: 2, cells: { number, status: word } })[0]!).toMatchObject({ kind: 'stop', number });
  });
});

test.each(['never contacted', 'Mobile No. WhatsApp', 'exclusive', 'trabaja', 'vip'])(
  '%j is no stop',
  (status) => {
    expect(readRow({ line: 2, cells: { number, status } })[0]!.kind).toBe('refused');
  },
);

import { expect, test } from 'vitest';
import { listRows } from '../../../ledger/channels/import/list.ts';

/** In chunks of every small size: a letter, a mark and the end of a line may be cut anywhere. */
async function read(list: Buffer, size = 3) {
  async function* chunks() {
    for (let at = 0; at < list.length; at += size) yield list.subarray(at, at + size);
  }
  const kinds = [];
  for await (const some of listRows(chunks(), { mapping: {} })) kinds.push(...some.map(({ kind }) => kind));
  return kinds;
}
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
const list = 'number;status;Ville\r\n+14155550101;désabonné;Orléans\r\n+14155550102;oui;Nîmes\r\n';

test.each([1, 2, 3, 5, 1000])('each way to write every letter is read, %i bytes at a time', async (size) => {
  const written = [
    Buffer.from(list),
    Buffer.from(`\ufeff${list}`),
    Buffer.from(`\ufeff${list}`, 'utf16le'),
    swapped(`\ufeff${list}`),
  ];
  for (const one of written) expect(await read(one, size)).toEqual(['stop', 'grant']);
});

const inLatin = (column: string) => `number;status;${column}\n+14155550101;active;oui\n`;

test.each<[string, Buffer, number]>([
  ...['Désabonné', 'Résilié', 'Não contatar', 'Oposición', 'Gelöscht'].map(
    (column): [string, Buffer, number] => [column, Buffer.from(inLatin(column), 'latin1'), 1],
  ),
  [
    'a cell in Latin-1',
    Buffer.from('number;status\n+14155550101;yes\r\n+14155550102;désabonné\n', 'latin1'),
    3,
  ],
  ['a letter that is cut off at the end', Buffer.from(list).subarray(0, -6), 3],
  ['UTF-16 without its mark', Buffer.from(inLatin('City'), 'utf16le'), 1],
  ['UTF-16, the other way round, without its mark', swapped(inLatin('City')), 1],
  ['UTF-16 with half a letter', Buffer.from('\ufeffnumber;status\n+1;\ud800\n', 'utf16le'), 2],
  ['UTF-16 with half a unit', Buffer.from('\ufeffnumber;status\n+1;y', 'utf16le').subarray(0, -1), 2],
  ['ISO-2022-JP', Buffer.from('number,status,\u001b$B5qH]\u001b(B\n+14155550101,active,1\n'), 1],
  ['NDJSON in Latin-1', Buffer.from('{"number": "+14155550101", "Désabonné": true}', 'latin1'), 1],
])('a list whose letters would be lost is refused with its line: %s', async (_, bytes, line) => {
  for (const size of [1, 3, 1000]) {
    await expect(read(bytes, size)).rejects.toMatchObject({
      code: 'malformed',
      message: expect.stringContaining(`Line ${line} `),
    });
  }
});

// An earlier program has lost them, and the list is sound UTF-8.
test.each(['D\ufffdsabonn\ufffd', 'D?sabonn?', 'DÃ©sabonnÃ©', 'NÃ£o contatar', 'RechaÅ¼ado', 'ÐžÑ‚ÐºÐ°Ð·'])(
  'a list with a column called %j is refused: what it says cannot be told',
  async (column) => {
    await expect(read(Buffer.from(inLatin(column)))).rejects.toMatchObject({
      faults: [{ pointer: '/status', detail: expect.stringContaining('has lost letters') }],
    });
  },
);

test('a letter lost in what a person is called refuses nothing', async () => {
  expect(await read(Buffer.from('number,status,name\n+14155550101,yes,Ren\ufffd\n'))).toEqual(['grant']);
});

const lineOf = (status: string) => JSON.stringify({ number: '+14155550101', status });

test.each([1, 2, 3, 1000])(
  'a stop is heard behind each end of a line and behind a mark, %i bytes at a time',
  async (size) => {
    for (const end of ['\n', '\r\n', '\r'])
      for (const mark of ['', '\ufeff', '\ufeff\ufeff']) {
        const joined = ['yes', 'unsubscribed'].map((status) => `${mark}${lineOf(status)}${end}`).join('');
        expect(await read(Buffer.from(joined), size)).toEqual(['grant', 'stop']);
      }
  },
);

// The whole of it is its line of names: it would be a list of nobody, and its stops would be passed over.
test.each(['\u0085', '\u2028', '\u2029', '\v', '\f'])(
  'a list whose lines end in %j is refused',
  async (end) => {
    const lines = ['number,status,city', '+14155550101,unsubscribed,Pune', ''].join(end);
    await expect(read(Buffer.from(lines))).rejects.toMatchObject({ code: 'malformed' });
    await expect(read(Buffer.from(`\ufeff${lines}`, 'utf16le'))).rejects.toMatchObject({ code: 'malformed' });
  },
);

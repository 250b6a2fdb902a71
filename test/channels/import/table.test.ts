import { describe, expect, test } from 'vitest';
import type { Mapping } from '../../../ledger/channels/import/columns.ts';
import type { Shape } from '../../../ledger/channels/import/shapes.ts';
import { type Besides, type TableRow, tableRows } from '../../../ledger/channels/import/table.ts';

async function read(list: string | Buffer, mapping: Mapping = {}, shape?: Shape): Promise<TableRow[]> {
  const bytes = Buffer.from(list as string);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  }
  const rows = [];
  for await (const some of tableRows(chunks(), { mapping, shape })) rows.push(...some);
  return rows;
}
const cells = async (...of: Parameters<typeof read>) =>
  (await read(...of)).map((row) => ('cells' in row ? row.cells : row.rule));
const refusal = (...of: Parameters<typeof read>) =>
  read(...of).then(
    () => 'taken',
    (error: Error) => error,
  );

describe('a list of CSV', () => {
  test.each([
    ['behind a byte order mark', '\ufeffnumber,status\r\n+911,yes\r\n'],
    ['with semicolons', 'number;status\r\n+911;yes\r\n'],
    ['with tabs', 'number\tstatus\n+911\tyes'],
    ['behind the mark of a spreadsheet', 'sep=;\r\nnumber;status\r\n+911;yes\r\n'],
    ['behind such a mark of a tab', 'SEP=\t\nnumber\tstatus\n+911\tyes\n'],
    ['behind blank lines', '\n\nnumber;status\r\n+911;yes\r\n'],
    ['behind a long run of blanks', `${' '.repeat(30_000)}number,status\n+911,yes\n`],
    ['in other spellings', '"Number"," STATUS "\n+911, yes \n'],
    ['with a first line that is quoted', '"number","status"\n"+911","yes"\n'],
  ])('is read %s', async (_, list) => {
    expect(await cells(list)).toEqual([{ number: '+911', status: 'yes' }]);
  });

  test('is read in UTF-16, as spreadsheets write it', async () => {
    const list = Buffer.from('\ufeffnumber\tstatus\r\n+911\tyes\r\n', 'utf16le');
    expect(await cells(list)).toEqual([{ number: '+911', status: 'yes' }]);
  });

  test('leaves out blank cells, but says that a status is blank', async () => {
    expect(await cells('number,status,wording\n+911,,\n+912\n')).toEqual([
      { number: '+911', status: '' },
      { number: '+912', status: '' },
    ]);
    expect(await cells('number,wording\n+911,\n', { status: '' })).toEqual([{ number: '+911' }]);
  });

  test('says that the purposes of a row are blank', async () => {
    const list = 'number,purposes,status\n+911,,yes\n+912\n';
    expect(await cells(list)).toEqual([
      { number: '+911', purposes: '', status: 'yes' },
      { number: '+912', purposes: '', status: '' },
    ]);
  });

  test('refuses a row with more cells than columns: a comma may have moved a status', async () => {
    expect(await cells('number,status\n+911,Smith, yes\n+912,yes,\n')).toEqual([
      'cells',
      { number: '+912', status: 'yes' },
    ]);
  });

  test('says of such a row with a stop in it that it may be one', async () => {
    expect(await cells('number,status\n+911,Smith, unsubscribed\n+912,STOP,x\n')).toEqual([
      'may_be_stop',
      'may_be_stop',
    ]);
  });

  test('is refused where it is empty', async () => {
    expect(await refusal('')).toMatchObject({ code: 'invalid', message: 'The list is empty.' });
  });
});

describe('a title above the names of the columns', () => {
  const told = (title: number, names: number) => {
    const above = names === title + 1 ? `line ${title}` : `lines ${title} to ${names - 1}`;
    const detail = `Line ${title} does not name the columns, as a title does not: their names are on line ${names}. Delete ${above}, so that the list begins with the names, and import it again.`;
    return { code: 'invalid', message: detail, faults: [{ pointer: '/columns', rule: 'title', detail }] };
  };
  const headers: [Shape | undefined, string][] = [
    [undefined, 'number,status'],
    ['klaviyo', 'Phone Number,WhatsApp Marketing Consent'],
    ['twilio', 'contact_id,status,source,date_of_consent'],
    ['netcore', 'recipient,type,source'],
    ['onetrust', 'identifier,TransactionType,Purpose Name'],
  ];

  test.each(headers)(
    'is told as one, with its line and what to do, and nothing is read: %s',
    async (shape, names) => {
      const list = `My customers 2024,,,\n${names}\n+14155550101,yes,x,y\n`;
      expect(await refusal(list, {}, shape)).toMatchObject(told(1, 2));
    },
  );

  test('also in MailPoet’s export, whose status must be named', async () => {
    const list = 'My customers 2024,,\nEmail,phone,WhatsApp ok\na@example.com,+14155550101,yes\n';
    expect(await refusal(list, { status: 'WhatsApp ok' }, 'mailpoet')).toMatchObject(told(1, 2));
  });

  test.each<[string, string, number, number, Mapping?]>([
    ['alone on its line', 'My customers 2024\nnumber,status\n+911,yes\n', 1, 2],
    ['above semicolons', 'My customers, 2024\nnumber;status\n+911;yes\n', 1, 2],
    ['above tabs', 'My customers\r\nnumber\tstatus\r\n+911\tyes\r\n', 1, 2],
    ['of several cells', 'Customers,2024,all\nnumber,status,city\n+911,yes,Pune\n', 1, 2],
    ['of several lines', 'Shop,\nExported 2024,\n\nnumber,status\n+911,yes\n', 1, 4],
    ['behind blank lines', '\n\nShop,\nnumber,status\n+911,yes\n', 3, 4],
    ['below the mark of a spreadsheet', 'sep=;\nShop;\nnumber;status\n+911;yes\n', 2, 3],
    ['that is blank', ',,\nnumber,status,city\n+911,yes,Pune\n', 1, 2],
    [
      'above names that the operator maps',
      'Shop,\nTel,Ok\n+911,yes\n',
      1,
      2,
      { number: 'Tel', status: 'Ok' },
    ],
    ['of a list that agreed as a whole', 'Shop\nnumber\n+911\n', 1, 2, { status: '' }],
  ])('%s', async (_, list, title, names, mapping = {}) => {
    expect(await refusal(list, mapping)).toMatchObject(told(title, names));
  });

  test('is guessed at where no line below it names the columns', async () => {
    const error = (await refusal('Shop,\nTel,Ok\n+14155550101,yes\n')) as Error;
    expect(error).toMatchObject({ code: 'invalid', faults: [{ pointer: '/number', rule: 'column' }] });
    expect(error.message).toMatch(/^Line 1 has no more than one cell that is filled, as a title does: /);
  });

  test('is not made of names that lack a column, whatever the rows below it say', async () => {
    const list = `Tel,By\n${'+14155550101,mobile\n'.repeat(30)}mobile,by\n`;
    expect(await refusal(list, { status: '' })).toMatchObject({
      message: expect.stringMatching(/^No column is known to hold the numbers\. There are: "Tel", "By"/),
    });
  });

  test('is none: one column of numbers, of a list that agreed as a whole', async () => {
    expect(await cells('number\n+911\n', { status: '' })).toEqual([{ number: '+911' }]);
  });
});

describe('columns', () => {
  test('are those that the operator names', async () => {
    const mapping = { number: 'Contact', status: 'WA ok?' };
    expect(await cells('Contact,WA ok?,status\n+911,yes,bounced\n', mapping)).toEqual([
      { number: '+911', status: 'yes' },
    ]);
  });

  test('are listed where one that is named is not there', async () => {
    const error = await refusal('Name,Contact\nA,+911\n', { number: 'Phone' });
    expect(error).toMatchObject({ code: 'invalid', faults: [{ pointer: '/number', rule: 'column' }] });
    expect((error as Error).message).toBe(
      'There is no column Phone. There are: "Name", "Contact". Name one with --map number=….',
    );
  });

  test.each<[string, string, Shape?]>([
    ['consent to SMS', 'Phone,SMS Marketing Consent\n+911,SUBSCRIBED\n'],
    ['consent to e-mail, of Klaviyo', 'Phone Number,Email Marketing Consent\n+911,SUBSCRIBED\n', 'klaviyo'],
    ['MailPoet’s own statuses', 'phone,Global status\n+911,subscribed\n', 'mailpoet'],
  ])('of %s alone lead nobody to say that all agreed to WhatsApp', async (_, list, shape) => {
    const error = (await refusal(list, {}, shape)) as Error;
    expect(error).toMatchObject({ code: 'invalid', faults: [{ pointer: '/status', rule: 'column' }] });
    expect(error.message).not.toContain('all-agreed');
  });

  test('without a status are said to do where each row agreed', async () => {
    expect(((await refusal('Phone\n+911\n')) as Error).message).toContain('--all-agreed');
  });

  test('are listed where none holds the numbers, and no name that may be a person’s', async () => {
    const error = (await refusal('+14155550101,ann@example.com\n+14155550102,b@example.com\n')) as Error;
    expect(error.message).toContain('There are: (column 1), (column 2).');
    expect(error.message).not.toMatch(/4155550101|example/);
  });

  test('must name the one that says who said no', async () => {
    const list = 'number,Email Marketing Consent\n+911,UNSUBSCRIBED\n';
    expect(await refusal(list)).toMatchObject({ faults: [{ pointer: '/status', rule: 'column' }] });
    expect(await cells(list, { status: '' })).toEqual([{ number: '+911' }]);
  });

  test.each([
    ['Phone,Opted Out\n+911,no\n', {}],
    ['First Name,Phone,Accepts SMS Marketing\nA,+911,no\n', {}],
    ['Name,Phone,Allow Broadcast\nA,+911,FALSE\n', {}],
    ['Phone\n+911\n', {}],
    ['{"number": "+911"}\n{"number": "+912", "status": "yes"}\n', {}],
  ])('never make a consent of silence: %j with %j', async (list, mapping) => {
    expect(await refusal(list, mapping)).toMatchObject({ faults: [{ pointer: '/status', rule: 'column' }] });
  });

  test.each([
    ...['Abgemeldet', 'Widerruf am', 'Désabonné', 'Ne plus contacter', 'Fecha de baja', 'No contactar'],
    ...['Descadastrado', 'Não contatar', 'Disiscritto', 'Non contattare', 'Afgemeld', 'Niet benaderen'],
    ...['Sampark na karen', 'Berhenti langganan', 'Jangan hubungi', 'Abonelikten çıktı', 'İptal'],
  ])('in another language keep a list from being one of consents, and ask for a no: %j', async (name) => {
    const list = `Phone,${name}\n+911,ja\n`;
    const [row] = await read(list, { status: '' });
    const { saysNo, doubt } = (row as { besides: Besides }).besides;
    expect(saysNo ?? doubt).toBeDefined();
    expect(await read(list, { status: name })).toMatchObject([{ cells: { status: 'ja' }, asksForNo: true }]);
  });

  // What the vendor's status says is not what a column of the business's own says.
  test.each<[Shape | undefined, string]>([
    [undefined, 'number,status,declined\n+911,active,true\n'],
    [undefined, 'Phone,status,WhatsApp consent\n+911,active,unsubscribed\n'],
    [undefined, 'Phone,status,Opted Out At\n+911,active,2024-01-01\n'],
    [undefined, '{"number": "+911", "status": "active", "DNC": "Y"}'],
    ['twilio', '{"contact_id": "+911", "status": "opt-in", "objected": "2024-01-01"}'],
    ['klaviyo', 'Phone Number,WhatsApp Consent,Do Not Contact\n+911,SUBSCRIBED,yes\n'],
    ['klaviyo', 'Phone Number,WhatsApp Consent,SMS/WhatsApp opt-out\n+911,SUBSCRIBED,yes\n'],
  ])(
    'that say no keep a row from being a consent beside a status that says yes (%s): %j',
    async (shape, list) => {
      const [row] = await read(list, {}, shape);
      const { saysNo, doubt } = (row as { besides: Besides }).besides;
      expect(saysNo ?? doubt).toBeDefined();
    },
  );

  test('that say no are named', async () => {
    expect(await read('number,status,Declined\n+911,active,true\n')).toMatchObject([
      { besides: { doubt: { rule: 'may_be_stop', detail: expect.stringContaining('"Declined"') } } },
    ]);
  });

  test.each(['Einwilligung', 'Consentement', 'Consentimiento', 'Consenso', 'Toestemming', 'Sahmati', 'İzin'])(
    'that mean consent in another language are not passed over: %j',
    async (name) => {
      const list = `Phone,${name}\n+911,nein\n`;
      expect(await read(list, { status: '' })).toMatchObject([
        { besides: { doubt: { rule: 'may_be_stop' } } },
      ]);
    },
  );

  test('that say nothing of consent are passed over', async () => {
    const names = [
      'Vorname',
      'Ville',
      'Trabajador',
      'Cidade',
      'Cognome',
      'Woonplaats',
      'Naam',
      'Kota',
      'Soyad',
      ...[
        'No',
        'Mobile No. WhatsApp',
        'Telefono contact',
        'Christopher',
        'Exclusive offers',
        'objectId',
        'Muteber',
      ],
      ...['Город', '城市', 'नौकरी', 'المدينة'],
    ];
    const list = `Phone,${names.join(',')}\n+911${',x'.repeat(names.length)}\n`;
    expect(await read(list, { status: '' })).toEqual([{ line: 2, cells: { number: '+911' } }]);
  });

  test.each(['Opted Out', 'DND', 'Unsubscribed', 'Do not contact', 'Withdrawn?', 'Blocked'])(
    'ask for a no where the status is called %j',
    async (status) => {
      const csv = `Phone,${status}\n+911,yes\n`;
      expect(await read(csv, { status })).toMatchObject([{ cells: { status: 'yes' }, asksForNo: true }]);
      const line = JSON.stringify({ phone: '+911', [status]: true });
      expect(await read(line, { status })).toMatchObject([{ cells: { status: 'true' }, asksForNo: true }]);
    },
  );

  test('are listed by their place where the first line is a person', async () => {
    const error = (await refusal('Jane Doe,+1 415 555 0101\n')) as Error;
    expect(error.message).not.toMatch(/Jane|415/);
  });

  test('are not taken where two have one name', async () => {
    expect(await refusal('number,Number\n+911,+912\n')).toMatchObject({ code: 'invalid' });
  });
});

describe('a list of NDJSON', () => {
  test('is refused as one JSON array, and told how to write it', async () => {
    expect(await refusal('[{"number": "+911", "status": "yes"}]')).toMatchObject({
      code: 'malformed',
      message: expect.stringContaining('on a line of its own'),
    });
  });

  test('of one row behind a blank line is read, though nothing ends it', async () => {
    const row = { number: '+911', status: 'opted out' };
    expect(await cells(`\n${JSON.stringify(row)}`)).toEqual([row]);
  });

  test('is read like one of CSV', async () => {
    const list =
      '{"number": "+911", "status": true, "purposes": ["marketing", "alert_update"]}\n\n{"Number": 912}';
    expect(await read(list)).toEqual([
      {
        line: 1,
        cells: { number: '+911', status: 'true', purposes: 'marketing,alert_update' },
        mayBeOfOrder: true,
      },
      { line: 3, cells: { number: '912', status: '' } },
    ]);
  });

  test.each<[unknown, string]>([
    [[], ''],
    [[''], '?'],
    [[null], '?'],
    ['', '?'],
    [' ', '?'],
    [null, '?'],
    [{}, '?'],
    [{ marketing: true }, '?'],
    [['marketing', null], 'marketing,?'],
    [['marketing', ''], 'marketing,?'],
    [['marketing', ['alert_update']], 'marketing,?'],
    [true, 'true'],
  ])('says of purposes %j that they stand there', async (purposes, cell) => {
    const [row] = await cells(JSON.stringify({ number: '+911', status: 'yes', purposes }));
    expect(row).toMatchObject({ purposes: cell });
  });

  test('of which the operator named the purposes says that a row has none', async () => {
    const list = '{"number": "+911", "consent": {"for": []}}\n{"number": "+911"}\n';
    const mapping = { status: '', purposes: 'consent.for' };
    expect(await cells(list, mapping)).toEqual([
      { number: '+911', purposes: '' },
      { number: '+911', purposes: '' },
    ]);
    expect(await cells(list, { ...mapping, purposes: '' })).toEqual([{ number: '+911' }, { number: '+911' }]);
  });

  test.each([
    ['no JSON', 'nonsense', 'malformed'],
    ['no object', '["+911"]', 'malformed'],
    ['a member named twice', '{"number": "+911", "number": "+912"}', 'malformed'],
    ['no number', '{"name": "A"}', 'column'],
    ['no number and a stop', '{"name": "A", "answer": "STOP"}', 'may_be_stop'],
  ])('refuses a line with %s alone', async (_, line, rule) => {
    const rows = await cells(`{"number": "+910"}\n${line}\n{"number": "+919"}\n`, { status: '' });
    expect(rows).toEqual([{ number: '+910' }, rule, { number: '+919' }]);
  });
});

describe('an export of', () => {
  const klaviyo = 'Email,Phone Number,Email Marketing Consent,SMS Marketing Consent';
  const onWhatsApp = 'WhatsApp Marketing Consent,WhatsApp Marketing Consent Timestamp';
  test.each<[Shape, string, object]>([
    [
      'klaviyo',
      `${klaviyo},${onWhatsApp}\na@x,+911,UNSUBSCRIBED,UNSUBSCRIBED,SUBSCRIBED,2024-01-01 10:00:00\n`,
      { number: '+911', status: 'SUBSCRIBED', collected_at: '2024-01-01 10:00:00' },
    ],
    [
      'twilio',
      '{"contact_id": "+911", "correlation_id": "x", "sender_id": "MG1", "status": "opt-out", "source": "website"}',
      { number: '+911', status: 'opt-out', collected_via: 'website' },
    ],
    [
      'netcore',
      'recipient,type,source,ip\n911,optin,WEB,192.0.2.7\n',
      { number: '911', status: 'optin', collected_via: 'WEB' },
    ],
    [
      'onetrust',
      'identifier,Purpose Name,TransactionType,consentDate,collectionPointName\n+911,WhatsApp,WITHDRAWN,2024-01-01,Checkout\n',
      { number: '+911', status: 'WITHDRAWN', collected_at: '2024-01-01', collected_via: 'Checkout' },
    ],
  ])('%s is read by its own columns', async (shape, list, row) => {
    expect(await cells(list, {}, shape)).toEqual([row]);
  });

  test('klaviyo without consent to WhatsApp is refused', async () => {
    expect(await refusal(`${klaviyo}\na@x,+911,SUBSCRIBED,SUBSCRIBED\n`, {}, 'klaviyo')).toMatchObject({
      message: expect.stringContaining('Consent to e-mail or SMS says nothing about WhatsApp.'),
    });
  });

  test('mailpoet needs the field that people answered about WhatsApp', async () => {
    const list = 'Email,Phone,Global status,WhatsApp updates\na@x,+911,subscribed,yes\n';
    expect(await refusal(list, {}, 'mailpoet')).toMatchObject({
      message: expect.stringContaining('are about e-mail'),
    });
    expect(await cells(list, { status: 'WhatsApp updates' }, 'mailpoet')).toEqual([
      { number: '+911', status: 'yes' },
    ]);
  });
});

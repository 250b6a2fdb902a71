import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';

const signalsIn = (body: unknown) => readWebhook(body).signals;

const account = '102290129340398';
const metadata = { phone_number_id: '106540352242922', display_phone_number: '14155550199' };
const delivery = (field: string, value: object) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: account, time: 1763846400, changes: [{ field, value: { metadata, ...value } }] }],
});
const sender = metadata.phone_number_id;
const at = '2025-11-22T21:20:00.000Z';
const who = [{ kind: 'wa_id', value: '14155550142' }];
const from = { from: '14155550142', id: 'wamid.1', timestamp: '1763846400' };
const written = (message: object) => signalsIn(delivery('messages', { messages: [{ ...from, ...message }] }));
const text = (body: string) => ({ type: 'text', text: { body } });

test('a stop says who, to which sender, when, and its own name', () => {
  expect(written(text('STOP'))).toEqual([
    { sender, account, who, name: 'wamid.1', at, kind: 'stop', by: 'word' },
  ]);
});

test('a START lifts, and anything else is a message', () => {
  expect(written(text('start'))).toMatchObject([{ kind: 'resume', by: 'word' }]);
  expect(written(text('where is my order?'))).toEqual([
    { sender, account, who, name: 'wamid.1', at, kind: 'message' },
  ]);
});

test('somebody without a number is known by the other names', () => {
  const { from: _, ...rest } = from;
  const message = { ...rest, from_user_id: 'US.13491', from_parent_user_id: 'US.ENT.118', ...text('stop') };
  expect(signalsIn(delivery('messages', { messages: [message] }))).toMatchObject([
    {
      kind: 'stop',
      who: [
        { kind: 'bsuid', value: 'US.13491' },
        { kind: 'parent_bsuid', value: 'US.ENT.118' },
      ],
    },
  ]);
});

describe('a button', () => {
  const tap = (payload: string, label: string) =>
    written({ type: 'button', button: { payload, text: label } });
  const choose = (id: string, title: string, kind = 'button_reply') =>
    written({ type: 'interactive', interactive: { type: kind, [kind]: { id, title } } });

  test.each([
    ['OPT_OUT', 'Genug davon', undefined],
    ['OPT_OUT:marketing', 'No offers', ['marketing']],
    ['OPT_OUT:marketing,shipping_update', 'Less', ['marketing', 'shipping_update']],
    ['Unsubscribe', 'Unsubscribe', undefined],
    ['x-1', 'Stop promotions', ['marketing']],
  ])('with the payload %s says by it or by its label what is stopped', (payload, label, purposes) => {
    const stop = { kind: 'stop', by: 'button', ...(purposes && { purposes }) };
    expect(tap(payload, label)).toMatchObject([stop]);
    expect(choose(payload, label)).toMatchObject([stop]);
    expect(choose(payload, label, 'list_reply')).toMatchObject([stop]);
  });

  test('that names a purpose nobody knows stops everything', () => {
    for (const payload of ['OPT_OUT:', 'OPT_OUT:gossip', 'OPT_OUT:marketing,gossip']) {
      expect(tap(payload, 'x')[0]).not.toHaveProperty('purposes');
      expect(tap(payload, 'x')).toMatchObject([{ kind: 'stop' }]);
    }
  });

  test('with the payload OPT_IN lifts', () => {
    expect(tap('OPT_IN', 'Stop')).toMatchObject([{ kind: 'resume', by: 'button' }]);
  });

  test('with an ordinary label is a message, and leaves the window open', () => {
    for (const label of ['Cancel', 'Cancelar', 'Remove', 'End', 'Red'])
      expect(choose('row-1', label)).toMatchObject([{ kind: 'message' }]);
  });

  test('in a form is what was chosen there, not what was written', () => {
    const form = (answers: unknown) =>
      written({
        type: 'interactive',
        interactive: { type: 'nfm_reply', nfm_reply: { response_json: JSON.stringify(answers) } },
      });
    expect(form({ flow_token: 'f', topics: ['OPT_OUT:marketing'] })).toMatchObject([
      { kind: 'stop', by: 'button', purposes: ['marketing'] },
    ]);
    expect(form({ choice: 'UNSUBSCRIBE' })).toMatchObject([{ kind: 'stop' }]);
    expect(form({ comment: 'please stop, I cannot', city: 'Red' })).toMatchObject([{ kind: 'message' }]);
    expect(form('STOP')).toMatchObject([{ kind: 'message' }]);
  });

  test('with anything else is a message', () => {
    for (const payload of ['', 'YES', 'OPT_OUTSIDE', 'my OPT_OUT'])
      expect(tap(payload, 'Track my order')).toMatchObject([{ kind: 'message' }]);
  });
});

describe('offers', () => {
  const preference = {
    wa_id: '14155550142',
    category: 'marketing_messages',
    value: 'stop',
    timestamp: 1763846400,
    detail: 'x',
  };
  const told = (over: object) =>
    signalsIn(delivery('user_preferences', { user_preferences: [{ ...preference, ...over }] }));

  test('turned off end marketing alone, turned on they lift that', () => {
    expect(told({})).toMatchObject([{ kind: 'stop', by: 'preferences', purposes: ['marketing'], at, who }]);
    expect(told({ value: 'resume' })).toMatchObject([{ kind: 'resume', by: 'preferences', at, who }]);
  });

  test('are told apart by person, direction and moment', () => {
    const names = [{}, { value: 'resume' }, { timestamp: 1763846401 }, { wa_id: '14155550143' }].map(
      (over) => told(over)[0]!.name,
    );
    expect(new Set(names).size).toBe(4);
    expect(told({})[0]!.name).toBe(names[0]);
  });

  test('without a moment are told apart by when Meta sent them, or else by what was sent', () => {
    const turned = (time: number | undefined, over: object = {}) => {
      const value = { metadata, user_preferences: [{ ...preference, timestamp: undefined, ...over }] };
      const entry = [{ id: account, time, changes: [{ field: 'user_preferences', value }] }];
      return signalsIn({ entry })[0]!;
    };
    expect(turned(1763846400)).toMatchObject({ kind: 'stop', at });
    expect(turned(undefined)).not.toHaveProperty('at');
    const [again, ...others] = [turned(1763846400), turned(1763846401), turned(undefined)];
    const reworded = turned(undefined, { detail: 'y' });
    expect(new Set([again, ...others, reworded].map((one) => one!.name)).size).toBe(4);
    expect(turned(1763846400).name).toBe(again!.name);
    expect(turned(undefined).name).toBe(others[1]!.name);
  });

  test.each([
    ['another category', { category: 'utility_messages' }],
    ['another value', { value: 'maybe' }],
    ['nobody', { wa_id: undefined }],
  ])('of %s say nothing', (_what, over) => {
    expect(told(over)).toEqual([]);
  });
});

describe('a status', () => {
  const status = { id: 'wamid.2', status: 'failed', timestamp: '1763846400', recipient_id: '14155550142' };
  const told = (over: object) =>
    signalsIn(delivery('messages', { statuses: [{ ...status, errors: [{ code: 131050 }], ...over }] }));

  test('131050 ends marketing alone', () => {
    expect(told({})).toMatchObject([{ kind: 'stop', by: 'status', purposes: ['marketing'], at, who }]);
  });

  test.each([
    ['a cap (131049)', { errors: [{ code: 131049 }] }],
    ['nobody there (131026)', { errors: [{ code: 131026 }] }],
    ['a message that arrived', { status: 'delivered' }],
    ['no error', { errors: undefined }],
  ])('of %s says nothing of consent', (_what, over) => {
    expect(told(over)).toEqual([]);
  });
});

describe('heard all the same', () => {
  test.each([
    ...['image', 'video', 'document', 'audio', 'sticker'].map((type): [string, object] => [
      `a caption of a kind of medium: ${type}`,
      { type, [type]: { id: '1', caption: 'STOP' } },
    ]),
    ['the text beside an order', { type: 'order', order: { text: 'stop', product_items: [] } }],
    ['a caption of one picture of several', { type: 'album', album: [{ id: '1' }, { caption: 'Stop' }] }],
    ['the body of a kind of tomorrow', { type: 'note', note: { body: 'STOP' } }],
    ['a kind that nobody knows yet', { type: 'rich_text', text: { body: 'stop' } }],
    ['no kind at all', { type: 7, text: { body: 'stop' } }],
    ['a number that is a number', { from: 14155550142, ...text('stop') }],
    ['a writer whom only the contact beside it names', { from: undefined, ...text('stop') }],
  ])('%s', (_what, message) => {
    const value = { messages: [{ ...from, ...message }], contacts: [{ wa_id: '14155550142' }] };
    expect(signalsIn(delivery('messages', value))).toEqual([
      { sender, account, who, name: 'wamid.1', at, kind: 'stop', by: 'word' },
    ]);
  });

  test.each(['image', 'video', 'document'])('a caption that was edited to a stop: %s', (type) => {
    const edit = { original_message_id: 'wamid.0', message: { type, [type]: { id: '1', caption: 'STOP' } } };
    expect(written({ type: 'edit', edit })).toMatchObject([{ kind: 'stop', who }]);
  });

  test('a message that was edited to a stop, told apart from what it was before', () => {
    const edit = { original_message_id: 'wamid.0', message: { type: 'text', text: { body: 'STOP' } } };
    expect(written({ type: 'edit', edit })).toMatchObject([{ kind: 'stop', name: `wamid.1\0edit\0${at}` }]);
    const harmless = { ...edit, message: { type: 'text', text: { body: 'hello' } } };
    expect(written({ type: 'edit', edit: harmless })).toEqual([]);
  });

  test('messages without ids, whose change is put into one digest once for all of them', () => {
    let digests = 0;
    const messages = Array.from({ length: 100 }, () => ({ from: from.from, ...text('STOP') }));
    const counted = {
      toJSON() {
        digests += 1;
      },
    };
    const heard = signalsIn(delivery('messages', { messages, counted }));
    expect(new Set(heard.map(({ name }) => name)).size).toBe(1);
    expect([heard.length, digests]).toEqual([100, 1]);
  });

  test('a stop without an id, or without a sender', () => {
    expect(written({ id: undefined, ...text('stop') })).toMatchObject([{ kind: 'stop', who, at }]);
    const value = { messages: [{ ...from, ...text('stop') }], metadata: undefined };
    expect(signalsIn(delivery('messages', value))).toEqual([
      { sender: '', account, who, name: 'wamid.1', at, kind: 'stop', by: 'word' },
    ]);
  });

  test('a stop that another app was to answer; but only its own field opens a window', () => {
    const value = {
      messages: [
        { ...from, ...text('stop') },
        { ...from, id: 'wamid.2', ...text('hello') },
      ],
    };
    expect(signalsIn(delivery('standby', value))).toMatchObject([{ kind: 'stop' }]);
  });

  test('errors beside one that cannot be read', () => {
    const errors = [null, { code: {} }, { code: '131050' }];
    const status = { id: 'wamid.2', status: 'failed', recipient_id: '14155550142', errors };
    expect(signalsIn(delivery('messages', { statuses: [status] }))).toMatchObject([{ kind: 'stop' }]);
  });
});

test.each([0, '0', '', ' ', null, false, {}, []])('a group_id of %j names no group', (group_id) => {
  expect(written({ ...text('stop'), group_id })).toMatchObject([{ kind: 'stop' }]);
});

describe('of the chats before the number came here', () => {
  const own = '15550783881';
  const person = '14155550142';
  const past = (value: object) =>
    signalsIn(delivery('history', { ...value, metadata: { ...metadata, display_phone_number: own } }));
  const chat = (...messages: object[]) =>
    past({ history: [{ metadata: { phase: 1 }, threads: [{ id: person, messages }] }] });
  const wrote = (body: string, over: object = {}) => ({
    ...{ from: person, id: 'wamid.1', timestamp: '1739230970', history_context: { status: 'READ' } },
    ...text(body),
    ...over,
  });
  const at = new Date(1_739_230_970_000).toISOString();

  test('a stop of the person’s is heard, as of its own moment', () => {
    const stop = { kind: 'stop', by: 'word', who: [{ kind: 'wa_id', value: person }], name: 'wamid.1', at };
    expect(chat(wrote('hello'), wrote('STOP'))).toMatchObject([stop]);
    expect(past({ messages: [wrote('', { image: { caption: 'stop' } })] })).toMatchObject([stop]);
  });

  test.each([
    ['the business’s own word', wrote('STOP', { from: own })],
    ['the business’s own word, written elsewhere', wrote('STOP', { to: person })],
    ['what is marked as the business’s', wrote('STOP', { history_context: { from_me: true } })],
    ['a START', wrote('START')],
    ['a message, and no window opens', wrote('hello')],
    ['a change of the number', { ...wrote(''), type: 'system', system: { type: 'user_changed_number' } }],
  ])('%s is passed over', (_, message) => {
    expect(chat(message)).toEqual([]);
    expect(past({ messages: [message] })).toEqual([]);
  });

  test('without a word of who wrote it, it is passed over', () => {
    const alone = { messages: [wrote('STOP')], history: [{ threads: [{ messages: [wrote('STOP')] }] }] };
    expect(signalsIn(delivery('history', { ...alone, metadata: { phone_number_id: sender } }))).toEqual([]);
  });
});

describe('suspended is', () => {
  const system = (type: string, over: object = {}) =>
    written({ type: 'system', system: { type, body: 'x', ...over } });

  test.each(['customer_identity_changed', 'user_identity_changed', 'user_changed_number'])(
    'whoever %s, where no new name is told',
    (type) => {
      expect(system(type)).toMatchObject([{ kind: 'suspend', who, name: 'wamid.1' }]);
      expect(system(type, { customer: '14155550142', wa_id: '+1 415 555 0142' })).toMatchObject([
        { kind: 'suspend' },
      ]);
    },
  );

  test('nobody whose change of names is told: that is a change (identity.ts)', () => {
    expect(system('user_changed_number', { wa_id: '14155550143' })).toEqual([]);
    expect(system('customer_changed_number', { new_wa_id: '14155550143' })).toEqual([]);
  });
});

describe('passed over', () => {
  test.each([
    ['what WhatsApp says of itself', { type: 'system', system: { body: 'stop' } }],
    ['a reaction', { type: 'reaction', reaction: { emoji: '👍' } }],
    ['a number that is none', { from: '12', ...text('stop') }],
    ['what is said to others in a group', { group_id: 'Y2FwaV9ncm91cDo', ...text('stop') }],
    ['an edit in a group', { group_id: 'Y2FwaV9ncm91cDo', type: 'edit', edit: { message: text('stop') } }],
    [
      'what Meta says of a message that it keeps back',
      { type: 'unsupported', unsupported: { body: 'stop' }, errors: [{ body: 'stop' }], group_id: 'g' },
    ],
    ['a tap in a group', { group_id: 'Y2FwaV9ncm91cDo', type: 'button', button: { payload: 'OPT_OUT' } }],
    ['a deletion', { type: 'revoke', revoke: { original_message_id: 'wamid.0' } }],
  ])('%s', (_what, message) => {
    expect(written(message)).toEqual([]);
  });

  test('anything at all, without failing', () => {
    const anyValue = fc.oneof(
      fc.jsonValue(),
      fc
        .jsonValue()
        .map((value) => ({ metadata, messages: [value], statuses: [value], user_preferences: [value] })),
    );
    fc.assert(
      fc.property(fc.constantFrom('messages', 'user_preferences'), anyValue, (field, value) => {
        expect(signalsIn({ entry: [{ id: 'w', changes: [{ field, value }] }] })).toBeInstanceOf(Array);
      }),
    );
  });
});

// A proof is bound to whom it is about: neither a row that was changed by hand nor a text that says something
// else confirms.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prescribedLanguages } from '../../../ledger/core/language/wording.ts';
import { isProofText, proofText } from '../../../ledger/core/notice/proof-text.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { type Body, expectProblem, post } from '../requests.ts';
import { ownershipCalls, standing } from './ownership-calls.ts';

const here = standing();
const { tick, asked, stateOf, type, gateSays, confirmationsOf } = ownershipCalls(() => here);
const waId = () => here.number.slice(1);

let database: Database;
beforeAll(() => {
  database = openDatabase({ url: here.ledger.config.databaseUrl!, clients: 1 });
});
afterAll(() => database.end());

const attacker = '+14155550171';

describe('a challenge whose row was changed by hand confirms nobody', () => {
  /** A code that the attacker was sent, for a number of their own; and a victim's opt-in. */
  async function codeOfAttacker(index: number) {
    const number = `${attacker.slice(0, -2)}${String(10 + index)}`;
    const own = await tick(number);
    const { challenge } = await asked(own.page, own.record, 'code');
    const { code } = await here.gateway.codeFor(number);
    const { record } = await tick();
    const [victim] = await database.sql<{ subject: string }[]>`
      select subject from sealed_records where record = ${record}`;
    return { challenge, code, record, own: own.record, subject: victim!.subject };
  }

  test('pointed at another’s opt-in, alone or with its subject', async () => {
    for (const [i, withSubject] of [false, true].entries()) {
      const { challenge, code, record, subject } = await codeOfAttacker(i);
      await database.sql`update ownership_challenges set record = ${record} where id = ${challenge}`;
      if (withSubject)
        await database.sql`update ownership_challenges set subject = ${subject} where id = ${challenge}`;
      await expectProblem(type(challenge, code), 'not_found');
      expect(await gateSays()).toMatchObject({ grade: 'E3' });
      expect(await confirmationsOf()).toEqual([]);
    }
  });

  test.each<[string, (challenge: string, other: string) => Promise<unknown>]>([
    [
      'its method',
      (id) => database.sql`update ownership_challenges set method = 'whatsapp' where id = ${id}`,
    ],
    ['its asker', (id) => database.sql`update ownership_challenges set asker = 'somebody' where id = ${id}`],
    [
      'its business',
      (id) => database.sql`update ownership_challenges set business = 'else' where id = ${id}`,
    ],
    [
      'its moment and end',
      (id) => database.sql`
        update ownership_challenges set created_at = created_at + interval '1 hour',
          expires_at = expires_at + interval '1 hour' where id = ${id}`,
    ],
    ['its MAC', (id) => database.sql`update ownership_challenges set mac = code where id = ${id}`],
    [
      'everything, to that of another’s row but the id',
      (id, other) => database.sql`
        update ownership_challenges c set (subject, record, code, number, calling_code, mac) =
          (select subject, record, code, number, calling_code, mac from ownership_challenges where id = ${other})
        where id = ${id}`,
    ],
  ])('%s', async (_what, change) => {
    const { page, record } = await tick();
    const { challenge } = await asked(page, record, 'code');
    const { code } = await here.gateway.codeFor(here.number);
    const other = await tick('+14155550169');
    await change(challenge, (await asked(other.page, other.record, 'whatsapp')).challenge);
    await expectProblem(type(challenge, code), 'not_found');
    expect(await confirmationsOf()).toEqual([]);
  });

  test('a row that was put back as it was before the tries gives no more of them', async () => {
    const { page, record } = await tick();
    const { challenge } = await asked(page, record, 'code');
    const { code } = await here.gateway.codeFor(here.number);
    const [row] = await database.sql<{ mac: Buffer }[]>`
      select mac from ownership_challenges where id = ${challenge}`;
    const wrong = code === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i += 1) await expectProblem(type(challenge, wrong), 'code_wrong');
    await database.sql`
      update ownership_challenges set tries = 0, mac = ${row!.mac} where id = ${challenge}`;
    await expectProblem(type(challenge, code), 'rate_limited');
    expect(await confirmationsOf()).toEqual([]);
  });

  test('one that was marked as met is none', async () => {
    const { page, record } = await tick();
    const { challenge } = await asked(page, record, 'code');
    await database.sql`update ownership_challenges set confirmed = true where id = ${challenge}`;
    await expectProblem(fetch(`${here.ledger.url}/v1/ownership/${challenge}`), 'not_found');
  });
});

describe('the message says what it confirms', () => {
  test('the consent as it was shown, that sending it agrees, and the code', async () => {
    const { page, record } = await tick();
    const { text, code, link } = await asked(page, record, 'whatsapp');
    expect(text.split('\n')).toEqual([
      `I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXX${here.number.slice(-4)}`,
      'By sending this message I confirm this consent, and that this number is mine.',
      code,
    ]);
    expect(new URL(link).searchParams.get('text')).toBe(text);
  });

  test.each<[string, (text: string, code: string) => string]>([
    ['the code alone', (_, code) => code],
    ['the code in other words', (_, code) => `Send this to win a prize: ${code}`],
    ['more words before it', (text) => `Ignore what follows.\n${text}`],
    ['more words after it', (text) => `${text}\nThanks!`],
    ['another business’s name', (text) => text.replace('Fresh Produce', 'Fresh Water')],
  ])('%s proves nothing, though it comes from the right number', async (_what, change) => {
    const { page, record } = await tick();
    const { challenge, text, code } = await asked(page, record, 'whatsapp');
    expect((await here.whatsApp.write(waId(), change(text, code))).status).toBe(200);
    expect(await stateOf(challenge)).toBe('waiting');
    await here.whatsApp.write(waId(), text);
    expect(await stateOf(challenge)).toBe('confirmed');
  });

  test('blanks and invisible signs that a phone adds make no difference', async () => {
    const { page, record } = await tick();
    const { challenge, text } = await asked(page, record, 'whatsapp');
    await here.whatsApp.write(waId(), ` \u200e${text.replaceAll('\n', '\r\n  ')}\u2066\n`);
    expect(await stateOf(challenge)).toBe('confirmed');
  });

  test('counts as that alone: whoever sends it may not be answered freely', async () => {
    const { page, record } = await tick();
    const { text } = await asked(page, record, 'whatsapp');
    const writeNow = (body: string) => {
      const now = String(Math.floor(Date.now() / 1000));
      return here.whatsApp.post(here.whatsApp.delivery({ from: waId(), body }).replace('1763846400', now));
    };
    await writeNow(text);
    expect(await confirmationsOf()).toHaveLength(1);
    const question = { recipient: here.number, kind: 'free_form', sender: here.whatsApp.phoneNumberId };
    const asking = async (): Promise<Body> =>
      (await post(`${here.ledger.url}/v1/gate/check`, here.ledger.keys.gate, question)).json();
    expect(await asking()).toMatchObject({ decision: 'deny', reasons: ['no_service_window'] });
    await writeNow('When will it come?');
    expect(await asking()).toMatchObject({ decision: 'allow' });
  });

  test('in every language that there are words in, and in English elsewhere', () => {
    const texts = prescribedLanguages.map(
      (locale) => proofText('…', locale, 'OPT-7K4M-92QX').split('\n')[1]!,
    );
    expect(new Set(texts).size).toBe(prescribedLanguages.length);
    expect(proofText('…', 'zh-TW', 'x')).toBe(proofText('…', 'zh-Hant', 'x'));
    expect(proofText('…', 'tlh', 'x')).toBe(proofText('…', 'en', 'x'));
    for (const text of texts) expect(isProofText(text, text)).toBe(true);
  });
});

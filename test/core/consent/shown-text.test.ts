import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admit } from '../../../ledger/core/consent/admission.ts';
import type { OptIn } from '../../../ledger/core/consent/command.ts';
import type { PublishedNotice } from '../../../ledger/core/notice/notice.ts';
import { optIn, pageOptIn, publishedNotice, textOf } from './sample-consent.ts';

/** The rules a command fails; empty when it is admitted. */
function failed(command: OptIn, notice: PublishedNotice): string[] {
  const admission = admit(command, notice);
  return admission.kind === 'admitted' ? [] : admission.failures.map(({ rule }) => rule);
}

describe('the text that was shown', () => {
  const notice = publishedNotice();
  const text = textOf(notice, 'web');
  const shown = (changed: string) => failed(pageOptIn({ text: changed }), notice);

  test('is admitted when it equals the notice', () => {
    expect(shown(text)).toEqual([]);
  });

  test.each([
    ['a word of the sentence', text.replace('consent', 'agree')],
    ['the first letter', `i${text.slice(1)}`],
    ['the last letter', `${text.slice(0, -1)}X`],
    ['a letter of the business', text.replace('Fresh', 'Frosh')],
    ['a digit of the number', text.replace('XXXXXX3210', 'XXXXXX3211')],
    ['the mask', text.replace('XXXXXX3210', 'XXXX543210')],
    ['the privacy link', text.replace('/privacy', '/privacies')],
    ['the way to stop', text.replace('at any time', 'any time')],
    ['the contact', text.replace('care@', 'core@')],
    ['upper case', text.replace('order updates', 'Order updates')],
    ['a space to a no-break space', text.replace('order updates', 'order\u00a0updates')],
    ['a space before the text', ` ${text}`],
    ['a line feed after the text', `${text}\n`],
    ['line feeds to carriage returns', text.replaceAll('\n', '\r\n')],
    ['a letter to its look-alike', text.replace('Produce', 'Produсe')],
    ['an invisible character', text.replace('WhatsApp', 'Whats\u200bApp')],
    ['the order of the lines', text.split('\n').reverse().join('\n')],
    ['all but the sentence', text.split('\n')[0]!],
    ['everything', ''],
  ])('changed in %s is refused', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(shown(changed)).toEqual(['text_as_published']);
  });

  test('changed by one character anywhere is refused', () => {
    const anyChange = fc.record({ at: fc.nat(text.length - 1), character: fc.string({ maxLength: 1 }) });
    fc.assert(
      fc.property(anyChange, ({ at, character }) => {
        fc.pre(character !== text[at]);
        expect(shown(text.slice(0, at) + character + text.slice(at + 1))).toEqual(['text_as_published']);
      }),
    );
  });

  test('in another locale than the one named is refused', () => {
    expect(shown(textOf(notice, 'web', 'es'))).toEqual(['text_as_published']);
    expect(failed(pageOptIn({ text: textOf(notice, 'web', 'es'), locale: 'es' }), notice)).toEqual([]);
  });

  test('for another number is refused', () => {
    const command = pageOptIn({ number: '+14155550123' });
    expect(failed(command, notice)).toEqual(['text_as_published']);
  });

  test('on a screen is not what a caller heard', () => {
    expect(failed(optIn('ivr', { text }), notice)).toEqual(['text_as_published']);
  });

  test('composed otherwise, though it looks the same, is refused', () => {
    const spanish = textOf(notice, 'web', 'es');
    const command = pageOptIn({ text: spanish.normalize('NFD'), locale: 'es' });
    expect(failed(command, notice)).toEqual(['text_as_published']);
  });
});

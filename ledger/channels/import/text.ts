// The text of a list, from its bytes. A program that reads letters in a code they were not written in
// replaces them, and a column that said no says nothing any more: such a list is refused, with the line.

import { LedgerError } from '../../core/error.ts';
import { type Encoding, encodingOf } from '../any-form.ts';

const nothing: Uint8Array = new Uint8Array();

/**
 * UTF-8, or UTF-16 behind its mark, as spreadsheets write it. A mark is not part of the text. Throws
 * malformed.
 */
export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  let begin = nothing;
  for await (const chunk of bytes) {
    if (decoder !== undefined) {
      yield decoder.push(chunk);
      continue;
    }
    begin = Buffer.concat([begin, chunk]);
    // A mark is known by two bytes.
    if (begin.length < 2) continue;
    decoder = new Decoder(encodingOf(begin));
    yield decoder.push(begin);
  }
  yield decoder === undefined ? new Decoder('utf-8').push(begin, true) : decoder.push(nothing, true);
}

const strangers = ['\0', '\u001b'];

class Decoder {
  readonly #strict: TextDecoder;
  /** The same bytes once more: only what was replaced tells on which line it stood. */
  readonly #lenient: TextDecoder;
  readonly #encoding: Encoding;
  #line = 1;
  #last = '';

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
    this.#strict = new TextDecoder(encoding, { fatal: true });
    this.#lenient = new TextDecoder(encoding);
  }

  push(bytes: Uint8Array, isEnd = false): string {
    const text = this.#lenient.decode(bytes, { stream: !isEnd });
    try {
      this.#strict.decode(bytes, { stream: !isEnd });
    } catch {
      throw this.#refused(text, text.indexOf('\ufffd'), `is not ${names[this.#encoding]}`);
    }
    // Text in UTF-16 without its mark, or in ISO-2022, is well-formed UTF-8, and says other things.
    const strange = strangers.find((one) => text.includes(one));
    if (strange !== undefined)
      throw this.#refused(text, text.indexOf(strange), 'holds a character that no text has');
    this.#count(text);
    return text;
  }

  #refused(text: string, at: number, why: string): LedgerError {
    this.#count(text.slice(0, Math.max(0, at)));
    return new LedgerError(
      'malformed',
      `Line ${this.#line} ${why}. Letters would be lost, and with them a no: save the list as UTF-8.`,
    );
  }

  #count(text: string): void {
    if (text === '') return;
    const isSecondOfPair = this.#last === '\r' && text.startsWith('\n');
    this.#line += (text.match(/\r\n?|\n/g)?.length ?? 0) - (isSecondOfPair ? 1 : 0);
    this.#last = text.at(-1)!;
  }
}

const names: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};

/**
 * Letters that an earlier program replaced (`D?sabonn?`, or with U+FFFD), or read in another code
 * (`DÃ©sabonnÃ©`).
 */
export const isDamaged = (text: string): boolean =>
  /\ufffd|\p{L}\?\p{L}|[\u00c2-\u00df][\u0080-\u00bf]/u.test(text);

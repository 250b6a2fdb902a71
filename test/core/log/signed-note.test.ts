import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addSignature,
  ed25519Signer,
  ed25519Verifier,
  formatNote,
  formatSignatureLine,
  MAX_NOTE_BYTES,
  type NoteVerifier,
  openNote,
  parseNote,
  parseSignatureLines,
  signNote,
} from '../../../ledger/core/log/signed-note.ts';
import { parseVerifierKey, TYPE_COSIGNATURE, verifierKeyOf } from '../../../ledger/core/log/verifier-key.ts';
import c2sp from '../../vectors/c2sp.json' with { type: 'json' };
import { flipBit, testKey } from './sample-log.ts';

const alice = ed25519Signer('alice.example', testKey(1));
const bob = ed25519Signer('bob.example', testKey(2));
const [knowsAlice, knowsBob] = [ed25519Verifier(alice.key), ed25519Verifier(bob.key)];
const TEXT = 'first line\n\nafter an empty line\n';

function verifierOf(line: string): NoteVerifier {
  const key = parseVerifierKey(line);
  if (key.kind === 'refused') throw new Error(key.code);
  return ed25519Verifier(key.value);
}

function code(note: string | Uint8Array, verifiers: readonly NoteVerifier[] = [knowsAlice]): string {
  const opened = openNote(note, verifiers);
  return opened.kind === 'refused' ? opened.code : opened.kind;
}

describe('opening a note', () => {
  test('the published example verifies', () => {
    const { note, verifier_key } = c2sp.signed_note;
    const opened = openNote(note, [verifierOf(verifier_key)]);
    expect(opened).toMatchObject({ kind: 'opened', text: 'This is an example message.\n' });
  });

  test('what was signed opens as text and as bytes, with who signed', () => {
    const note = signNote(TEXT, [alice, bob]);
    for (const form of [note, Buffer.from(note), new Uint8Array(Buffer.from(note))]) {
      const opened = openNote(form, [knowsAlice, knowsBob]);
      expect(opened).toMatchObject({
        kind: 'opened',
        text: TEXT,
        verified: [{ key: alice.key }, { key: bob.key }],
      });
    }
  });

  test('signing twice gives the same bytes', () => {
    expect(signNote(TEXT, [alice])).toBe(signNote(TEXT, [alice]));
  });

  test('the text may hold anything but control characters', () => {
    const anyText = fc.string({ unit: 'grapheme' }).map((s) => `${s.replaceAll(/\p{Cc}/gu, '\n')}\n`);
    fc.assert(
      fc.property(anyText, (text) => {
        expect(openNote(Buffer.from(signNote(text, [alice])), [knowsAlice])).toMatchObject({
          kind: 'opened',
          text,
        });
      }),
    );
  });

  test('a text that looks like a signed note is still only text', () => {
    const inner = signNote('inner\n', [bob]);
    const opened = openNote(signNote(inner, [alice]), [knowsAlice, knowsBob]);
    expect(opened).toMatchObject({ kind: 'opened', text: inner, verified: [{ key: alice.key }] });
  });

  test('unknown keys are ignored, whatever their signatures are', () => {
    const note = signNote(TEXT, [alice]);
    const strange = { name: 'mallory.example', id: 7, signature: Buffer.alloc(1) };
    expect(code(`${note}${formatSignatureLine(strange)}`)).toBe('opened');
    // The same name or the same id alone does not make a key known.
    const { name, id } = alice.key;
    expect(code(`${note}${formatSignatureLine({ ...strange, name })}`)).toBe('opened');
    expect(code(`${note}${formatSignatureLine({ ...strange, id })}`)).toBe('opened');
  });

  test('sixteen strangers and one known key are accepted', () => {
    const strangers = Array.from({ length: 16 }, (_, i) => ed25519Signer(`s${i}.example`, testKey(100 + i)));
    expect(code(signNote(TEXT, [...strangers, alice]))).toBe('opened');
  });

  test('a key that signed twice counts once', () => {
    const note = signNote(TEXT, [alice, alice]);
    const opened = openNote(note, [knowsAlice]);
    expect(opened.kind === 'opened' && opened.verified).toHaveLength(1);
  });

  test('a signature added later leaves text and earlier signatures as they were', () => {
    const read = parseNote(signNote(TEXT, [alice]));
    if (read.kind === 'refused') throw new Error(read.code);
    expect(formatNote(addSignature(read.value, bob))).toBe(signNote(TEXT, [alice, bob]));
  });
});

describe('notes that are refused', () => {
  const note = signNote(TEXT, [alice]);

  test('a changed text', () => {
    expect(code(note.replace('first', 'First'))).toBe('signature-invalid');
    expect(code(note.replace('\n\nafter', '\n\n\nafter'))).toBe('signature-invalid');
  });

  test('a bad signature by a known key, although another known key signed well', () => {
    const bad = { name: bob.key.name, id: bob.key.id, signature: Buffer.alloc(64) };
    expect(code(`${note}${formatSignatureLine(bad)}`, [knowsAlice, knowsBob])).toBe('signature-invalid');
  });

  test('a second, bad line of a key whose first line is good', () => {
    const bad = { name: alice.key.name, id: alice.key.id, signature: Buffer.alloc(64) };
    expect(code(`${note}${formatSignatureLine(bad)}`)).toBe('signature-invalid');
  });

  test.each([1, 63, 65, 1_000])('a known key with a signature of %i bytes', (length) => {
    const bad = { name: alice.key.name, id: alice.key.id, signature: Buffer.alloc(length, 1) };
    expect(code(`${TEXT}\n${formatSignatureLine(bad)}`)).toBe('signature-invalid');
  });

  test('a signature with any one bit turned over', () => {
    const signature = alice.sign(TEXT);
    for (let bit = 0; bit < 512; bit += 1) {
      const line = formatSignatureLine({
        name: alice.key.name,
        id: alice.key.id,
        signature: flipBit(signature, bit),
      });
      if (code(`${TEXT}\n${line}`) !== 'signature-invalid') expect.fail(`bit ${bit}`);
    }
  });

  test('a note nobody known has signed', () => {
    expect(code(note, [])).toBe('signature-missing');
    expect(code(note, [knowsBob])).toBe('signature-missing');
  });

  test('a note whose signer is known twice', () => {
    expect(
      code(note, [knowsAlice, ed25519Verifier({ ...bob.key, name: alice.key.name, id: alice.key.id })]),
    ).toBe('key-ambiguous');
  });

  test.each<[string, string]>([
    ['nothing', ''],
    ['a newline', '\n'],
    ['two newlines', '\n\n'],
    ['text without signatures', 'text\n'],
    ['text and a border', 'text\n\n'],
    ['no empty line', note.replaceAll('\n\n', '\n')],
    ['no newline at the end', note.slice(0, -1)],
    ['an empty line at the end', `${note}\n`],
  ])('%s', (_, text) => {
    expect(code(text)).toBe('note-malformed');
  });

  const line = formatSignatureLine({
    name: alice.key.name,
    id: alice.key.id,
    signature: alice.sign(TEXT),
  }).trimEnd();
  const [, , encoded] = line.split(' ') as [string, string, string];
  test.each([
    line.replace('—', '-'),
    line.replace('—', '–'),
    line.replace('— ', '—'),
    line.replace('— ', '—  '),
    ` ${line}`,
    `${line} `,
    `${line} more`,
    line.replace('alice.example ', 'alice.example\u00a0'),
    line.replace('alice', 'al+ice'),
    line.replace('alice.example', ''),
    `— ${encoded}`,
    '— alice.example',
    '— alice.example ',
    '— alice.example AAAA',
    '— alice.example AAAAAA==',
    `— alice.example ${encoded.slice(0, -1)}`,
    `— alice.example ${encoded}=`,
    `— alice.example ${encoded.replaceAll('+', '-').replaceAll('/', '_')}_`,
    '— alice.example !!!!',
    'not a signature',
  ])('a signature line %j, even beside a good one', (bad) => {
    expect(code(`${note}${bad}\n`)).toBe('signature-line-malformed');
  });

  test.each(['\0', '\t', '\r', '\u001b', '\u001f'])('control character %j in text or name', (control) => {
    expect(code(note.replace('first', `fi${control}rst`))).toBe('note-not-text');
    expect(code(note.replace('— ', `— ${control}`))).toBe('note-not-text');
    expect(() => signNote(`a${control}\n`, [alice])).toThrow(RangeError);
  });

  test('carriage returns before the newlines', () => {
    expect(code(note.replaceAll('\n', '\r\n'))).toBe('note-not-text');
  });

  test('bytes that are not UTF-8', () => {
    const bytes = Buffer.from(note);
    for (const wrong of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8]]) {
      expect(code(Buffer.concat([Uint8Array.from(wrong), bytes]))).toBe('note-not-text');
    }
    expect(code(bytes.subarray(0, bytes.indexOf('—') + 1))).toBe('note-not-text');
  });

  test('a string that has no UTF-8', () => {
    expect(code(`\ud800${note}`)).toBe('note-not-text');
    expect(() => signNote('\udc00\n', [alice])).toThrow(RangeError);
  });

  test('a byte order mark in front, because it is not what was signed', () => {
    expect(code(Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), Buffer.from(note)]))).toBe(
      'signature-invalid',
    );
  });

  test('65 signature lines', () => {
    const strange = formatSignatureLine({ name: 'm.example', id: 7, signature: Buffer.alloc(64) });
    expect(code(`${note}${strange.repeat(63)}`)).toBe('opened');
    expect(code(`${note}${strange.repeat(64)}`)).toBe('too-many-signatures');
  });

  test('a note larger than the limit, as text and as bytes', () => {
    const large = signNote(`${'a'.repeat(MAX_NOTE_BYTES)}\n`, [alice]);
    expect(code(large)).toBe('note-too-large');
    expect(code(Buffer.from(large))).toBe('note-too-large');
  });

  test('any bytes at all, without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, text) => {
        expect(openNote(bytes, [knowsAlice]).kind).toBe('refused');
        expect(openNote(text, [knowsAlice]).kind).toBe('refused');
        expect(openNote(`${text}\n\n— alice.example ${text}\n`, [knowsAlice]).kind).toBe('refused');
      }),
    );
  });
});

describe('what is never signed or believed', () => {
  test('a text without a last newline, or a note without signers', () => {
    expect(() => signNote('text', [alice])).toThrow(RangeError);
    expect(() => signNote('', [alice])).toThrow(RangeError);
    expect(() => signNote('text\n', [])).toThrow(RangeError);
  });

  test('a cosignature key as a plain Ed25519 key', () => {
    expect(() => ed25519Verifier(verifierKeyOf('w.example', TYPE_COSIGNATURE, testKey(7)))).toThrow(
      RangeError,
    );
  });

  test('a public key that is no point of the curve', () => {
    const noPoint = ed25519Verifier({ ...alice.key, publicKey: Buffer.alloc(32, 0xff) });
    expect(code(signNote(TEXT, [alice]), [noPoint])).toBe('signature-invalid');
  });
});

describe('signature lines that stand alone', () => {
  test('are read as a witness answers with them', () => {
    const [a, b] = [alice, bob].map(({ key, sign }) => ({
      name: key.name,
      id: key.id,
      signature: sign(TEXT),
    }));
    const lines = `${formatSignatureLine(a!)}${formatSignatureLine(b!)}`;
    const read = parseSignatureLines(lines);
    expect(read).toMatchObject({
      kind: 'parsed',
      value: [{ name: 'alice.example' }, { name: 'bob.example' }],
    });
    if (read.kind === 'parsed') expect(read.value.map(formatSignatureLine).join('')).toBe(lines);
  });

  test.each(['— a.example', '\n', '— a.example AAAAAAA=\n\n', 'a\n'])('%j is refused', (lines) => {
    expect(parseSignatureLines(lines)).toEqual({ kind: 'refused', code: 'signature-line-malformed' });
  });
});

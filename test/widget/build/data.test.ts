// The data files: each proves that it is in the tree, and a plan cut out for one calling code judges as the
// whole does.

import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/mobile/examples';
import whole from 'libphonenumber-js/mobile/metadata';
import { beforeAll, describe, expect, test } from 'vitest';
import { leafHash } from '../../../ledger/core/log/hash.ts';
import { verifyInclusion } from '../../../ledger/core/log/proof.ts';
import { buildData, type Data } from '../../../widget/build/data.ts';

let data: Data;
beforeAll(async () => {
  data = await buildData(new URL('../../..', import.meta.url).pathname);
});

const split = (text: string): [head: string[], json: string] => {
  const end = text.indexOf('\n');
  return [text.slice(0, end).split(' '), text.slice(end + 1)];
};

describe('a data file', () => {
  test('brings the proof (RFC 9162) that it is in the tree, under its own name', () => {
    const root = Buffer.from(data.root, 'base64');
    for (const { name, text } of data.files) {
      const [[index, size, ...path], json] = split(text);
      const claim = {
        index: Number(index),
        size: Number(size),
        root,
        leafHash: leafHash(Buffer.from(`${name}\n${json}`)),
        proof: path.map((hash) => Buffer.from(hash, 'base64')),
      };
      expect(verifyInclusion(claim), name).toEqual({ kind: 'verified' });
    }
    // And one says whose country has which calling code.
    expect(data.files.length).toBe(data.languages.length + data.callingCodes.length + 1);
  });
});

describe('the plan of one calling code', () => {
  const plans = () =>
    new Map(
      data.files.flatMap(({ name, text }): [string, typeof whole][] =>
        name.startsWith('numbers/') ? [[name.slice(8), JSON.parse(split(text)[1])]] : [],
      ),
    );

  test.each(Object.entries(examples))(
    'judges numbers of %s as all plans together do',
    (country, national) => {
      const code = whole.countries[country as keyof typeof whole.countries]![0] as unknown as string;
      const cut = plans().get(String(code))!;
      for (const digits of [
        national,
        national.slice(1),
        national.slice(0, -3),
        `${national}99`,
        `0${national}`,
      ]) {
        const options = { defaultCallingCode: String(code) };
        const there = parsePhoneNumberFromString(digits, options, whole);
        const here = parsePhoneNumberFromString(digits, options, cut);
        expect(here?.number).toBe(there?.number);
        expect(here?.isPossible()).toBe(there?.isPossible());
      }
    },
  );
});

// What the build leaves out of libphonenumber is never asked for: built and whole, it finds the same in every
// country.

import { fileURLToPath } from 'node:url';
import { getExampleNumber } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/mobile/examples';
import metadata from 'libphonenumber-js/mobile/metadata';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { leanNumbers } from '../../../widget/build/lean-numbers.ts';
import { type Plan, plansOver } from '../../../widget/number/plans.ts';
import { codesWithLengths, planOfCode } from '../number/all-plans.ts';

const entry = fileURLToPath(new URL('../../../widget/number/plans.ts', import.meta.url));

async function leanPlansOver(): Promise<typeof plansOver> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [leanNumbers()],
    build: {
      write: false,
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict', output: { codeSplitting: false } },
    },
  });
  const [chunk] = (built as { output: { code: string }[] }).output;
  return (await import(`data:text/javascript,${encodeURIComponent(chunk!.code)}`)).plansOver;
}

test('every country’s numbers, whole, too short, too long and with prefixes, are found alike', async () => {
  const planOf = (code: string): Plan | undefined => planOfCode(code);
  const lean = (await leanPlansOver())(codesWithLengths, planOf);
  const whole = plansOver(codesWithLengths, planOf);
  for (const country of Object.keys(metadata.countries)) {
    const example = getExampleNumber(country as never, examples, metadata);
    if (!example) continue;
    const code = String(example.countryCallingCode);
    const national = String(example.nationalNumber);
    for (const digits of [
      national,
      `0${national}`,
      `8${national}`,
      national.slice(1),
      `${national}0`,
      '12',
      '1',
    ]) {
      for (const place of [{ code }, { code, country }, { code: '1', country: 'US' }]) {
        const trust = 'chosen';
        expect(lean.national(digits, { ...place, trust }), `${country} ${digits}`).toEqual(
          whole.national(digits, { ...place, trust }),
        );
        expect(lean.lessPrefix(`00${digits}`, { ...place, trust })).toBe(
          whole.lessPrefix(`00${digits}`, { ...place, trust }),
        );
      }
      const said = code + digits;
      expect(lean.international(said), `${country} +${said}`).toEqual(whole.international(said));
    }
  }
});

// A step of the build, run by vite and not part of the widget: libphonenumber without what the number part
// never uses. The number part gives it digits, with or without a plus, and asks whether a plan has such a
// number. It never formats, and never reads extensions, punctuation, other scripts or `tel:` addresses:
// number/reading.ts has done that before (test/widget/build/lean-numbers.test.ts compares the two for every
// country).

import type { Plugin } from 'vite';

const folder = '/libphonenumber-js/es6-modern/';

/** The replacements for these modules of the library. */
const instead: Record<string, string> = {
  'format.js': "export default () => ''; export const chooseFormatForNumber = undefined;",
  'helpers/extension/extractExtension.js': 'export default () => ({});',
  'helpers/extractFormattedPhoneNumberFromPossibleRfc3966NumberUri.js': 'export default (text) => text;',
  'helpers/getPossibleCountriesForNumber.js': 'export default () => [];',
  'helpers/isViablePhoneNumber.js':
    'export default (text) => /^(\\d\\d|\\+?\\d{3,})$/.test(text); export const isViablePhoneNumberStart = () => false;',
  'normalizeArguments.js': 'export default ([text, options, metadata]) => ({ text, options, metadata });',
  'parseIncompletePhoneNumber.js':
    'export default (text) => text; export const parsePhoneNumberCharacter = undefined;',
  // The plans give their version as a number, which needs another comparison.
  'tools/semver-compare.js': 'export default () => 1;',
};

export function leanNumbers(): Plugin {
  const found = new Set<string>();
  return {
    name: 'optmark-lean-numbers',
    load(id) {
      const name = id.split(folder)[1] ?? '';
      if (!Object.hasOwn(instead, name)) return undefined;
      found.add(name);
      return instead[name];
    },
    buildEnd(error) {
      const missing = Object.keys(instead).filter((name) => !found.has(name));
      // Another version of the library has other modules. Check again what can be left out.
      if (!error && found.size > 0 && missing.length > 0)
        throw new Error(`libphonenumber has no ${missing.join()}`);
    },
  };
}

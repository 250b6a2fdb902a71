// Other people's packages, for a page of the tests.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** A file that a package publishes for script tags. */
export const published = (name: string): Promise<string> =>
  readFile(fileURLToPath(import.meta.resolve(name)), 'utf8');

/** One script for a page, of an entry that imports packages. */
export async function bundled(entry: string): Promise<string> {
  const id = 'virtual:entry';
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'entry',
        resolveId: (source) => (source === id ? id : undefined),
        load: (source) => (source === id ? entry : undefined),
      },
    ],
    build: {
      write: false,
      rolldownOptions: { input: id, output: { format: 'iife', codeSplitting: false } },
    },
  });
  const chunk = (Array.isArray(result) ? result : [result])
    .flatMap((one) => ('output' in one ? one.output : []))
    .find((one) => one.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error('the build made nothing');
  return chunk.code;
}

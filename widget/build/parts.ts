// Builds the parts that the first script loads when they are needed, before the first script itself: it holds their
// digests. Run by vite, not part of the widget.

import { createHash } from 'node:crypto';
import { build, type Plugin } from 'vite';
import { tightTemplates } from './tight-templates.ts';

export const partEntries = {
  consent: 'widget/consent/part.ts',
  number: 'widget/number/part.ts',
  notice: 'widget/notice/part.ts',
  view: 'widget/view/part.ts',
} as const;

export type PartName = keyof typeof partEntries;

export type BuiltPart = { name: PartName; code: string; digest: string };

/** Browsers that have all the widget cannot do without: constructed style sheets, `:state()`, modulepreload. */
export const target = ['chrome125', 'firefox128', 'safari17.5'];

/** Each part is one module without imports. `define` as for the first script. */
export async function buildParts(root: string, define: Record<string, string>): Promise<BuiltPart[]> {
  const names = Object.keys(partEntries).filter((name) => name !== 'consent') as PartName[];
  const others = await Promise.all(names.map((name) => buildPart(root, name, define)));
  // Last, because it holds the digests of the others.
  const digests = Object.fromEntries(others.map(({ name, digest }) => [name, digest]));
  const consent = await buildPart(root, 'consent', { ...define, OPTMARK_PARTS: JSON.stringify(digests) });
  return [consent, ...others];
}

async function buildPart(root: string, name: PartName, define: Record<string, string>): Promise<BuiltPart> {
  const plugins: Plugin[] = [tightTemplates()];
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    mode: 'production',
    define,
    plugins,
    build: {
      write: false,
      target,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: `${root}/${partEntries[name]}`,
        preserveEntrySignatures: 'strict',
        output: { codeSplitting: false },
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const chunk = outputs.find((one) => one.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error(`the build made no ${name}.js`);
  const digest = createHash('sha256').update(chunk.code).digest('base64');
  return { name, code: chunk.code, digest };
}

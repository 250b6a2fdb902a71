// Builds the parts that the first script loads when it needs them. They come before the first script, which
// holds their digests. Run by vite, not part of the widget.

import { createHash } from 'node:crypto';
import { build, type Plugin } from 'vite';
import { leanNumbers } from './lean-numbers.ts';
import { tightTemplates } from './tight-templates.ts';

export const partEntries = {
  act: 'widget/act/act.ts',
  number: 'widget/number/part.ts',
  notice: 'widget/notice/part.ts',
  view: 'widget/view/view.ts',
  advice: 'widget/advice/part.ts',
} as const;

export type PartName = keyof typeof partEntries;

export type BuiltPart = { name: PartName; code: string; digest: string };

/**
 * Browsers that have everything the widget needs: constructed style sheets, `:state()`, modulepreload.
 */
export const target = ['chrome125', 'firefox128', 'safari17.5'];

/** Each part is one module without imports. `define`: the same as for the first script. */
export async function buildParts(root: string, define: Record<string, string>): Promise<BuiltPart[]> {
  const names = Object.keys(partEntries).filter((name) => name !== 'act') as PartName[];
  const others = await Promise.all(names.map((name) => buildPart(root, name, define)));
  // Last, because it holds the digests of the others.
  const digests = Object.fromEntries(others.map(({ name, digest }) => [name, digest]));
  const act = await buildPart(root, 'act', { ...define, OPTMARK_PARTS: JSON.stringify(digests) });
  return [act, ...others];
}

async function buildPart(root: string, name: PartName, define: Record<string, string>): Promise<BuiltPart> {
  const plugins: Plugin[] = [tightTemplates(), leanNumbers()];
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

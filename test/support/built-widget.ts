// The widget's script, built now from the sources as they are, by the same configuration as `npm run build`.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

export type BuiltWidget = { script: Buffer; manifest: Record<string, unknown> };

export async function builtWidget(): Promise<BuiltWidget> {
  const outDir = await mkdtemp(join(tmpdir(), 'optmark-widget-'));
  try {
    await build({ mode: 'production', logLevel: 'error', build: { outDir, emptyOutDir: true } });
    const script = await readFile(join(outDir, 'optmark.js'));
    const manifest = JSON.parse(await readFile(join(outDir, 'widget.json'), 'utf8'));
    return { script, manifest };
  } finally {
    await rm(outDir, { recursive: true });
  }
}

// The widget's build as a vite plugin: first the parts and data, then the first script, which holds their
// digests, and last widget.json, which lists the result. Everything except widget.json is in a folder named
// after the version, so that one place can hold many releases. Run by vite, not part of the widget.

import type { Plugin } from 'vite';
import { buildData, type Data } from './data.ts';
import { type BuiltPart, buildParts } from './parts.ts';
import { describeScript, sizesOf } from './published.ts';

export function widgetFiles(root: string, version: string): Plugin {
  let parts: BuiltPart[] = [];
  let data: Data = { root: '', files: [], languages: [], callingCodes: [] };
  return {
    name: 'optmark-widget-files',
    apply: 'build',
    async config() {
      data = await buildData(root);
      const own = { OPTMARK_VERSION: JSON.stringify(version) };
      parts = await buildParts(root, {
        ...own,
        OPTMARK_DATA_ROOT: JSON.stringify(data.root),
        OPTMARK_LANGUAGES: JSON.stringify(data.languages),
        OPTMARK_CALLING_CODES: JSON.stringify(`,${data.callingCodes.join()},`),
      });
      const act = parts.find(({ name }) => name === 'act')!;
      return { define: { ...own, OPTMARK_ACT: JSON.stringify(act.digest) } };
    },
    generateBundle: {
      // After every other plugin, because the digest must match the final bytes.
      order: 'post',
      handler(_, bundle) {
        const script = bundle[`${version}/optmark.js`];
        if (script?.type !== 'chunk') throw new Error('the build made no optmark.js');
        const emit = (fileName: string, source: string) => this.emitFile({ type: 'asset', fileName, source });
        for (const { name, code } of parts) emit(`${version}/${name}.js`, code);
        for (const { name, text } of data.files) emit(`${version}/${name}.txt`, text);
        const described = {
          ...describeScript(version, Buffer.from(script.code)),
          parts: parts.map(({ name, code, digest }) => ({
            file: `/${version}/${name}.js`,
            integrity: `sha256-${digest}`,
            ...sizesOf(Buffer.from(code)),
          })),
          languages: data.languages,
        };
        emit(`${version}/widget.json`, `${JSON.stringify(described, null, 2)}\n`);
        emit('widget.json', `${JSON.stringify(described, null, 2)}\n`);
      },
    },
  };
}

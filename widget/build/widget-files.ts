// The widget's build as a vite plugin: parts and data first, then the first script, which holds their digests; last
// widget.json, which says what was made. Everything but widget.json stands in a folder of the version, so that one
// folder can hold many releases. Run by vite, not part of the widget.

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
      const consent = parts.find(({ name }) => name === 'consent')!;
      return { define: { ...own, OPTMARK_CONSENT: JSON.stringify(consent.digest) } };
    },
    generateBundle: {
      // After every other plugin: the digest must be of the bytes that are written.
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

// custom-elements.json (https://github.com/webcomponents/custom-elements-manifest, schema 1.0.0): the
// element's public interface for editors and documentation tools, read from its sources by the analyzer, and
// beside it the types that TypeScript pages download. A step of the build, run by vite and not part of the
// widget.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

type Member = {
  kind: 'field' | 'method';
  name: string;
  static?: boolean;
  privacy?: 'private' | 'protected';
  default?: string;
  type?: { text: string };
  description?: string;
  inheritedFrom?: unknown;
};
type Attribute = { name: string; fieldName?: string; type?: { text: string }; description?: string };
type Declaration = {
  kind: string;
  name: string;
  tagName?: string;
  customElement?: boolean;
  superclass?: unknown;
  members?: Member[];
  attributes?: Attribute[];
  events?: { name: string }[];
  slots?: { name: string }[];
  cssParts?: { name: string }[];
  cssProperties?: { name: string }[];
};

export type Manifest = {
  schemaVersion: string;
  readme: string;
  modules: { kind: string; path: string; declarations: Declaration[]; exports: unknown[] }[];
};

/** The analyzer's own types leave out what it exports for programs. */
type Analyzer = {
  create(input: { modules: unknown[] }): Manifest;
  ts: {
    createSourceFile(path: string, text: string, target: number, parents: boolean): unknown;
    ScriptTarget: { Latest: number };
  };
};

/** Base classes first, because the analyzer inherits only from what it has seen. */
const sources = ['drawn-element', 'form-control', 'events', 'element', 'optmark'];

/** Members that browsers call, not pages. */
const callbacks = /Callback$|^(formAssociated|reflect|attributes)$/;

export async function describeElement(root: string): Promise<Manifest> {
  const { create, ts } = (await import('@custom-elements-manifest/analyzer')) as unknown as Analyzer;
  const modules = sources.map((name) => {
    const text = readFileSync(join(root, `widget/${name}.ts`), 'utf8');
    return ts.createSourceFile(`widget/${name}.ts`, text, ts.ScriptTarget.Latest, true);
  });
  return publicPart(create({ modules }));
}

/** One module, the served script, and only what a page may use of the element. */
function publicPart({ schemaVersion, readme, modules }: Manifest): Manifest {
  const element = modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName === 'optmark-opt-in');
  if (element === undefined) throw new Error('the analyzer found no element');
  const { superclass: _, members = [], events = [], ...rest } = element;
  const open = members
    .filter(({ name, privacy, static: shared }) => !privacy && !shared && !callbacks.test(name))
    // Pages see one class. They need not know in which of our sources a member stands.
    .map(({ inheritedFrom: _, ...member }) => member);
  const declaration = {
    ...rest,
    superclass: { name: 'HTMLElement' },
    attributes: attributesOf(members, element.attributes),
    members: open,
    events: events.filter(({ name }) => name?.startsWith('optmark-')),
  };
  const path = 'optmark.js';
  const definition = {
    kind: 'custom-element-definition',
    name: 'optmark-opt-in',
    declaration: { name: element.name, module: path },
  };
  const module = { kind: 'javascript-module', path, declarations: [declaration], exports: [definition] };
  return { schemaVersion, readme, modules: [module] };
}

/** `static attributes` maps properties to attributes; the property's comment describes both. */
function attributesOf(members: Member[], own: Attribute[] = []): Attribute[] {
  const mapping = members.find(({ name }) => name === 'attributes')?.default ?? '';
  const pairs = [...mapping.matchAll(/(\w+): '([\w-]+)'/g)];
  if (pairs.length === 0) throw new Error('the analyzer found no attributes');
  const mapped = pairs.map(([, fieldName = '', name = '']) => {
    const { type, description = '' } = members.find((member) => member.name === fieldName) ?? {};
    return { name, fieldName, ...(type && { type }), description };
  });
  return [...mapped, ...own];
}

/** Writes both into the release's folder, where the ledger serves them. */
export function developerFiles(root: string, version: string): Plugin {
  return {
    name: 'optmark-developer-files',
    apply: 'build',
    async generateBundle() {
      const emit = (name: string, source: string) =>
        this.emitFile({ type: 'asset', fileName: `${version}/${name}`, source });
      emit('custom-elements.json', `${JSON.stringify(await describeElement(root), null, 2)}\n`);
      const declarations = join(root, 'widget/declarations');
      for (const name of readdirSync(declarations))
        emit(name, readFileSync(join(declarations, name), 'utf8'));
    },
  };
}

// The TypeScript of this repository as the architecture test sees it: which file imports which, by value or
// by type only, and which names of the outside world (the clock, randomness, the environment) its code
// mentions.

import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export type Import = {
  /** Path from the root for a file of ours, else the package's or built-in module's name. */
  target: string;
  byValue: boolean;
  /** Imported names, where they are listed. */
  names: string[];
};

export type SourceFile = {
  path: string;
  lines: number;
  imports: Import[];
  /** Names it exports, and whether its own code uses them too. */
  exports: { name: string; usedHere: boolean }[];
  mentions: string[];
  /** The texts of its comments. */
  comments: string[];
  /** Numbers of lines that are comment, or end in one, and are wider than the formatter's own limit. */
  wideComments: number[];
};

/** Columns, as in .biome.json; the formatter does not wrap comments. */
export const columnsMax = 110;

type Node = { type: string; [field: string]: unknown };

/** Every TypeScript file of the product, its demo and its tests; paths from the root, with slashes. */
export function readSources(): SourceFile[] {
  const folders = ['ledger', 'widget', 'demo', 'test'];
  const paths = globSync(
    folders.map((folder) => `${folder}/**/*.ts`),
    { cwd: root },
  );
  return paths
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map(readSource);
}

export function readSource(path: string): SourceFile {
  return sourceFile(path, readFileSync(`${root}/${path}`, 'utf8'));
}

export function sourceFile(path: string, text: string): SourceFile {
  const { module, program, comments, errors } = parseSync(path, text, { lang: 'ts' });
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const resolve = (specifier: string) =>
    specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;

  const imports: Import[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    const byValue =
      entries.length === 0 ? !isTypeOnly(text, moduleRequest.start) : entries.some((e) => !e.isType);
    const names = entries.flatMap(({ importName }) => importName.name ?? []);
    imports.push({ target: resolve(moduleRequest.value), byValue, names });
  }
  const exported: string[] = [];
  for (const { moduleRequest, importName, exportName, isType } of module.staticExports.flatMap(
    ({ entries }) => entries,
  )) {
    const name = importName.name ?? undefined;
    if (moduleRequest)
      imports.push({ target: resolve(moduleRequest.value), byValue: !isType, names: name ? [name] : [] });
    else if (exportName.name) exported.push(exportName.name);
  }
  const mentions = new Set<string>();
  const identifiers = new Map<string, number>();
  for (const node of nodesIn(program as unknown as Node)) {
    if (node.type === 'Identifier') {
      const name = String(node.name);
      identifiers.set(name, (identifiers.get(name) ?? 0) + 1);
    }
    const inline = inlineImport(node);
    if (inline) imports.push({ target: resolve(inline.specifier), byValue: inline.byValue, names: [] });
    for (const mention of mentionsIn(node)) mentions.add(mention);
  }
  // Declared once; what is named once more is used.
  const exports = exported.map((name) => ({ name, usedHere: (identifiers.get(name) ?? 0) > 1 }));
  const lines = text.split('\n');
  const commented = new Set(comments.flatMap(({ start, end }) => linesOf(text, start, end)));
  const wideComments = [...commented].filter((line) => lines[line - 1]!.length > columnsMax);
  return {
    path,
    lines: lines.length - 1,
    imports,
    exports,
    mentions: [...mentions],
    comments: comments.map(({ value }) => value),
    wideComments,
  };
}

/** Numbers of the lines from one place in the text to another; the first is 1. */
function linesOf(text: string, start: number, end: number): number[] {
  const first = text.slice(0, start).split('\n').length;
  const count = text.slice(start, end).split('\n').length;
  return Array.from({ length: count }, (_, each) => first + each);
}

/** `import type {} from` has no entries to tell it from an import for its effects. */
const isTypeOnly = (text: string, specifierStart: number) =>
  /import\s+type\s*\{\s*\}\s*from\s*$/.test(text.slice(0, specifierStart));

function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const child of Object.values(node).flat()) {
    if (typeof child === 'object' && child !== null && 'type' in child) yield* nodesIn(child as Node);
  }
}

/** `await import('…')` and `import('…').Type`. */
function inlineImport(node: Node): { specifier: string; byValue: boolean } | undefined {
  if (node.type !== 'ImportExpression' && node.type !== 'TSImportType') return undefined;
  const specifier = (node.source as { value?: unknown } | undefined)?.value;
  return typeof specifier === 'string' ? { specifier, byValue: node.type === 'ImportExpression' } : undefined;
}

/** `Date.now`, `process.env`, `new Date()`, `fetch()`: object and member, or what is called. */
function mentionsIn(node: Node): string[] {
  if (node.type === 'MemberExpression') return [`${nameOf(node.object)}.${nameOf(node.property)}`];
  if (node.type === 'CallExpression') return [`${nameOf(node.callee)}()`];
  if (node.type === 'NewExpression') {
    return [(node.arguments as unknown[]).length === 0 ? `new ${nameOf(node.callee)}()` : ''];
  }
  if (node.type === 'VariableDeclarator' && (node.id as Node).type === 'ObjectPattern') {
    const properties = (node.id as { properties?: { key?: unknown }[] }).properties ?? [];
    return properties.map(({ key }) => `${nameOf(node.init)}.${nameOf(key)}`);
  }
  return [];
}

/** `globalThis.process` is `process`. */
function nameOf(node: unknown): string {
  const { type, name, value, property } = (node ?? {}) as Node;
  if (type === 'Identifier') return String(name);
  if (type === 'Literal') return String(value);
  return type === 'MemberExpression' ? nameOf(property) : '';
}

// The widget as built: a folder per release with its scripts, data files and widget.json, which lists their
// digests; and beside them the newest release's widget.json. All is read once at the start, so no path from a
// request ever reaches the file system. Releases that ran before are in the database (kept-releases.ts).

import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { tagsFor } from '../../core/language/locale.ts';
import type { Release } from '../../operations/release/store.ts';
import { type CodedFile, codedFile } from '../server/coding.ts';

/** Where `npm run build` leaves it. */
export const widgetFolder = fileURLToPath(new URL('../../../.build/widget', import.meta.url));

const sizes = { bytes: z.int(), gzip: z.int(), brotli: z.int() };
const file = z.string().regex(/^\/[\w.-]+\/[\w-]+\.js$/);

export const publishedSchema = z.strictObject({
  name: z.literal('optmark'),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
  file: file.meta({ description: 'The path of this release, which never changes.' }),
  integrity: z.string().meta({ description: 'For the `integrity` attribute of a script tag.' }),
  moving: z.string().meta({ description: 'The path that moves with each release of the same major.' }),
  ...sizes,
  parts: z.array(z.strictObject({ file, integrity: z.string(), ...sizes })).meta({
    description: 'The parts that the script loads when it needs them. The script holds their digests.',
  }),
  languages: z.array(z.string()).meta({ description: 'Languages of the element’s own words.' }),
});

export const publishedExample = {
  name: 'optmark' as const,
  version: '0.1.0',
  file: '/0.1.0/optmark.js',
  integrity: 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
  moving: '/v1/optmark.js',
  bytes: 24000,
  gzip: 9600,
  brotli: 8800,
  parts: [
    {
      file: '/0.1.0/act.js',
      integrity: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      bytes: 11000,
      gzip: 4600,
      brotli: 4100,
    },
  ],
  languages: ['en', 'es', 'hi'],
};

export type Published = z.infer<typeof publishedSchema>;

export type WidgetBuild = {
  /** The newest release. */
  published: Published;
  /** Of every release, by path: `/0.1.0/optmark.js`. */
  files: ReadonlyMap<string, CodedFile>;
  /** Their versions. */
  versions: readonly string[];
  /** The element's own words by language, lower case; of the newest release. */
  strings: ReadonlyMap<string, Record<string, string>>;
};

/**
 * The build in a folder; undefined if there is none (a ledger without a widget is still a ledger).
 * @throws Error for a script that is not the one widget.json was written for
 */
export function readWidgetBuild(folder: string): WidgetBuild | undefined {
  if (!existsSync(join(folder, 'widget.json'))) return undefined;
  const published = publishedIn(folder);
  const versions = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'widget.json')));
  return widgetBuild(published, versions, new Map(versions.flatMap((version) => releaseIn(folder, version))));
}

/** @param manifest the newest release's widget.json */
export function widgetBuild(
  manifest: unknown,
  versions: readonly string[],
  files: ReadonlyMap<string, CodedFile>,
): WidgetBuild {
  const published = publishedSchema.parse(manifest);
  return { published, versions, files, strings: stringsOf(published, files) };
}

/** Each release as it is kept. */
export function releasesOf({ versions, files }: WidgetBuild): Release[] {
  return versions.map((version) => {
    const own = [...files].filter(([path]) => path.startsWith(`/${version}/`));
    const manifest = files.get(`/${version}/widget.json`)!.bytesIn('identity');
    return {
      version,
      manifest: Buffer.from(manifest).toString('utf8'),
      files: own.map(([path, { digest, bytesIn }]) => ({ path, digest, bytes: bytesIn('identity') })),
    };
  });
}

const publishedIn = (folder: string): Published =>
  publishedSchema.parse(JSON.parse(readFileSync(join(folder, 'widget.json'), 'utf8')));

function releaseIn(folder: string, version: string): [path: string, file: CodedFile][] {
  const release = publishedIn(join(folder, version));
  const paths = readdirSync(join(folder, version), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name))}`);
  const digests = new Map([release, ...release.parts].map((part) => [part.file, part.integrity]));
  return paths.map((path) => [path, widgetFile(folder, path, digests.get(path))]);
}

function widgetFile(folder: string, path: string, integrity: string | undefined): CodedFile {
  const identity = new Uint8Array(readFileSync(join(folder, path)));
  const [algorithm = 'sha256'] = integrity?.split('-') ?? [];
  const digest = `${algorithm}-${hash(algorithm, identity, 'base64')}`;
  if (integrity !== undefined && integrity !== digest) {
    throw new Error(`${folder}${path} is not what its widget.json describes; build the widget again`);
  }
  return codedFile(path, identity, digest);
}

/** Their JSON begins on the second line (widget/verified-data.ts). */
function stringsOf({ version, languages }: Published, files: ReadonlyMap<string, CodedFile>) {
  return new Map(
    languages.map((language): [string, Record<string, string>] => {
      const bytes = files.get(`/${version}/strings/${language}.txt`)!.bytesIn('identity');
      const text = Buffer.from(bytes).toString('utf8');
      return [language, JSON.parse(text.slice(text.indexOf('\n') + 1))];
    }),
  );
}

/** The element's own words for a notice in this locale. */
export function stringsFor(
  build: WidgetBuild | undefined,
  locale: string,
): Record<string, string> | undefined {
  return tagsFor(locale)
    .map((tag) => build?.strings.get(tag.toLowerCase()))
    .find((strings) => strings !== undefined);
}

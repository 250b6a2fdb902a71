// Releases that the database keeps: a page that has pinned one gets its bytes for ever, from every node, also
// from one that was never that release. A release is read whole when it is first asked for and stays in
// memory; strangers who ask for releases that never were cost two looks at the list a second.

import { hash } from 'node:crypto';
import type { Ledger } from '../../operations/ledger.ts';
import { keepRelease } from '../../operations/release/keep-release.ts';
import type { KeptRelease, ReleaseFile } from '../../operations/release/store.ts';
import { remember } from '../../operations/setup/remember.ts';
import { type CodedFile, codedFile } from '../server/coding.ts';
import { readWidgetBuild, releasesOf, type WidgetBuild, widgetBuild } from './widget-build.ts';

type Files = ReadonlyMap<string, CodedFile>;

export type KeptReleases = {
  /** The newest first. */
  list(): Promise<readonly KeptRelease[]>;
  /** @param path `/0.1.0/optmark.js` */
  file(path: string): Promise<CodedFile | undefined>;
};

/** Releases held in memory at once, a megabyte each. */
const heldMax = 8;
export const pinnedPath = /^\/(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)\/[\w./-]+$/;

export function keptReleases({ releases }: Pick<Ledger, 'releases'>): KeptReleases {
  const known = remember<readonly KeptRelease[]>();
  const held = new Map<string, Files>();
  const list = async () => (await known.get('all', () => releases.list())) ?? [];
  const again = remember<never>();
  /** Another node may have kept it a moment ago. All who miss something share one look, twice a second. */
  const lookAgain = () =>
    again.get('all', async () => {
      known.forget('all');
      await list();
      return undefined;
    });
  const filesOf = async (version: string) => {
    const files = held.get(version) ?? filesIn(await releases.files(version));
    // The one asked for last is the last to go.
    held.delete(version);
    held.set(version, files);
    if (held.size > heldMax) held.delete(held.keys().next().value!);
    return files;
  };
  return {
    list,
    async file(path) {
      const [, version] = pinnedPath.exec(path) ?? [];
      if (version === undefined) return undefined;
      const isListed = async () => (await list()).some((one) => one.version === version);
      if (!(await isListed())) {
        await lookAgain();
        if (!(await isListed())) return undefined;
      }
      return (await filesOf(version)).get(path);
    },
  };
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Bytes that are not what their digest says are served to no page. */
const filesIn = (files: readonly ReleaseFile[]): Files =>
  new Map(files.filter(isWhole).map(({ path, digest, bytes }) => [path, codedFile(path, bytes, digest)]));

function isWhole({ digest, bytes }: ReleaseFile): boolean {
  const [algorithm = ''] = digest.split('-');
  return digest === `${algorithm}-${hash(algorithm, bytes, 'base64')}`;
}

/**
 * The build to serve, each release of it kept. Where a version was kept before with other bytes, pages may
 * have pinned those: they are served, and the build at hand is not. Only on the developer's own machine,
 * where no page elsewhere reaches it, a build may be made anew under its version.
 * @param warn told what the operator must change
 */
export async function keepWidget(
  ledger: Pick<Ledger, 'releases' | 'world' | 'url'>,
  folder: string,
  warn: (message: string) => void,
): Promise<WidgetBuild | undefined> {
  const build = readWidgetBuild(folder);
  if (build === undefined) return undefined;
  const others = new Set<string>();
  for (const release of releasesOf(build))
    if ((await keepRelease(ledger, release)) === 'another') others.add(release.version);
  const { version } = build.published;
  if (others.size === 0 || loopback.has(new URL(ledger.url).hostname)) return build;
  if (!others.has(version)) {
    // Older builds that lie beside this one: what pages pinned of those is kept, and served from there.
    for (const other of others) warn(`another build of ${other} than pages have pinned is passed over`);
    const isServed = (path: string) => !others.has(pinnedPath.exec(path)?.[1] ?? '');
    return { ...build, files: new Map([...build.files].filter(([path]) => isServed(path))) };
  }
  warn(`the widget calls itself ${version}, but pages have pinned another ${version}: that one is served`);
  const { manifest } = (await ledger.releases.list()).find((one) => one.version === version)!;
  return widgetBuild(JSON.parse(manifest), [version], filesIn(await ledger.releases.files(version)));
}

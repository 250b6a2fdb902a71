// Keeps a release of the widget when a node first runs it.

import type { World } from '../world.ts';
import type { Release, ReleaseStore } from './store.ts';

/**
 * @returns `another`: this version was kept before, with other bytes. Those stay: pages may have pinned them
 */
export async function keepRelease(
  { releases, world }: { releases: Pick<ReleaseStore, 'keep' | 'list'>; world: Pick<World, 'now'> },
  release: Release,
): Promise<'kept' | 'known' | 'another'> {
  // Most starts find it: only a new one is written.
  const before = await manifestOf(releases, release.version);
  if (before === undefined && (await releases.keep(release, world.now().toISOString()))) return 'kept';
  const kept = before ?? (await manifestOf(releases, release.version));
  return kept === release.manifest ? 'known' : 'another';
}

async function manifestOf(
  releases: Pick<ReleaseStore, 'list'>,
  version: string,
): Promise<string | undefined> {
  return (await releases.list()).find((one) => one.version === version)?.manifest;
}

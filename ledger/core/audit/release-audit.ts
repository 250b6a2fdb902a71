// Are the kept releases of the widget what their own digests say? A page that pinned a release runs these
// bytes. The audit does not see a release whose digests were changed with its files: no record holds them.

import { hash } from 'node:crypto';
import type { Report } from './audit-log.ts';
import type { Pages } from './cursor.ts';
import { finding } from './finding.ts';

export type StoredRelease = { readonly version: string; readonly manifest: string };
export type StoredReleaseFile = {
  readonly version: string;
  readonly path: string;
  /** As in an `integrity` attribute. */
  readonly digest: string;
  readonly bytes: Uint8Array;
};

/** Holds a page of the files, and of the others their digests alone. */
export async function auditReleases(
  releases: readonly StoredRelease[],
  files: Pages<StoredReleaseFile>,
  report: Report,
): Promise<void> {
  const manifests = new Map(releases.map(({ version, manifest }) => [version, manifest]));
  const digests = new Map<string, string>();
  for await (const page of files) {
    for (const file of page) {
      const { path, digest } = file;
      digests.set(path, digest);
      const rule = wrongWith(file, manifests.get(file.version));
      if (rule !== undefined) report(finding('release', rule, path));
    }
  }
  for (const { version, manifest } of releases) {
    const own = `/${version}/widget.json`;
    for (const [path, integrity] of [[own, undefined] as const, ...listedIn(manifest, version)]) {
      const digest = digests.get(path);
      if (digest === undefined) report(finding('release', 'missing', path));
      else if (integrity !== undefined && digest !== integrity) report(finding('release', 'differs', path));
    }
  }
}

function wrongWith({ version, path, digest, bytes }: StoredReleaseFile, manifest: string | undefined) {
  if (manifest === undefined || !path.startsWith(`/${version}/`)) return 'unexpected';
  const [algorithm = ''] = digest.split('-');
  const isSo = algorithms.has(algorithm) && digest === `${algorithm}-${hash(algorithm, bytes, 'base64')}`;
  const isOther = path === `/${version}/widget.json` && Buffer.from(bytes).toString('utf8') !== manifest;
  return !isSo || isOther ? 'differs' : undefined;
}

const algorithms = new Set(['sha256', 'sha384', 'sha512']);

/** Its files, with the digests of the scripts; none where the manifest was damaged, which is found above. */
function listedIn(manifest: string, version: string): [path: string, integrity: string | undefined][] {
  try {
    const { file, integrity, parts, languages } = JSON.parse(manifest);
    const scripts = [{ file, integrity }, ...parts] as { file: string; integrity: string }[];
    return [
      ...scripts.map((one): [string, string] => [one.file, one.integrity]),
      ...languages.map((one: string): [string, undefined] => [`/${version}/strings/${one}.txt`, undefined]),
    ];
  } catch {
    return [];
  }
}

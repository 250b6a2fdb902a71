// Are the kept releases of the widget what their own digests say? A page that pinned a release runs these
// bytes. The audit does not see a release whose digests were changed with its files: no record holds them.

import { hash } from 'node:crypto';
import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';

export type StoredRelease = { readonly version: string; readonly manifest: string };
export type StoredReleaseFile = {
  readonly version: string;
  readonly path: string;
  /** As in an `integrity` attribute. */
  readonly digest: string;
  readonly bytes: Uint8Array;
};

export function auditReleases(
  releases: readonly StoredRelease[],
  files: readonly StoredReleaseFile[],
  report: Report,
): void {
  const kept = new Map(files.map((file) => [file.path, file]));
  const versions = new Set(releases.map(({ version }) => version));
  for (const { version, path, digest, bytes } of files) {
    const [algorithm = ''] = digest.split('-');
    const isPlaced = versions.has(version) && path.startsWith(`/${version}/`);
    if (!isPlaced) report(finding('release', 'unexpected', path));
    else if (!algorithms.has(algorithm) || digest !== `${algorithm}-${hash(algorithm, bytes, 'base64')}`)
      report(finding('release', 'differs', path));
  }
  for (const { version, manifest } of releases) {
    const own = `/${version}/widget.json`;
    const file = kept.get(own);
    if (file === undefined) report(finding('release', 'missing', own));
    else if (Buffer.from(file.bytes).toString('utf8') !== manifest)
      report(finding('release', 'differs', own));
    for (const [path, integrity] of listedIn(manifest, version)) {
      const listed = kept.get(path);
      if (listed === undefined) report(finding('release', 'missing', path));
      else if (integrity !== undefined && listed.digest !== integrity)
        report(finding('release', 'differs', path));
    }
  }
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

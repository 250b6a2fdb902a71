// The port of releases: each build of the widget that ever ran on this database, kept for ever. Pages have
// pinned it by its version and its digest.

export type ReleaseFile = {
  /** `/0.1.0/optmark.js` */
  path: string;
  /** As in an `integrity` attribute. */
  digest: string;
  bytes: Uint8Array<ArrayBuffer>;
};

export type Release = {
  version: string;
  /** Its widget.json, as it was built. */
  manifest: string;
  files: readonly ReleaseFile[];
};

/** `keptAt`: when it first ran here, ISO 8601. */
export type KeptRelease = Pick<Release, 'version' | 'manifest'> & { keptAt: string };

export interface ReleaseStore {
  /** Whole or not at all. @returns false where this version was kept before, whatever its bytes were */
  keep(release: Release, at: string): Promise<boolean>;
  /** The newest first. */
  list(): Promise<KeptRelease[]>;
  /** None: the version was never kept. */
  files(version: string): Promise<ReleaseFile[]>;
}

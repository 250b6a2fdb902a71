// A release of the widget as it is built is true, and each change of it alone is found.

import { expect, test } from 'vitest';
import { auditReleases, type StoredReleaseFile } from '../../../ledger/core/audit/release-audit.ts';
import { readWidgetBuild, releasesOf } from '../../../ledger/http/widget/widget-build.ts';
import { pagesOf } from './sample-log.ts';

const releases = releasesOf(readWidgetBuild('test/http/widget/widget-build')!);
const files = releases.flatMap(({ version, files: own }) => own.map((file) => ({ version, ...file })));

async function found(stored: readonly StoredReleaseFile[], of = releases): Promise<string[]> {
  const findings: string[] = [];
  await auditReleases(of, pagesOf(stored, 2), ({ rule, where }) => findings.push(`${rule} ${where}`));
  return findings;
}

test('as it was built', async () => {
  expect(files.length).toBeGreaterThan(2);
  expect(await found(files)).toEqual([]);
});

test('each file that is changed, gone, or another’s', async () => {
  for (const file of files) {
    const rest = files.filter((one) => one !== file);
    expect(await found([...rest, { ...file, bytes: Buffer.from('x') }])).toContain(`differs ${file.path}`);
    expect(await found([...rest, { ...file, version: '9.9.9' }])).toContain(`unexpected ${file.path}`);
    if (/\.js$|widget\.json$|strings/.test(file.path))
      expect(await found(rest)).toContain(`missing ${file.path}`);
  }
  const [first] = releases;
  expect(await found(files, [{ ...first!, manifest: `${first!.manifest} ` }])).toContain(
    `differs /${first!.version}/widget.json`,
  );
});

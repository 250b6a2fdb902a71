// The data files of the widget, each with its inclusion proof under one root: the words of each language, the numbering
// plan of each calling code. Their format is in ../data/verified-data.ts. Run by vite, not part of the widget.

import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import plans from 'libphonenumber-js/mobile/metadata';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import { leafHash } from '../../ledger/core/log/hash.ts';
import { nodesForInclusion } from '../../ledger/core/log/proof.ts';
import { rangeRoot, treeRoot } from '../../ledger/core/log/tree.ts';

export type DataFile = { name: string; text: string };
export type Data = { root: string; files: DataFile[]; languages: string[]; callingCodes: string[] };

/** libphonenumber's metadata, as far as it is cut up here. */
type Plans = {
  version: number;
  country_calling_codes: Record<string, string[]>;
  countries: Record<string, Plan>;
  nonGeographic?: Record<string, Plan>;
};

/** One country's plan, an array of fixed places. */
type Plan = readonly unknown[];
/** How its numbers are written in groups: half of a plan, and nothing is formatted here. */
const formatsAt = 4;
const withoutFormats = (plan: Plan): Plan => plan.with(formatsAt, []);

const all = plans as unknown as Plans;
const base64 = (hash: Uint8Array) => Buffer.from(hash).toString('base64');

export async function buildData(root: string): Promise<Data> {
  const languages = await languagesIn(`${root}/widget/strings`);
  const named: [name: string, json: string][] = [
    ...languages.map(([tag, strings]): [string, string] => [`strings/${tag}`, JSON.stringify(strings)]),
    ...Object.keys(all.country_calling_codes).map((code): [string, string] => [
      `numbers/${code}`,
      JSON.stringify(planOf(code)),
    ]),
  ];
  const leaves = named.map(([name, json]) => leafHash(Buffer.from(`${name}\n${json}`)));
  const size = leaves.length;
  const files = named.map(([name, json], index) => {
    const path = nodesForInclusion(index, size).map((range) => base64(rangeRoot(leaves, range)));
    return { name, text: `${[index, size, ...path].join(' ')}\n${json}` };
  });
  return {
    root: base64(treeRoot(leaves)),
    files,
    languages: languages.map(([tag]) => tag),
    callingCodes: Object.keys(all.country_calling_codes),
  };
}

/** A language file is named by its tag, lower case: `hi.ts`, `zh-hant.ts`. */
async function languagesIn(folder: string): Promise<[tag: string, strings: Strings][]> {
  const tags = readdirSync(folder).flatMap((file) => /^([a-z]{2,3}(?:-[a-z]+)?)\.ts$/.exec(file)?.[1] ?? []);
  return Promise.all(
    tags.sort().map(async (tag): Promise<[string, Strings]> => {
      const module = await import(pathToFileURL(`${folder}/${tag}.ts`).href);
      const [strings] = Object.values(module) as Strings[];
      if (strings?.lang.toLowerCase() !== tag)
        throw new Error(`${tag}.ts does not export the words of ${tag}`);
      return [tag, strings];
    }),
  );
}

/** What libphonenumber needs to know to judge numbers of one calling code. */
function planOf(code: string): Plans {
  const countries = all.country_calling_codes[code]!;
  const pick = (from: Record<string, Plan> = {}, names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (from[name] ? [[name, withoutFormats(from[name])]] : [])));
  return {
    version: all.version,
    country_calling_codes: { [code]: countries },
    countries: pick(all.countries, countries),
    nonGeographic: pick(all.nonGeographic, [code]),
  };
}

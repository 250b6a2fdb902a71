// The data files of the widget, each with its inclusion proof under one root: the words of each language, the
// numbering plan of each calling code. Their format is in ../verified-data.ts. Run by vite, not part of the
// widget.

import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { getExampleNumber, Metadata, type MetadataJson } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/mobile/examples';
import plans from 'libphonenumber-js/mobile/metadata';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import { leafHash } from '../../ledger/core/log/hash.ts';
import { nodesForInclusion } from '../../ledger/core/log/proof.ts';
import { rangeRoot, treeRoot } from '../../ledger/core/log/tree.ts';
import { respellings } from '../../ledger/core/subject/mobile-respelling.ts';

export type DataFile = { name: string; text: string };
/** `callingCodes`: each with the lengths of its mobile numbers, in base 36: `27:56789`. */
export type Data = { root: string; files: DataFile[]; languages: string[]; callingCodes: string[] };

/** The parts of libphonenumber's metadata that this file cuts up. */
type Plans = {
  version: number;
  country_calling_codes: Record<string, string[]>;
  countries: Record<string, Plan>;
  nonGeographic?: Record<string, Plan>;
};

/** One country's plan, an array of fixed places. */
type Plan = readonly unknown[];
/** The formats of numbers, half of a plan. The widget formats nothing, so the build drops them. */
const formatsAt = 4;
const withoutFormats = (plan: Plan): Plan => plan.with(formatsAt, []);

const all = plans as unknown as Plans;
const codes = Object.keys(all.country_calling_codes);
const base64 = (hash: Uint8Array) => Buffer.from(hash).toString('base64');

export async function buildData(root: string): Promise<Data> {
  const languages = await languagesIn(`${root}/ledger/core/language`);
  const named: [name: string, json: string][] = [
    ...languages.map(([tag, strings]): [string, string] => [`strings/${tag}`, JSON.stringify(strings)]),
    ...codes.map((code): [string, string] => [`numbers/${code}`, JSON.stringify(planOf(code))]),
    // The calling code of each country, for pages that hand over a country.
    ['countries', JSON.stringify(countries())],
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
    callingCodes: codes.map((code) => `${code}:${mobileLengths(code)}`),
  };
}

/** The name of a language's folder is its tag in lower case: `hi`, `zh-hant`. */
async function languagesIn(folder: string): Promise<[tag: string, strings: Strings][]> {
  const tags = readdirSync(folder).filter((name) => !name.endsWith('.ts'));
  return Promise.all(
    tags.sort().map(async (tag): Promise<[string, Strings]> => {
      const module = await import(pathToFileURL(`${folder}/${tag}/widget.ts`).href);
      const [strings] = Object.values(module) as Strings[];
      if (strings?.lang.toLowerCase() !== tag)
        throw new Error(`${tag}/widget.ts does not export the words of ${tag}`);
      return [tag, strings];
    }),
  );
}

/** `1USAGAI…,7RUKZ,20EG,…` */
const countries = () => codes.map((code) => code + all.country_calling_codes[code]!.join('')).join();

/** The metadata with which libphonenumber judges numbers of one calling code. */
function planOf(code: string): Plans & { groups: number[]; older: Older | undefined } {
  const countries = all.country_calling_codes[code]!;
  const pick = (from: Record<string, Plan> = {}, names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (from[name] ? [[name, withoutFormats(from[name])]] : [])));
  return {
    version: all.version,
    country_calling_codes: { [code]: countries },
    countries: pick(all.countries, countries),
    nonGeographic: pick(all.nonGeographic, [code]),
    groups: groupsOf(code),
    // Absent with most.
    older: respellings[code]?.map(([{ source }, today]) => [source, today]),
  };
}

type Older = [pattern: string, today: string][];

/** The sizes of the digit groups in an international mobile number, without the last group. */
function groupsOf(code: string): number[] {
  const example = getExampleNumber(all.country_calling_codes[code]![0] as never, examples, plans);
  const written = example?.formatInternational().split(' ').slice(1, -1) ?? [];
  return written.map(({ length }) => length);
}

function mobileLengths(code: string): string {
  const lengths = all.country_calling_codes[code]!.flatMap((country) => {
    const selected = new Metadata(plans as unknown as MetadataJson);
    selected.selectNumberingPlan((country === '001' ? code : country) as never);
    const plan = selected.numberingPlan as unknown as LengthsOfPlan;
    return (plan.type('MOBILE') ?? plan).possibleLengths();
  });
  return [...new Set(lengths)].map((length) => length.toString(36)).join('');
}

type LengthsOfPlan = { type(type: 'MOBILE'): LengthsOfPlan | undefined; possibleLengths(): number[] };

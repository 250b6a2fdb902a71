// The country of a number that does not name it: the page hands it over in one of these ways, in this order:
//
//   country="GB", "44", "+44"      the attribute or property
//   country="#country"             a select or input of the page, read live: ISO 3166, a calling code or a
//                                  country's name
//   intl-tel-input                 its instance, on the input (from 20 on) or in its register
//   autocomplete="tel-country-code"    in the same form, for the same address (HTML, 4.10.18.7)
//   what stands beside the field   beside.ts
//
// Without any, it is the business's own country, which is a guess. A preset that no person chose does not
// count. Where the address has another country, the number may be of either: it is asked for.

import { countryIn } from '../attribute-values.ts';
import { loadData } from '../verified-data.ts';
import { saidBeside } from './beside.ts';
import { find } from './find.ts';
import type { Typed } from './number-field.ts';
import type { Place } from './reading.ts';

type HandedOver = Omit<Typed, 'text'>;

/** ISO 3166 to calling code, and names of countries to ISO 3166, once loaded. */
let codes: Map<string, string> | undefined;
const named = new Map<string, string>();

/** Loads what `placeOf` needs. Never rejects. */
export async function preparePlace(handed: HandedOver): Promise<void> {
  const said = saidIn(handed) ?? livesIn(handed);
  if (codes || !said || isCode(said)) return;
  const text = (await loadData('countries').catch(() => '')) as string;
  if (!text) return;
  codes = new Map(
    text.split(',').flatMap((entry) => {
      const [, code = '', countries = ''] = /^(\d+)(.*)$/.exec(entry) ?? [];
      return (countries.match(/../g) ?? []).map((country): [string, string] => [country, code]);
    }),
  );
  for (const language of ['en', document.documentElement.lang, navigator.language]) nameIn(language);
}

/** Adds the names that a page in this language is likely to use. */
function nameIn(language: string): void {
  try {
    const names = new Intl.DisplayNames(language, { type: 'region' });
    for (const country of codes!.keys()) named.set(folded(names.of(country)!), country);
  } catch {
    // The page's `lang` may not be a language.
  }
}

export function placeOf(handed: HandedOver): Place {
  const own = handed.notice.calling_code;
  const said = saidIn(handed);
  if (said === undefined) {
    const home = livesIn(handed);
    const { code: also = codes || !home ? own : undefined } = coded(home ?? '');
    return also === own ? { code: own, trust: 'default' } : { code: own, also, trust: 'none' };
  }
  const { code, country } = coded(said);
  return code ? { code, country, trust: 'chosen' } : { code: own, trust: 'none' };
}

/** The calling code of what is said, where it is one, or a country's. */
function coded(said: string): Pick<Place, 'code' | 'country'> {
  if (isCode(said)) return { code: said };
  const country = codes?.has(said) ? said : named.get(folded(said));
  return country === undefined ? {} : { code: codes?.get(country), country };
}

const isCode = (said: string) => /^\d+$/.test(said);
const folded = (name: string) => name.trim().toLowerCase();

/**
 * A country, a calling code, or '' where no person chose the preset. Undefined where the page hands over
 * none.
 */
function saidIn({ element, input, notice }: HandedOver): string | undefined {
  const { country } = element;
  if (country !== undefined) {
    return countryIn(country) ?? inElement(find(element.getRootNode() as ParentNode, country));
  }
  const iti = itiOf(input);
  if (iti) return countryIn(selectedIn(iti)) ?? '';
  const [choice, another] = besideIn(input, 'tel-country-code');
  if (choice) return another ? '' : inElement(choice);
  const beside = input ? saidBeside(input) : undefined;
  // The business's own code says nothing new.
  return beside === notice.calling_code ? undefined : beside;
}

/** The country of the address that the number belongs to. Undefined: none, or one of several. */
function livesIn({ element, input }: HandedOver): string | undefined {
  const [choice, another] = element.country === undefined ? besideIn(input, 'country') : [];
  return choice && !another ? inElement(choice) : undefined;
}

/** The controls of this kind in the form of a field: those of its own address, or else all. */
function besideIn(input: HTMLInputElement | null | undefined, kind: string): Element[] {
  // A component may call something else its form.
  if (!(input?.form instanceof HTMLFormElement)) return [];
  const all = [...input.form.querySelectorAll(`[autocomplete~=${kind}]`)];
  const same = all.filter((one) => addressOf(one) === addressOf(input));
  return same.length > 0 ? same : all;
}

/** `section-a shipping`: HTML's name for the address that a control belongs to. */
const addressOf = (control: Element): string =>
  (control.getAttribute('autocomplete')?.match(/\b(section-\S+|billing|shipping)\b/gi) ?? [])
    .join(' ')
    .toLowerCase();

const codeInWords = /\+([1-9]\d{0,2})(?!\d)/;

/** A select or an input. In a select, a bare number may be any key of the shop's, so its words count. */
function inElement(element: Element | null): string {
  const { value = '', selectedOptions } = (element ?? {}) as Partial<HTMLSelectElement>;
  const words = selectedOptions?.[0]?.text ?? value;
  const isKey = selectedOptions !== undefined && /^\d/.test(value);
  return (isKey ? undefined : countryIn(value)) ?? codeInWords.exec(`${value} ${words}`)?.[1] ?? words;
}

type Iti = {
  getSelectedCountry?(): { iso2?: string } | null;
  getSelectedCountryData?(): { iso2?: string } | null;
  setNumber?(number: string): void;
};
type ItiRegister = { getInstance?(input: Element): Iti | null | undefined };

export function itiOf(input: Element | null | undefined): Iti | undefined {
  if (!input) return undefined;
  const { iti } = input as { iti?: Iti };
  const { intlTelInput, intlTelInputGlobals } = globalThis as unknown as Record<
    string,
    ItiRegister | undefined
  >;
  const registered = () => (intlTelInput ?? intlTelInputGlobals)?.getInstance?.(input) ?? undefined;
  return iti ?? registered();
}

const selectedIn = (iti: Iti) => (iti.getSelectedCountry?.() ?? iti.getSelectedCountryData?.())?.iso2;

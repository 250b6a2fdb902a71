// What stands beside a number's field and says whose numbers are typed there: a calling code in a group, a
// select or an input of codes, the flag of a country picker. A person who sees "+44" before the field types
// what follows it, and that is the number that the shop gets. Libraries come and go, so this reads what the
// person sees, and none of their names.
//
//   <span>+44</span> <input>                          Bootstrap, Material, MUI
//   <select><option>UK (+44)</option></select> <input>
//   <input name="code" value="+44"> <input>
//   <span class="vti__flag gb"> <input>               vue-tel-input; `fi fi-gb`, `flag gb`, an emoji alike
//   <button data-country="gb"> <input>                react-international-phone
//   <div title="United Kingdom: + 44"> <input>        react-phone-input-2

import { countryIn } from '../attribute-values.ts';

/** So far from the field is still beside it. */
const stepsMax = 4;
/** More than this is a page, and no field. */
const elementsMax = 1_000;
/** Of a form only what comes right before the field. */
const forms = 'form,fieldset';
const pages = 'body,main,section,article,dialog,optmark-opt-in';

/** Of all countries, or of none: what an open picker offers, and what no person sees. */
const offered = 'select *,ul,ol,datalist,[role=listbox],script,style,template,[data-optmark],optmark-says';
/** No field for a person to type in. */
const noFields = '[type=hidden],[type=checkbox],[type=radio],[type=search],[type=submit],[type=button]';

/** A calling code and hardly anything else: in "e.g. +44 7700 900123" it is part of an example. */
const codeAlone = /^[^\d+]{0,40}\+\s?([1-9]\d{0,2})[^\d+]{0,40}$/;
const forPhones = /phone|tel|mobile|dial|calling|prefix|country.?code|\bcc\b/i;
const emoji = /[\u{1f1e6}-\u{1f1ff}]{2}/u;
/** The letters of an emoji are these many code points further up. */
const emojiBase = 0x1f1e6 - 'A'.charCodeAt(0);
const sizes = /^(xs|sm|md|lg|xl)$/;

/** A country, a calling code, or '' where several are said. Undefined where none is. */
export function saidBeside(input: Element): string | undefined {
  const isOffered = (element: Element) => element.closest(offered)?.contains(input) === false;
  let inner = input;
  for (let step = 0; step < stepsMax && !inner.matches(forms); step++) {
    const around = inner.parentElement;
    const all = around?.getElementsByTagName('*') ?? [];
    if (!around || around.matches(pages) || all.length > elementsMax) return undefined;
    const within = [...all].filter((element) => !isOffered(element));
    if (within.some((element) => isOtherField(element, input))) return undefined;
    const before = around.matches(forms) ? inner.previousElementSibling : around;
    const beside = within.filter((element) => before?.contains(element) && !element.contains(input));
    const codes = beside.map((element) => codeOf(element, input));
    const said = one([codeIn(ownText(around)), ...codes]) ?? one(beside.map(countryOf));
    if (said !== undefined) return said;
    inner = around;
  }
  return undefined;
}

/** Undefined: none; '': they disagree. */
function one(all: (string | undefined)[]): string | undefined {
  const distinct = new Set(all.filter((said) => said !== undefined));
  return distinct.size > 1 ? '' : [...distinct][0];
}

/** One that may be for another number, or for none. */
const isOtherField = (element: Element, input: Element) =>
  element.matches('input,textarea') &&
  !element.matches(noFields) &&
  !input.contains(element) &&
  element.checkVisibility() &&
  codeOf(element, input) === undefined;

const ownText = ({ childNodes }: Element) =>
  [...childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.nodeValue : '')).join('');

const codeIn = (text: unknown) => codeAlone.exec(String(text ?? ''))?.[1];

/** What the person sees of it. */
const wordsOf = (element: Element): string =>
  (element as HTMLSelectElement).selectedOptions?.[0]?.text ?? ownText(element);

/** A calling code. What is written behind the field is about something else. */
function codeOf(element: Element, input: Element): string | undefined {
  const { value } = element as HTMLSelectElement;
  const isBefore = element.compareDocumentPosition(input) & Node.DOCUMENT_POSITION_FOLLOWING;
  const words = isBefore || element.localName === 'select' ? wordsOf(element) : '';
  const texts = [value, words, element.getAttribute('title'), element.getAttribute('aria-label')];
  const said = texts.map(codeIn).find(Boolean);
  // A bare number may be anything, but in a field that calls itself one for this.
  return said ?? (isForPhones(element) ? /^\d+$/.exec(countryIn(value) ?? '')?.[0] : undefined);
}

function isForPhones(element: Element): boolean {
  const names = ['name', 'id', 'class', 'aria-label'].map((name) => element.getAttribute(name));
  return element.matches('select,input') && forPhones.test(names.join(' '));
}

/** ISO 3166. */
function countryOf(element: Element): string | undefined {
  const [flag] = emoji.exec(wordsOf(element)) ?? [];
  if (flag) return [...flag].map((sign) => String.fromCharCode(sign.codePointAt(0)! - emojiBase)).join('');
  const { value } = element as HTMLSelectElement;
  const said = element.getAttribute('data-country') ?? (isForPhones(element) ? value : flagOf(element));
  return countryIn(said);
}

/** `flag gb`, `vti__flag gb`, `flag-icon-gb`, `fi fi-gb`. */
function flagOf({ classList }: Element): string | undefined {
  const tokens = [...classList];
  if (!tokens.some((token) => token === 'fi' || /(^|[_-])flag/.test(token))) return undefined;
  return tokens
    .filter((token) => token !== 'fi')
    .map((token) => /(?:^|[_-])([a-z]{2})$/i.exec(token)?.[1])
    .find((letters) => letters && !sizes.test(letters));
}

// A part of its own: what a developer should correct. Each sentence says what is wrong and what to write. The
// widget loads this only where something looks wrong, and the person sees none of it.

import { commits, countryIn, isOrigin, methods, places, strangers } from '../attribute-values.ts';
import type { OptmarkOptIn } from '../element.ts';
import { find, isSelector } from '../number/find.ts';
import { numberIn } from '../number/token-number.ts';

type Check = (element: OptmarkOptIn, text: string) => string | false | undefined;

/** `text`: the number as it was read last. */
export const mistakesIn = (element: OptmarkOptIn, text: string): string[] =>
  checks.map((check) => check(element, text)).filter((found) => typeof found === 'string');

const namesOf = (element: OptmarkOptIn) => [
  ...Object.values((element.constructor as typeof OptmarkOptIn).attributes),
  'name',
];
const tight = (name: string) => name.replace(/[^a-z]/g, '');

const checks: Check[] = [
  ({ site = '' }) => {
    if (site === '') return 'The attribute "site" is missing: the publishable key of your site, pk_….';
    if (/^(om|oct)_/.test(site))
      return 'The attribute "site" has a secret key. Replace that key: everybody can read it in your page. Here belongs the publishable one, pk_….';
    return !site.startsWith('pk_') && 'The attribute "site" is no publishable key, pk_….';
  },
  ({ notice = '' }) => notice === '' && 'The attribute "notice" is missing: the id of the notice to show.',
  ({ ledger }) =>
    ledger !== undefined &&
    !isOrigin(ledger) &&
    'The attribute "ledger" must be an origin, such as https://ledger.example, without a path.',
  (element, text) => {
    const { phoneField } = element;
    if (phoneField === undefined) return undefined;
    const root = element.getRootNode() as ParentNode;
    const attribute = `The attribute phone-field="${phoneField}"`;
    const found = find(root, phoneField);
    if (found && !('value' in found) && !found.querySelector('input'))
      return `${attribute} finds a <${found.localName}> without an input in it: name the input.`;
    // A number was read there: the shop has taken the field away since.
    if (!found && !text)
      return `${attribute} finds no element${where(root)}. Without the field there is no number to agree for.`;
    return (
      !isSelector(phoneField) &&
      `${attribute} is no CSS selector. It is taken for an id; give the field another id, or escape it (CSS.escape).`
    );
  },
  (element) => {
    const { errorFor } = element;
    const root = element.getRootNode() as ParentNode;
    return (
      errorFor !== undefined &&
      !find(root, errorFor) &&
      `The attribute error-for="${errorFor}" finds no element${where(root)}: what is wrong is said before the field.`
    );
  },
  ({ customerToken }) =>
    !!customerToken &&
    !numberIn(customerToken) &&
    'The attribute "customer-token" is no JWT in compact form with a "number" in it; your server makes it.',
  ({ number }) =>
    !!number &&
    !number.includes('+') &&
    'The attribute "number" must be a whole number, with + and its calling code: +14155550123.',
  (element) => {
    const { country } = element;
    if (country === undefined || countryIn(country)) return undefined;
    const root = element.getRootNode() as ParentNode;
    return (
      !find(root, country) &&
      `The attribute country="${country}" is no ISO 3166 code and no calling code, and finds no element${where(root)}.`
    );
  },
  ({ collectedVia }) => closed('collected-via', collectedVia, places),
  ({ commitAt }) => closed('commit', commitAt, commits),
  ({ prove }) =>
    prove
      ?.split(' ')
      .map((one) => closed('prove', one, methods))
      .find(Boolean),
  (element) =>
    element.querySelector(strangers) !== null &&
    'The element has controls of your page inside it, which is what HTML makes of a tag that closes itself. Write <optmark-opt-in …></optmark-opt-in>.',
  (element) => {
    const names = namesOf(element);
    const odd = element.getAttributeNames().find((name) => {
      return !names.includes(name) && names.some((known) => tight(known) === tight(name));
    });
    return (
      odd && `There is no attribute "${odd}": write "${names.find((known) => tight(known) === tight(odd))}".`
    );
  },
  () =>
    !isSecureContext &&
    'The page has no secure context, so browsers let nothing be signed in it: serve it over https, or from localhost.',
  ({ ownerDocument }) =>
    ownerDocument !== document &&
    'The element was moved into another document. Load the script in that document and write the tag there.',
];

const where = (root: Node) =>
  root instanceof ShadowRoot ? ' in the shadow root that the element is in' : '';

function closed(name: string, value: string | undefined, known: readonly string[]): string | undefined {
  if (!value || known.includes(value)) return undefined;
  return `The attribute ${name}="${value}" means nothing: write ${known.join(', ')}.`;
}

// Whether something looks like a developer's mistake. Only then does the widget load the part that says what
// it is and what to do (advice/part.ts).

import { commits, countryIn, isOrigin, methods, places, strangers } from '../attribute-values.ts';
import { find, isSelector } from '../number/find.ts';
import { numberIn } from '../number/token-number.ts';
import type { Host } from './act.ts';

type Looked = Pick<Host, 'element' | 'now'>;

/** HTML has no upper case in names: `phoneField` is `phonefield`. */
const misspelt = '[phonefield],[phone_field],[customertoken],[customer_token],[collectedvia],[collected_via]';

export function isDoubtful({ element, now }: Looked): boolean {
  const { site = '', ledger, customerToken, phoneField, errorFor, number, country } = element;
  const { collectedVia = '', commitAt = '', prove = '' } = element;
  const tree = element.getRootNode() as ParentNode;
  const { input, text } = now();
  return (
    !site.startsWith('pk_') ||
    (ledger !== undefined && !isOrigin(ledger)) ||
    (!!customerToken && !numberIn(customerToken)) ||
    // A number was read there: the shop has taken the field away since.
    (phoneField !== undefined && !((input || text) && isSelector(phoneField))) ||
    (errorFor !== undefined && !find(tree, errorFor)) ||
    (!!number && !number.includes('+')) ||
    (country !== undefined && !countryIn(country) && !find(tree, country)) ||
    !isAmong(places, collectedVia) ||
    !isAmong(commits, commitAt) ||
    !isAmong(methods, prove) ||
    element.matches(misspelt) ||
    !!element.querySelector(strangers)
  );
}

const isAmong = (known: readonly string[], given: string) =>
  given.split(' ').every((one) => one === '' || known.includes(one));

// What a check has found to be false. It stays until the page is loaded anew: no later good news hides it.

type Broken = {
  /** What does not match, with its ids: `Record 019…, entry 41,`. */
  what: string;
  /** It is one record. */
  record?: true;
  /** Where it is shown. */
  address?: string;
};

export const brokenSeen = 'optmark-broken-seen';

const found: Broken[] = [];

/** More than so many stand behind one another; the first ones say enough. */
const shownMax = 3;

export const brokenNow = (): readonly Broken[] => found.slice(0, shownMax);

export function tellBroken(broken: Broken): void {
  if (found.some(({ what }) => what === broken.what)) return;
  // A record says more than the log as a whole.
  if (broken.record === true) found.unshift(broken);
  else found.push(broken);
  dispatchEvent(new Event(brokenSeen));
}

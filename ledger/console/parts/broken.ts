// What a check has found to be false. It stays until the page is loaded anew: no later good news hides it.

export type Broken = {
  /** What does not match, with its ids: `Record 019…, entry 41,`. */
  what: string;
  /** Where it is shown. */
  address?: string;
};

export const brokenSeen = 'optmark-broken-seen';

const found: Broken[] = [];

export const brokenNow = (): Broken | undefined => found[0];

export function tellBroken(broken: Broken): void {
  if (found.some(({ what }) => what === broken.what)) return;
  found.push(broken);
  dispatchEvent(new Event(brokenSeen));
}

// The frames around the page: how many there are, and whether all have its own origin. It never reads their
// addresses, because those reveal where people go.
// https://html.spec.whatwg.org/multipage/document-sequences.html#navigable-parent

export function framing(): { ancestors: number; same_origin: boolean } {
  let ancestors = 0;
  let same_origin = true;
  for (let page: Window = self; page !== page.parent; ancestors++) {
    page = page.parent;
    try {
      same_origin &&= page.origin === origin;
    } catch {
      // Only a page of another origin throws here.
      same_origin = false;
    }
  }
  return { ancestors, same_origin };
}

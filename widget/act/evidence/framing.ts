// What is around the page: how many pages frame it, and whether all are of its own origin. Their addresses are nobody's
// business: they tell where people go. https://html.spec.whatwg.org/multipage/document-sequences.html#navigable-parent

export function framing(): { ancestors: number; same_origin: boolean } {
  let ancestors = 0;
  let same_origin = true;
  for (let page: Window = self; page !== page.parent; ancestors++) {
    page = page.parent;
    try {
      same_origin &&= page.origin === origin;
    } catch {
      // Only pages of another origin refuse to be asked.
      same_origin = false;
    }
  }
  return { ancestors, same_origin };
}

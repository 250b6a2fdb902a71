// What the element puts among its own children: its number field, and, while a tick stands, the input by
// which a form carries the record. The shop's scripts compare those children with what they once wrote. React
// refuses to hydrate an element that it does not know, and idiomorph and morphdom remove it. They all walk
// from `firstChild` along the siblings. So the field stands before the shop's children, and `firstChild` is
// the first of those.

/** It has a mark, by which a copy of the element knows it too. */
export function ownChild<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  slot: string,
): HTMLElementTagNameMap[Tag] {
  const child = document.createElement(tag);
  child.slot = slot;
  // A translator puts elements of its own in the place of words, which then cannot be changed any more.
  child.translate = false;
  child.dataset.optmark = '';
  return child;
}

export function passOver(prototype: HTMLElement): void {
  const { get } = Object.getOwnPropertyDescriptor(Node.prototype, 'firstChild')!;
  Object.defineProperty(prototype, 'firstChild', {
    get(this: HTMLElement) {
      let node = get!.call(this);
      while (node?.dataset?.optmark === '') node = node.nextSibling;
      return node;
    },
  });
}

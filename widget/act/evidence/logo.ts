// Is the WhatsApp logo really visible beside its name? It is the element's own glyph, or what the shop put
// into the slot.

/** The smallest size at which a person still recognises the logo, CSS pixels. */
const logoPxMin = 16;

export function logoShown(slot: HTMLSlotElement, name: HTMLElement): boolean {
  const [logo = slot.firstElementChild] = slot.assignedElements();
  if (!logo || name.innerText !== 'WhatsApp') return false;
  const { width, height } = logo.getBoundingClientRect();
  // A picture that did not load still takes up space.
  const broken = logo instanceof HTMLImageElement && logo.naturalWidth === 0;
  return !broken && Math.min(width, height) >= logoPxMin && (isVisible(logo) ?? true);
}

/** Null where the browser cannot tell. */
export function isVisible(element: Element): boolean | null {
  return element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? null;
}

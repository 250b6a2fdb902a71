// Finds an element of the page by the name that a shop gives.

/**
 * By selector, or else by id: `#:r1:` (React) and `#billing:telephone` (Magento) are ids, and no selectors.
 * Never throws.
 */
export function find(root: ParentNode, selector: string): Element | null {
  const bySelector = (text: string) => {
    try {
      return root.querySelector(text);
    } catch {
      return null;
    }
  };
  return bySelector(selector) ?? bySelector(`#${CSS.escape(selector.replace('#', ''))}`);
}

export function isSelector(text: string): boolean {
  try {
    document.createDocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}

/** An input, a component with a value, or what stands around an input. */
export function findInput(root: ParentNode, selector: string): HTMLInputElement | null {
  const found = find(root, selector);
  const inside = () => found!.querySelector('[type=tel]') ?? found!.querySelector('input');
  return (!found || 'value' in found ? found : inside()) as HTMLInputElement | null;
}

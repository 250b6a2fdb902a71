// The card as it stands in the page: the nodes that evidence and text are read from, never from the template.

import type { Rendered } from '../../ledger/core/notice/render.ts';

export type DrawnCard = {
  box: HTMLInputElement;
  sentence: HTMLElement;
  logo: HTMLSlotElement;
  name: HTMLElement;
};

/** Undefined before the card is drawn. */
export function drawnCard(root: ParentNode): DrawnCard | undefined {
  const part = <Kind extends HTMLElement>(selector: string) => root.querySelector(selector) as Kind;
  const box = part<HTMLInputElement>('#box');
  return box && { box, sentence: part('.sentence'), logo: part('slot[name=logo]'), name: part('.name') };
}

/** The lines as the page shows them. */
export function shownLines(root: ParentNode): Rendered {
  // innerText, not textContent: what a page hides or transforms is not what the person read.
  const line = (name: keyof Rendered) =>
    root.querySelector<HTMLElement>(`[data-line=${name}]`)?.innerText ?? '';
  return {
    sentence: line('sentence'),
    privacy: line('privacy'),
    withdrawal: line('withdrawal'),
    contact: line('contact'),
  };
}

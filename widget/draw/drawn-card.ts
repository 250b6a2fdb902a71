// The card in the page. Evidence and text come from these nodes, never from the template.

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
  return (
    box && {
      box,
      sentence: part('.sentence'),
      logo: part('slot[name=logo]'),
      name: part('.name'),
    }
  );
}

/** The notice's lines as they stand in the page, in the order of the record. */
export function shownText(root: ParentNode): string {
  return ['sentence', 'privacy', 'withdrawal', 'contact']
    .map((name) => {
      const line = root.querySelector<HTMLElement>(`[data-line=${name}]`)!;
      // innerText of the sentence: what a page hides or transforms is not what the person read. Of a folded
      // line it is empty, and `seen` says which were folded.
      return name === 'sentence' ? line.innerText : line.textContent;
    })
    .join('\n');
}

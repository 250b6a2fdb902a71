// Strings of a card that is drawn again.

export const card = {
  title: 'The card as the person saw it',
  again: (release: string) => `Drawn again by release ${release}; not a screenshot.`,
  frame: 'The card, drawn again',
  as: (screen: string, box: string, letters: string, scheme: string) =>
    `A screen of ${screen} px, ${scheme}; the sentence ${box} px in letters of ${letters} px. ` +
    'The font family and the page around it are not recorded. The number is made up, but for its ending.',
  same: 'It draws the words of this record, letter for letter.',
  differs: 'It draws other words than this record holds:',
  unpinned: 'The page demanded no digest of the script, so the record names the release and not its bytes.',
  notKept: (release: string) =>
    `Release ${release} of the widget is not kept here, so the card is not drawn. The words above are as recorded.`,
  otherBytes: (release: string) =>
    `The page ran another script than the release ${release} that is kept here: the digests differ. ` +
    'So the card is not drawn. The words above are as recorded.',
  noNotice: 'The notice of this record is not on this ledger, so the card is not drawn.',
  notDrawn: 'This browser could not draw it. The words above are as recorded.',
};

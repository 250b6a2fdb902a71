// Letters of one script that look like those of another: small ones, since a capital is made small first, and
// "Т" looks like "T" though "т" does not. Source: Unicode Technical Standard 39, confusables.

/** Each letter, and the Latin one that it looks like. Of two that look like one, the usual letter first. */
const pairs = {
  Cyrillic: 'аa вb сc ԁd еe нh һh іi јj кk ӏl мm оo рp ԛq ѕs тt уy үy ԝw хx',
  Greek: 'αa βb εe ηh ιi κk μm νn οo ρp τt υy χx ωw ζz',
};

export const lookAlikeLetters = Object.entries(pairs).map(([script, written]) => ({
  script,
  letters: written.split(' ').map((pair) => [...pair] as [own: string, latin: string]),
}));

export const looksLatin: ReadonlyMap<string, string> = new Map(
  lookAlikeLetters.flatMap(({ letters }) => letters),
);

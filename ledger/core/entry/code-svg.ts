// The code of an entry point as a picture to print: a QR code (ISO/IEC 18004) with what it is for under it,
// as SVG, which no printer blurs. A quarter of the code may be dirty or torn (level Q), and four modules
// around it stay white, without which cameras do not find it.

import encodeQR from 'qr';

export type PrintedWords = {
  /** Where the code leads. */
  url: string;
  lang: string;
  dir: 'ltr' | 'rtl';
  /** What it is for: business, what, WhatsApp. */
  title: string;
  /** What to do. */
  scan: string;
  /** That scanning agrees to nothing. */
  decide: string;
};

/** In modules, as all lengths here. */
const quiet = 4;

/** Rows from the top, true where it is dark; with the white around. */
const modulesOf = (url: string): readonly (readonly boolean[])[] =>
  encodeQR(url, 'raw', { ecc: 'quartile', border: quiet });

/** The dark modules as one path, each run of a row one rectangle. */
function pathOf(modules: readonly (readonly boolean[])[]): string {
  const runs = modules.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`),
  );
  return runs.join('');
}

/** The code alone, for a page that has the words beside it; its name is read aloud. */
export function bareCode({ url, title }: Pick<PrintedWords, 'url' | 'title'>): string {
  const modules = modulesOf(url);
  const side = modules.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="${escaped(title)}">${drawn(modules, side)}</svg>`;
}

/** The code with its words under it; a module is a millimetre where nothing else is asked for. */
export function codeSvg({ url, lang, dir, title, scan, decide }: PrintedWords): string {
  const modules = modulesOf(url);
  const width = modules.length;
  let y = width;
  const texts = (
    [
      [title, width / 13, 700],
      [decide, width / 22, 400],
    ] as const
  ).flatMap(([words, most, weight], at) => {
    const size = fitting(words, width, most);
    y += at * size;
    return wrapped(words, width, size).map((line) => {
      y += size * 1.4;
      return textAt(y, size, weight, line);
    });
  });
  const address = shownUrl(url);
  const size = Math.min(width / 22, (width - 2) / (address.length * monospaced));
  y += size * 1.8;
  const height = Math.ceil(y + quiet);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}mm" height="${height}mm" role="img" aria-labelledby="title desc" lang="${lang}">
<title id="title">${escaped(title)}</title>
<desc id="desc">${escaped(`${scan} ${url} ${decide}`)}</desc>
${drawn(modules, width, height)}
<g fill="#000" font-family="system-ui, sans-serif" text-anchor="middle" direction="${dir}">
${texts.join('\n')}
</g>
<text x="50%" y="${rounded(y)}" font-size="${rounded(size)}" font-family="ui-monospace, monospace" text-anchor="middle">${escaped(address)}</text>
</svg>
`;
}

/** As it is typed: every browser adds https by itself. */
export const shownUrl = (url: string): string => url.replace(/^https:\/\//, '');

const drawn = (modules: readonly (readonly boolean[])[], width: number, height = width): string =>
  `<path fill="#fff" d="M0 0h${width}v${height}H0z"/><path fill="#000" shape-rendering="crispEdges" d="${pathOf(modules)}"/>`;

const textAt = (y: number, size: number, weight: number, text: string): string =>
  `<text x="50%" y="${rounded(y)}" font-size="${rounded(size)}" font-weight="${weight}">${escaped(text)}</text>`;

const rounded = (length: number): string => String(Math.round(length * 100) / 100);

/** How wide a letter is at the most, in its own size: a guess, since nobody here knows the font. */
const monospaced = 0.62;
const wide = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]/;
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 1 : 0.6), 0);

const wordsIn = (text: string) => [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)];

/** The size in which the longest word fits: what lies outside the picture is not printed. */
const fitting = (text: string, width: number, most: number): number =>
  wordsIn(text).reduce((size, { segment }) => Math.min(size, (width - 2) / widthOf(segment)), most);

/** Lines that fit. Where words have no spaces between them, a line ends between two words all the same. */
function wrapped(text: string, width: number, size: number): string[] {
  const room = (width - 2) / size;
  const lines = [''];
  for (const { segment } of wordsIn(text)) {
    const line = lines.at(-1)!;
    // A mark never begins a line.
    const isWord = /[\p{L}\p{N}]/u.test(segment);
    if (isWord && line !== '' && widthOf(line + segment) > room) lines.push(segment);
    else lines[lines.length - 1] = line + segment;
  }
  return lines.map((line) => line.trim());
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

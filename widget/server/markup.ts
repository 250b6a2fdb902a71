// Markup from untrusted words, for servers. `markup` escapes every value, except its own results and JSON for
// a script element.

export type Markup = { readonly markup: string };

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for attributes in quotes (HTML, 13.1.2.3). */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character]!);

type Filling = string | Markup | readonly Markup[] | undefined;

export function markup(texts: TemplateStringsArray, ...fillings: Filling[]): Markup {
  const parts = texts.map((text, at) => text + written(fillings[at]));
  return { markup: parts.join('') };
}

function written(filling: Filling): string {
  if (filling === undefined) return '';
  if (typeof filling === 'string') return escaped(filling);
  return 'markup' in filling ? filling.markup : filling.map((each) => each.markup).join('');
}

/** Writes the attributes that have a value. Names come from code, never from data. */
export function attributes(values: Record<string, string | undefined>): Markup {
  const given = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { markup: given.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('') };
}

/** JSON inside a script element: only "<" could end it (HTML, 4.12.1.3). */
export const scriptJson = (value: unknown): Markup => ({
  markup: JSON.stringify(value).replaceAll('<', '\\u003c'),
});

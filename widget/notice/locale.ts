// The language that a page says it is in, in any of the ways that pages write it.

/** The most that the ledger accepts. */
const charactersMax = 35;

/**
 * The first that is a language: the element's attribute, the closest `lang`, those further out. Reads
 * `en_US`, `en_US.UTF-8`, ` en ` and `en, de;q=0.8`. Passes over `{{ lang }}`, which no template has filled
 * in.
 */
export function localeFor(host: Element, own: string | undefined): { locale?: string } {
  const said = [own];
  for (let node: Element | null = host; node; node = around(node)) said.push(node.getAttribute('lang') ?? '');
  const [locale] = said.flatMap((text) => languageIn(text ?? '') ?? []);
  return locale === undefined ? {} : { locale };
}

/** A language tag (BCP 47) in its canonical form. */
export function languageIn(text: string): string | undefined {
  const [first = ''] = text.trim().split(/[\s,;.@]/);
  try {
    const [tag = ''] = Intl.getCanonicalLocales(first.replaceAll('_', '-'));
    return tag.slice(0, charactersMax).replace(/-$/, '') || undefined;
  } catch {
    return undefined;
  }
}

const around = (node: Element): Element | null =>
  node.parentElement ?? (node.getRootNode() as ShadowRoot).host ?? null;

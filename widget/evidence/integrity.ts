// The digest that the page's script tag demands of the first script, whichever URL it was loaded from. The browser ran
// the script, so it had that digest. No script can hold its own: without one in the tag, the version is what names it.

export function demandedIntegrity(): string | null {
  const tag = document.querySelector<HTMLScriptElement>('script[src$="/optmark.js"][integrity]');
  return /sha\d{3}-[\w+/=-]{44,90}/.exec(tag?.integrity ?? '')?.[0] ?? null;
}

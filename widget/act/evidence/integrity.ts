// The digest that the page's script tag demands of the first script. The browser ran the script, so the
// script had that digest. No script can hold its own digest. Where the tag has none, only the version
// identifies the script.

/**
 * `here`: URL of the running script. Null unless exactly one tag has that URL and exactly one digest: the
 * browser may have refused to run another.
 */
export function demandedIntegrity(here: string): string | null {
  const [tag, ...others] = [...document.scripts].filter(({ src }) => src === here);
  const [digest, ...more] = tag?.integrity.match(/sha\d{3}-[\w+/=-]{44,90}/g) ?? [];
  return others.length || more.length ? null : (digest ?? null);
}

// Which of a platform's voices says a text. Platforms name their languages by language and country, each with
// a list of its own; a flow has `hi`, `pt` or `zh-Hant`.

/** The languages of Amazon Polly's standard voices, which several platforms take by these names. */
export const polly =
  'arb cmn-CN de-DE en-US en-GB en-AU en-IN es-ES es-MX es-US fr-FR fr-CA hi-IN it-IT ja-JP ko-KR nl-NL pl-PL pt-BR pt-PT ru-RU tr-TR';

/**
 * The name in the list that fits best: of the same country, else in the same script, else the language's
 * first. A language that the platform has no voice for keeps its own name: then a business gives recordings.
 */
export function spokenAs(locale: string, names: string): string {
  const wanted = new Intl.Locale(locale).maximize();
  // `cmn` and `arb` are Mandarin's and Arabic's older names; Intl reads them as zh and ar.
  const same = names
    .split(' ')
    .map((name) => ({ name, read: new Intl.Locale(name).maximize() }))
    .filter(({ read }) => read.language === wanted.language);
  const best =
    same.find(({ read }) => read.region === wanted.region && read.script === wanted.script) ??
    same.find(({ read }) => read.script === wanted.script) ??
    same[0];
  return best?.name ?? `${wanted.language}-${wanted.region}`;
}

// What each pack says of the words: what refuses first, then what warns; what passes is folded. One rule that
// finds the same in several languages is one line.

import { html, nothing, type TemplateResult } from 'lit';
import { type Icon, icon, type Tone } from '../parts/icons.ts';
import { lint as words } from '../words/notices.ts';
import { type Finding, languageIn } from './reading.ts';

type Verdict = Finding['verdict'];
type Line = Finding & { media: Set<Finding['medium']>; locales: Set<string> };

const marks: Record<Verdict, [Icon, Tone]> = {
  fails: ['no', 'no'],
  warns: ['care', 'care'],
  passes: ['yes', 'yes'],
};

function linesOf(findings: readonly Finding[]): Line[] {
  const lines = new Map<string, Line>();
  for (const one of findings) {
    const key = `${one.verdict} ${one.pack}#${one.rule}`;
    const line = lines.get(key) ?? { ...one, media: new Set(), locales: new Set() };
    line.media.add(one.medium);
    line.locales.add(one.locale);
    lines.set(key, line);
  }
  return [...lines.values()];
}

export function drawFindings(findings: readonly Finding[]): TemplateResult {
  const all = linesOf(findings);
  const of = (verdict: Verdict) => all.filter((line) => line.verdict === verdict);
  const [fails, warns, passes] = [of('fails'), of('warns'), of('passes')];
  const languages = new Set(findings.map(({ locale }) => locale)).size;
  const draw = (line: Line) => drawLine(line, languages);
  const packs = new Set(all.map(({ pack }) => pack).filter((pack) => pack.includes('@'))).size;
  return html`<section class="sheet" aria-labelledby="lint"><header><h2 id="lint">${
    fails.length > 0 ? words.fails(fails.length) : warns.length > 0 ? words.warns(warns.length) : words.passes
  }</h2><span class="soft small">${words.rules(all.length, packs)}</span></header>
    ${fails.length + warns.length === 0 ? nothing : html`<ul class="list">${[...fails, ...warns].map(draw)}</ul>`}
    ${
      passes.length === 0
        ? nothing
        : html`<details class="more pass"><summary class="pad small">${words.show(passes.length)}</summary><ul class="list">${passes.map(draw)}</ul></details>`
    }</section>`;
}

function drawLine(line: Line, languages: number): TemplateResult {
  const { verdict, detail, pack, rule, source, media, locales } = line;
  const [mark, tone] = marks[verdict];
  const said = [...media].map((medium) => words.media[medium]).join(words.joined);
  const where =
    locales.size === languages ? words.all : [...locales].map((tag) => languageIn(tag, 'en')).join(', ');
  return html`<li><span class=${tone}>${icon(mark)}</span>
    <span><b>${detail}</b><small>${source}, ${said}, ${where}</small><small><code>${pack}#${rule}</code></small></span>
    <span class="tag small ${tone}">${words.verdicts[verdict]}</span></li>`;
}

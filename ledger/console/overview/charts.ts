// Two charts, drawn as SVG by hand: what is drawn is little, and each has the same numbers as a table. Status
// is told by shape as well as by colour: what stopped is an outline.

import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { count } from '../parts/moment.ts';
import { charts as words } from '../words/en.ts';
import { gradeWord, reasonWord } from '../words/named.ts';

export type Day = { day: string; opted_in: number; withdrawn: number; objected: number; declined: number };

const upper = { top: 12, height: 120 };
const lower = { top: 158, height: 38 };

/** A round number at or above the largest. */
function ceiling(values: readonly number[]): number {
  const most = values.reduce((a, b) => (b > a ? b : a), 1);
  const step = 10 ** Math.floor(Math.log10(most));
  return Math.ceil(most / step) * step;
}

const short = (day: string): string =>
  new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

export function byDay(days: readonly Day[]): TemplateResult {
  const stops = days.map(({ withdrawn, objected }) => withdrawn + objected);
  const most = ceiling(days.map(({ opted_in }) => opted_in));
  const mostStops = ceiling(stops);
  const width = 100 / days.length;
  const bars = days.map(({ opted_in: n }, i) => {
    const height = (n / most) * upper.height;
    return svg`<rect class="a" x="${i * width + width * 0.18}%" y=${upper.top + upper.height - height} width="${width * 0.64}%" height=${height} rx="1"/>`;
  });
  const outlines = stops.map((n, i) => {
    const height = (n / mostStops) * lower.height;
    return n === 0
      ? svg``
      : svg`<rect class="b" x="${i * width + width * 0.21}%" y=${lower.top + lower.height - height} width="${width * 0.58}%" height=${height}/>`;
  });
  const lines = [upper.top, upper.top + upper.height, lower.top, lower.top + lower.height].map(
    (y) => svg`<line x1="0" x2="100%" y1=${y} y2=${y}/>`,
  );
  const ticks = [0, 7, 14, 21, days.length - 1].map((i): SVGTemplateResult => {
    const anchor = i === 0 ? 'start' : i === days.length - 1 ? 'end' : 'middle';
    const x = i === 0 ? 0 : i === days.length - 1 ? 100 : (i + 0.5) * width;
    return svg`<text x="${x}%" y="212" text-anchor=${anchor}>${short(days[i]!.day)}</text>`;
  });
  const sum = days.reduce((total, { opted_in: n }) => total + n, 0);
  const stopped = stops.reduce((total, n) => total + n, 0);
  return html`<section class="sheet" aria-labelledby="c1"><header><h2 id="c1">${words.byDay}</h2>
      <span class="soft small end row"><span><span class="key a"></span> ${words.optedIn}</span><span><span class="key"></span> ${words.stopped}</span></span></header>
    <figure class="pad"><svg class="chart" height="216" role="img" aria-label=${words.byDaySays(count(sum), count(stopped))}>
        ${lines}<text x="0" y="9">${count(most)}</text><text x="0" y="155">${count(mostStops)}</text>${bars}${outlines}${ticks}</svg>
      <details class="more small"><summary>${words.asTable}</summary><table><thead><tr><th scope="col">${words.day}</th><th scope="col" class="r">${words.optedInHead}</th><th scope="col" class="r">${words.stoppedHead}</th></tr></thead>
        <tbody>${days.map(({ day, opted_in: n }, i) => html`<tr><td>${short(day)}</td><td class="r">${count(n)}</td><td class="r">${count(stops[i]!)}</td></tr>`)}</tbody></table></details></figure></section>`;
}

/** So many bars are drawn; the table has all. */
const barsMax = 5;

export function byReason(denied: Readonly<Record<string, number>>): TemplateResult {
  const rows = Object.entries(denied).sort(([, a], [, b]) => b - a);
  return bars(
    'c2',
    words.byReason,
    rows.map(([reason, n]) => [reasonWord(reason), n]),
    words.noneDenied,
  );
}

export function byGrade(counts: readonly { grade?: string; opted_in: number }[]): TemplateResult {
  const rows = counts.flatMap(({ grade, opted_in: n }): [string, number][] =>
    grade === undefined ? [] : [[gradeWord(grade), n]],
  );
  return bars(
    'c3',
    words.byGrade,
    rows.toSorted(([a], [b]) => (a < b ? 1 : -1)),
    words.noneGraded,
  );
}

function bars(id: string, title: string, all: readonly [string, number][], none: string): TemplateResult {
  const rows = all.filter(([, n]) => n > 0);
  const most = rows.reduce((a, [, n]) => (n > a ? n : a), 1);
  const drawn = rows.slice(0, barsMax);
  return html`<section class="sheet" aria-labelledby=${id}><header><h2 id=${id}>${title}</h2></header>
    ${
      rows.length === 0
        ? html`<p class="pad soft small">${none}</p>`
        : html`<figure class="pad"><svg class="chart" height=${drawn.length * 40 + 16} role="img" aria-label=${drawn.map(([word, n]) => `${word} ${count(n)}`).join(', ')}>
          ${drawn.map(
            ([word, n], i) =>
              svg`<text x="0" y=${i * 40 + 24}>${word}</text><rect class="a" x="47%" y=${i * 40 + 12} width="${(n / most) * 41}%" height="16" rx="1"/><text x="100%" text-anchor="end" y=${i * 40 + 24}>${count(n)}</text>`,
          )}</svg>
        <details class="more small"><summary>${words.asTable}</summary><table><tbody>${rows.map(([word, n]) => html`<tr><th scope="row">${word}</th><td class="r">${count(n)}</td></tr>`)}</tbody></table></details></figure>`
    }</section>`;
}

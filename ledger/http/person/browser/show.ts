// The outcome of a check, drawn only with text nodes: the browser never reads text of a file as markup.

import type { Checked } from './check.ts';
import type { Step, StepName } from './steps.ts';

/** The page's words for the check. The server writes them beside the script (../page.ts). */
export type Words = {
  lang: string;
  working: string;
  true: string;
  trueMeans: string;
  false: string;
  falseMeans: string;
  notEvidence: string;
  unreachable: string;
  unable: string;
  steps: Record<StepName, string>;
  good: string;
  bad: string;
};

/** What the status line says. */
export function verdict(checked: Checked, words: Words): HTMLElement {
  switch (checked.kind) {
    case 'true': {
      const number = new Intl.NumberFormat(words.lang);
      const means = words.trueMeans
        .replace('{index}', number.format(checked.index))
        .replace('{size}', number.format(checked.size));
      return box('true', words.true, [means]);
    }
    case 'false':
      return box('false', words.false, [words.falseMeans, ...checked.findings]);
    case 'not_evidence':
      return box('false', words.notEvidence, []);
    case 'unable':
      return box('unknown', words.unable, []);
  }
}

function box(kind: string, title: string, lines: string[]): HTMLElement {
  const drawn = element('div', [element('strong', [title]), ...lines.map((line) => element('p', [line]))]);
  drawn.className = `verdict ${kind}`;
  return drawn;
}

export function steps(all: readonly Step[], words: Words): HTMLElement {
  const list = element(
    'ol',
    all.map((step) => stepItem(step, words)),
  );
  list.className = 'steps';
  return list;
}

function stepItem({ name, holds, values }: Step, words: Words): HTMLElement {
  const state = element('b', [
    `${holds ? '✓' : '✕'} ${words.steps[name]}: ${holds ? words.good : words.bad}`,
  ]);
  const rows = values.flatMap(([label, value]) => [
    element('dt', [element('code', [label])]),
    element('dd', [element('code', [value])]),
  ]);
  const inputs = element('dl', rows);
  inputs.dir = 'ltr';
  const details = element('details', [element('summary', [state]), inputs]);
  // The reader wants to see what failed.
  details.open = !holds;
  const item = element('li', [details]);
  item.className = holds ? 'good' : 'bad';
  return item;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  children: (Node | string)[],
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

// The script of the person's own page. It checks evidence in the browser: the page's own, or a file that the
// reader chooses. Without the script the page lacks only this check.

import './buffer.ts';
import './without-eval.ts';
import { evidenceBytesMax } from '../../../operations/verify/file.ts';
import { check } from './check.ts';
import { steps, verdict, type Words } from './show.ts';

const words = JSON.parse(document.getElementById('words')?.textContent ?? '{}') as Words;

for (const section of document.querySelectorAll<HTMLElement>('[data-evidence]')) setUp(section);

function setUp(section: HTMLElement): void {
  const button = section.querySelector('button')!;
  const field = section.querySelector('input')!;
  button.addEventListener('click', () => void run(section, () => fetchText(section.dataset.evidence!)));
  field.addEventListener('change', () => {
    const [file] = field.files ?? [];
    if (file !== undefined) void run(section, () => readFile(file));
  });
  section.hidden = false;
}

/** The latest check of a section. The page does not show an earlier one that ends later. */
const latest = new WeakMap<HTMLElement, symbol>();

async function run(section: HTMLElement, source: () => Promise<string>): Promise<void> {
  const status = section.querySelector<HTMLElement>('[role=status]')!;
  const shown = section.querySelector<HTMLElement>('.shown')!;
  const turn = Symbol('turn');
  latest.set(section, turn);
  status.replaceChildren(words.working);
  shown.replaceChildren();
  try {
    const checked = await check(await source());
    if (latest.get(section) !== turn) return;
    status.replaceChildren(verdict(checked, words));
    if ('steps' in checked) shown.replaceChildren(steps(checked.steps, words));
  } catch {
    if (latest.get(section) === turn) status.replaceChildren(words.unreachable);
  }
}

async function fetchText(path: string): Promise<string> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`the evidence was answered ${answer.status}`);
  return answer.text();
}

/** A file that is too large to be evidence is not read. */
const readFile = (file: File): Promise<string> =>
  file.size > evidenceBytesMax ? Promise.resolve('') : file.text();

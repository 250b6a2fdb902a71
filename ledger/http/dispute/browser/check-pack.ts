// The script in the page of a dispute pack: checks every record of it with the code of `optmark verify`,
// under the keys that stand in the page. It fetches nothing, so it runs from a disk without a connection.

import '../../person/browser/buffer.ts';
import '../../person/browser/without-eval.ts';
import type { EvidenceFile } from '../../../core/receipt/evidence-file.ts';
import { type JWK, trustFor, verifyFile } from '../../../operations/verify/file.ts';
import { steps, type Words } from '../../person/browser/show.ts';
import { stepsOf } from '../../person/browser/steps.ts';

type Embedded = {
  words: Words;
  vkeys: { origin: string; vkey: string }[];
  jwks: JWK[];
  evidence: Record<string, EvidenceFile>;
};

const { words, vkeys, jwks, evidence } = JSON.parse(document.getElementById('pack')!.textContent) as Embedded;
const button = document.querySelector<HTMLButtonElement>('#check')!;
const status = document.querySelector<HTMLElement>('#verdict')!;
button.hidden = false;
// Until now it says that nothing was checked, and why.
status.textContent = '';
button.addEventListener('click', () => void run());

async function run(): Promise<void> {
  status.textContent = words.working;
  let isTrue = true;
  try {
    for (const [name, file] of Object.entries(evidence)) {
      const text = JSON.stringify(file);
      const trust = trustFor(text, vkeys, jwks);
      const verdict = await verifyFile(text, trust);
      const made = await stepsOf(file, trust);
      const holds = verdict.kind === 'true' && made.every((one) => one.holds);
      isTrue &&= holds;
      document.getElementById(name)?.replaceChildren(holds ? words.good : words.bad, steps(made, words));
    }
    status.textContent = isTrue ? words.true : words.false;
  } catch {
    // No Ed25519, or no crypto.subtle where the page is not from a disk or by TLS.
    status.textContent = words.unable;
  }
}

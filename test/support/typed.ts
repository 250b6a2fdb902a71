// What a page tells a reader to type, run in bash as written: only the address of the demo and the folder of
// its data are this test's own.

import { execFile } from 'node:child_process';

/** The blocks of commands of a Markdown page, in their order. */
export const commandsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block!.trim());

export type Place = { host: string; folder: string; env: NodeJS.ProcessEnv };

export function typed(
  command: string,
  { host, folder, env }: Place,
): Promise<{ status: number; stdout: string; stderr: string }> {
  const here = command
    .replaceAll('127.0.0.1:8787', host)
    .replaceAll('.data/', `${folder}/`)
    .replaceAll('"./', '"');
  return new Promise((resolve) => {
    const options = { env, cwd: new URL('../..', import.meta.url).pathname, timeout: 120_000 };
    execFile('bash', ['-euo', 'pipefail', '-c', here], options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
    });
  });
}

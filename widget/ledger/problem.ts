// Why the ledger did not do it: its own RFC 9457 answer, or `unreachable` when there was no usable answer at all.

export class LedgerProblem extends Error {
  readonly code: string;
  /** RFC 6901 pointers to what was wrong with the request. */
  readonly pointers: readonly string[];

  constructor(code: string, detail: string, pointers: readonly string[] = []) {
    super(detail);
    this.code = code;
    this.pointers = pointers;
  }
}

export const unreachable = (): LedgerProblem => new LedgerProblem('unreachable', 'No answer.');

/** An error answer of any shape; a proxy's HTML page counts as `refused`. */
export async function problemOf(response: Response): Promise<LedgerProblem> {
  const body = (await response.json().catch(() => undefined)) ?? {};
  const { code = 'refused', detail = response.status, errors } = body;
  const pointers = [errors].flat().map((error) => String(error?.pointer));
  return new LedgerProblem(String(code), String(detail), pointers);
}

// Parameters by which Graph takes a call for another than its path says: `batch`, `method`, and
// `access_token`, which names another caller. Graph reads them in the query, a form, a form of parts, or
// JSON. Their names are compared as the laxest reader of forms (PHP) would: in any case, blanks and dots as
// underscores, cut at a bracket or a NUL.

import { parseJson } from '../../channels/json.ts';

const overriding = ['batch', 'method', 'access_token'];

/** Not served, with the reason; nothing of the call is repeated in it. */
export class OverridingParameter extends Error {
  constructor() {
    super(`${overriding.join(', ')} may not be in the query or the body.`);
  }
}

/** @throws OverridingParameter */
export function refuseOverriding(names: Iterable<string>): void {
  for (const name of names) {
    const read = name
      .replace(/[[\0].*/s, '')
      .trim()
      .replaceAll(/[ .]/g, '_');
    if (overriding.includes(read.toLowerCase())) throw new OverridingParameter();
  }
}

/** @throws OverridingParameter, LedgerError malformed */
export function parseParameters(json: string): unknown {
  const value = parseJson(json);
  if (typeof value === 'object' && value !== null) refuseOverriding(Object.keys(value));
  return value;
}

/** A part's name, up to any character that can end one; `filename` and `batch_id` are no such names. */
const overridingPart = /(?<=[^\w-])name\*?\s*=[\s"'\\]*(?:batch|method|access[_. ]token)(?=[^\w-])/i;
/** Characters in which such a name must stand: above what a reader of forms takes for a part's head. */
const headMax = 16 * 1024;

/**
 * A form of parts on its way. Told by their names alone, no boundary is looked for: two readers may differ in
 * where a part begins. The stream ends in OverridingParameter, `broken` is called, and Meta never gets the
 * form's end.
 */
export function withoutOverridingParts(
  stream: ReadableStream<Uint8Array>,
  broken: (error: OverridingParameter) => void,
): ReadableStream<Uint8Array> {
  let before = '';
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        const text = before + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
        before = text.slice(-headMax);
        if (!overridingPart.test(text)) return controller.enqueue(chunk);
        const error = new OverridingParameter();
        broken(error);
        controller.error(error);
      },
    }),
  );
}

// Buffer for the browser: the `buffer` package, and the one encoding that it lacks. The script imports it
// first, because core makes buffers while it loads.

import { Buffer as Base } from 'buffer/';

const readText = Base.from as (value: unknown, encoding?: unknown, length?: unknown) => Base;
const writeText = Base.prototype.toString;

/**
 * RFC 4648 section 5, unpadded, as Node writes it. When it reads, `buffer` takes both alphabets and needs no
 * padding.
 */
function from(value: unknown, encoding?: unknown, length?: unknown): Base {
  return readText(value, encoding === 'base64url' ? 'base64' : encoding, length);
}

Base.prototype.toString = function (this: Base, encoding?: BufferEncoding, start?: number, end?: number) {
  if (encoding !== 'base64url') return writeText.call(this, encoding, start, end);
  const base64 = writeText.call(this, 'base64', start, end);
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

Object.assign(globalThis, { Buffer: Object.assign(Base, { from }) });

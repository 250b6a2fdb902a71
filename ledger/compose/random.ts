import { randomBytes } from 'node:crypto';

/**
 * Random bytes from a pool: one system call serves some hundred records. The pool gives out each byte once.
 */
export function pooledRandom(): (length: number) => Buffer {
  let pool = Buffer.alloc(0);
  return (length) => {
    if (pool.length < length) pool = randomBytes(Math.max(length, 16_384));
    const bytes = Buffer.from(pool.subarray(0, length));
    pool = pool.subarray(length);
    return bytes;
  };
}

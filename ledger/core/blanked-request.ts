// What is kept of a request whose record was erased: when that was, and nothing of what was asked. It is told
// from the MAC of a request by its length, and in the order of its bytes the earlier one comes first.

export const blankedBytes = 8;

export function blanked(erasedAt: string): Buffer {
  const request = Buffer.alloc(blankedBytes);
  request.writeBigUInt64BE(BigInt(Date.parse(erasedAt)));
  return request;
}

// A request as a command that a developer can paste into a shell: $LEDGER is the server, $KEY a secret key.

export type Example = {
  method: string;
  path: string;
  query: Record<string, string>;
  secret: boolean;
  mediaType?: string;
  body?: unknown;
};

export function curl({ method, path, query, secret, mediaType, body }: Example): string {
  const search = Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : '';
  const lines = [`curl "$LEDGER${path}${search}"`];
  if (method !== 'get' && body === undefined) lines.push(`-X ${method.toUpperCase()}`);
  if (secret) lines.push('-H "Authorization: Bearer $KEY"');
  if (mediaType !== undefined) lines.push(`-H 'Content-Type: ${mediaType}'`);
  if (body !== undefined)
    lines.push(`-d ${quoted(typeof body === 'string' ? body : JSON.stringify(body, null, 2))}`);
  return lines.join(' \\\n  ');
}

/** Single quotes keep everything as it is but themselves. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

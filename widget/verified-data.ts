// Data files of the widget: the words of a language, the numbering plan of a calling code. There are some
// 240. The scripts that read them hold one Merkle root (RFC 6962, section 2.1), and each file brings its own
// inclusion proof. So the one digest in the page's script tag covers them too.
//
//   <index> <size> <hash> <hash> …\n     hashes in base64, leaf's sibling first
//   <JSON>
//   leaf = SHA-256(0x00 ‖ <name>\n ‖ <JSON>)   the name is in it, so no file can stand in for another

import { ownUrl } from './parts.ts';

declare const OPTMARK_DATA_ROOT: string;

/** Rejects where the file cannot be loaded or is not in the tree. */
export async function loadData(name: string): Promise<unknown> {
  const response = await fetch(ownUrl(`${name}.txt`), { credentials: 'omit', referrerPolicy: 'origin' });
  const text = await response.text();
  const [head = '', json = ''] = split(text);
  if (!response.ok || (await rootOf(head.split(' '), `${name}\n${json}`)) !== OPTMARK_DATA_ROOT) {
    throw new Error(`${name} cannot be loaded`);
  }
  return JSON.parse(json);
}

function split(text: string): [string, string] {
  const end = text.indexOf('\n');
  return [text.slice(0, end), text.slice(end + 1)];
}

/** RFC 9162, section 2.1.3.2. */
async function rootOf([index, size, ...path]: string[], leaf: string): Promise<string> {
  let hash = await sha256(0, new TextEncoder().encode(leaf));
  let fn = Number(index);
  let sn = Number(size) - 1;
  for (const encoded of path) {
    const sibling = Uint8Array.from(atob(encoded), (byte) => byte.charCodeAt(0));
    if (fn % 2 || fn === sn) {
      hash = await sha256(1, sibling, hash);
      for (; fn && fn % 2 === 0; fn /= 2) sn = Math.floor(sn / 2);
    } else {
      hash = await sha256(1, hash, sibling);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 ? btoa(String.fromCharCode(...hash)) : '';
}

/** `prefix` keeps leaves and inner nodes apart. */
async function sha256(prefix: 0 | 1, ...parts: Uint8Array[]): Promise<Uint8Array> {
  const bytes = parts.flatMap((part) => [...part]);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from([prefix, ...bytes])));
}

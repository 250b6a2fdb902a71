// What a start tells the person at the terminal: what to open, what to try next, where everything is kept.
// Must never show a key, because people record and share terminals. The commands read the keys from their
// file.

import { relative } from 'node:path';

export type Started = {
  url: string;
  dataFolder: string;
  /** The file of the demo's keys. Undefined on a ledger that is not a demo. */
  demoFile: string | undefined;
  /**
   * The stand-in for Meta's Cloud API on this machine, with the shop's account. Undefined where there is
   * none.
   */
  standIn: { url: URL; business: string; account: string } | undefined;
};

export function welcome({ url, dataFolder, demoFile, standIn }: Started): string {
  const parts = demoFile === undefined ? [ledgerOnly(url)] : [toOpen(url), toTry(url, demoFile)];
  if (demoFile !== undefined && standIn !== undefined) parts.push(toAskMeta(standIn, demoFile));
  return [...parts, toKeep(dataFolder)].join('\n\n');
}

const ledgerOnly = (url: string) => `Optmark is ready, without the demo.
  ${url}/docs    the ledger’s API`;

const toOpen = (url: string) => `Optmark is ready. Open

  ${url}/           the demo shop: order, tick, pack and ship, stop
  ${url}/profile    what may be sent to you, and one button to stop it
  ${url}/shop/phone the customer’s pretend phone: read messages, stop them, prove your number
  ${url}/shop/embed the widget’s embed code, with a live preview
  ${url}/shop/flow  a telephone flow, as a caller hears it
  ${url}/docs       the ledger’s API`;

const toTry = (url: string, demoFile: string) => `and try next, in another terminal of this folder:

  # a caller presses 1 (any server may post: IVR, app, SMS, paper)
  ${key('INGEST', demoFile, 'ingest')}
  curl -sS ${url}/v1/opt-ins -H "Authorization: Bearer $INGEST" -H 'Content-Type: application/json' \\
    -d '{"notice":"order-updates","locale":"en","number":"+919876543210","channel":"ivr","evidence":{"call_id":"call-1","key":"1","prompt":"1"}}'

  # may this message be sent?
  ${key('GATE', demoFile, 'gate')}
  curl -sS ${url}/v1/gate/check -H "Authorization: Bearer $GATE" -H 'Content-Type: application/json' \\
    -d '{"recipient":"+919876543210","purpose":"shipping_update"}'

  # an address to ask a customer by, for an e-mail: it holds no number, and opening it changes nothing
  curl -sS ${url}/v1/links -H "Authorization: Bearer $INGEST" -H 'Content-Type: application/json' \\
    -d '{"number":"+919876543210","notice":"order-updates","via":"email"}'

  # the console, for whoever answers for compliance: a link that signs in once, within ten minutes
  npm run -s optmark -- console link

  # is the public log true? any stranger can check this
  npm run -s optmark -- verify ${url}`;

// Without this address, another process would show the demo's token to the real Meta.
const toAskMeta = ({ url, business, account }: NonNullable<Started['standIn']>, demoFile: string) =>
  `  # Meta’s categories of the shop’s templates. Commands that ask Meta need the address of the stand-in
  ${printed(demoFile, 'sender.access_token')} | OPTMARK_CLOUD_API=${url.origin} \\
    npm run -s optmark -- template sync --business ${business} --waba-id ${account} --access-token-file -`;

const toKeep = (dataFolder: string) =>
  `Everything is kept in ${dataFolder} (back up keys.json). Ctrl-C stops the server. The next start continues from there.`;

/** A shell line that reads a key from the file without showing it. */
function key(name: string, demoFile: string, which: string): string {
  return `${name}=$(${printed(demoFile, `api_keys.${which}`)})`;
}

/** A command that prints the value at this path of the file. */
const printed = (demoFile: string, path: string): string =>
  `node -p ${quoted(`JSON.parse(fs.readFileSync(${JSON.stringify(shorter(demoFile))},"utf8")).${path}`)}`;

const shorter = (path: string): string => {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
};

/** POSIX: between single quotes every character is literal, except a single quote. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

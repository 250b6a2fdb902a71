// The person's own page. GET /p/{link} shows it and changes no consent, because mail scanners follow links.
// Beside it is the evidence file. POST /p/{link}/stop ends consent at one tap. The link is the only key;
// auth/person-link.ts says what each kind of link opens.

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { acceptedLanguages, type Language, languageFor } from '../../core/language/person-languages.ts';
import { proofFileSchema } from '../../core/receipt/evidence-file.ts';
import { askByLink } from '../../operations/page/erase-by-link.ts';
import { type OpenedLink, openLink } from '../../operations/page/open-link.ts';
import { readLinkEvidence, readPersonPage } from '../../operations/page/person-page.ts';
import { objectByLink, stopByLink } from '../../operations/page/stop-by-link.ts';
import { evidenceSchema } from '../history/records.ts';
import { fileReply } from '../server/coding.ts';
import {
  type Api,
  type Asked,
  answer,
  type Endpoint,
  endpoint,
  notModified,
  ok,
  rawAnswer,
} from '../server/endpoint.ts';
import { immutable, type Reply, text, unlisted } from '../server/reply.ts';
import { readErasureForm, readStopForm, requireOwnPage } from './form.ts';
import { busyPage, gonePage } from './gone.ts';
import { personPage } from './page.ts';
import { htmlReply } from './reply.ts';
import { scriptPath } from './script.ts';

const link = z.string().meta({ example: 'AQEBmq0sfhF8O5pSXR8sC3oQAABrPLkyc2lnbmVkLWFuZC1vdXJz' });
// What a link picked up on its way must not keep a person from the page, so nothing here is refused.
const lang = z
  .string()
  .regex(/^[A-Za-z-]{2,20}$/)
  .optional()
  .catch(undefined)
  .meta({
    type: 'string',
    description: 'BCP 47. By default the language of the consent, or else the reader’s.',
  });
const done = z.string().optional().catch(undefined).meta({
  type: 'string',
  description: 'What the person has just stopped: the notice, or empty for all. A stop leads here with it.',
});
const params = z.object({ link });
const inLanguage = z.object({ lang });
const shownQuery = z.object({ lang, done });
const evidenceQuery = z.object({ record: z.uuid().optional(), lang });
const page = (description: string) => rawAnswer(description, { 'text/html': { schema: z.string() } });
const gone = page('The link shows nothing: it is forged, expired or erased. The page does not say which.');
const busy = page('The visitor asked too often. `Retry-After` says when to come again.');

/** Every page under a link is open to every holder of that link. */
const ofLink = { tag: 'The person’s own page', who: 'open', commits: true } as const;

const linkEvidenceSchema = z.union([evidenceSchema, proofFileSchema]);

const stopFormSchema = z.object({
  notice: z.string().optional().meta({ example: 'order-updates' }),
  'List-Unsubscribe': z.string().optional(),
});

const erasureFormSchema = z.object({
  again: z.enum(['later', 'never']).optional().meta({ example: 'later' }),
});

export const personEndpoints: Endpoint[] = [
  endpoint({
    ...ofLink,
    method: 'get',
    path: '/p/{link}',
    operationId: 'readPersonPage',
    summary: 'What a person agreed to, as a page for that person',
    description:
      'The link comes from `link` in the answer to an opt-in, or from POST /v1/links. The page is HTML that works ' +
      'without scripts: the exact words, when and how the person agreed, what that proves, whether it still ' +
      'holds, a stop button, and the proof. The ledger records that the page was opened: at most once an hour, ' +
      'or once a day for a link to one record.',
    params,
    query: shownQuery,
    answers: { 200: page('The page.'), 404: gone, 429: busy },
    handle: (asked, api) => orBusy(asked, shownPage(asked, api)),
  }),
  endpoint({
    ...ofLink,
    method: 'get',
    path: '/p/{link}/evidence.json',
    operationId: 'readLinkEvidence',
    summary: 'The evidence file for that person',
    description:
      '`optmark verify` takes this file. `record` names another record that the page shows. The file holds personal ' +
      'data, except where the link is to one record that a page signed. That file proves the record without ' +
      'opening it, because people pass links around, and the record names the number and may hold a customer token.',
    params,
    query: evidenceQuery,
    answers: { 200: answer('The file.', linkEvidenceSchema), 404: gone, 429: busy },
    handle: (asked, api) => orBusy(asked, evidence(asked, api)),
  }),
  endpoint({
    ...ofLink,
    method: 'post',
    path: '/p/{link}/stop',
    operationId: 'stopByLink',
    first: true,
    summary: 'Stop at one tap',
    description:
      'The stop is in force when the answer comes. A second tap changes nothing. A link to one opt-in ends what that ' +
      'opt-in granted. A link from POST /v1/links ends everything, or what the person agreed to under `notice`. It ' +
      'also serves `List-Unsubscribe`: the body `List-Unsubscribe=One-Click` (RFC 8058) gets 200 and no redirect.',
    params,
    query: inLanguage,
    reads: {
      body: {
        required: false,
        content: { 'application/x-www-form-urlencoded': { schema: stopFormSchema } },
      },
    },
    answers: {
      200: rawAnswer('Stopped, where a mail program asked.', { 'text/plain': { schema: z.string() } }),
      303: rawAnswer('Stopped. The page says so, and when.'),
      404: gone,
      429: busy,
    },
    errors: ['malformed', 'too_large', 'too_slow', 'forbidden'],
    handle: (asked, api) => orBusy(asked, stop(asked, api)),
  }),
  endpoint({
    ...ofLink,
    method: 'post',
    path: '/p/{link}/object',
    operationId: 'objectByLink',
    first: true,
    summary: 'Object to marketing at one tap',
    description:
      'The objection is in force when the answer comes: the gate denies marketing messages with `objected`, and only a fresh ' +
      'act of the person lifts that. A link to one opt-in can object only where that granted marketing and the business ' +
      'itself vouches for the number.',
    params,
    query: inLanguage,
    answers: { 303: rawAnswer('Recorded. The page says so, and since when.'), 404: gone, 429: busy },
    errors: ['forbidden'],
    handle: (asked, api) => orBusy(asked, object(asked, api)),
  }),
  endpoint({
    ...ofLink,
    method: 'post',
    path: '/p/{link}/erase',
    operationId: 'askErasureByLink',
    first: true,
    summary: 'Ask to be erased',
    description:
      'Only under the link of a person who has shown that the number is theirs; others ask by a WhatsApp message from that ' +
      'number, as the page says. Nothing is erased by it: the request waits for the business ' +
      '(`/v1/subjects/erase/requests`). With `again` set to `never` the person also objects to every message, which is in ' +
      'force when the answer comes. Asked again, the request that waits stands.',
    params,
    query: inLanguage,
    reads: {
      body: {
        required: false,
        content: { 'application/x-www-form-urlencoded': { schema: erasureFormSchema } },
      },
    },
    answers: { 303: rawAnswer('Kept. The page says so, and since when.'), 404: gone, 429: busy },
    errors: ['malformed', 'too_large', 'too_slow', 'forbidden'],
    handle: (asked, api) => orBusy(asked, erase(asked, api)),
  }),
  endpoint({
    method: 'get',
    path: scriptPath,
    operationId: 'readPersonScript',
    tag: 'The person’s own page',
    summary: 'The script that checks evidence in the browser',
    who: 'public',
    answers: {
      200: rawAnswer('The script.', { 'text/javascript': { schema: z.string() } }),
      304: notModified,
    },
    errors: ['not_found'],
    handle({ c }, { personScript }) {
      if (personScript === undefined) throw new LedgerError('not_found', 'The script was not built here.');
      return fileReply(c, personScript.file, immutable);
    },
  }),
];

type AskedOf<Q> = Asked<'open', undefined, { link: string }, Q>;
/** A page that has no language of its own to choose follows the consent, or the browser. */
type InLanguage = AskedOf<{ lang?: string | undefined }>;

async function shownPage(asked: AskedOf<z.output<typeof shownQuery>>, { ledger, personScript: script }: Api) {
  const { params, query, visitor } = asked;
  const opened = await openLink(ledger, params.link, visitor);
  if (opened === undefined) return notThere(asked);
  const shown = await readPersonPage(ledger, opened);
  const nonce = ledger.world.random(16).toString('base64');
  const parts = {
    path: pathOf(asked),
    query: languageQuery(asked),
    language: languageOf(asked, opened),
    done: query.done,
    script: script && { ...script, nonce },
  };
  return htmlReply(200, personPage(shown, parts), script && nonce);
}

async function evidence(asked: AskedOf<z.output<typeof evidenceQuery>>, { ledger }: Api) {
  const { params, query, visitor } = asked;
  const opened = await openLink(ledger, params.link, visitor);
  const file = opened && (await readLinkEvidence(ledger, opened, query.record));
  if (opened === undefined || file === undefined) return notThere(asked);
  const name = `optmark-evidence-${query.record ?? opened.optIn.id}.json`;
  return ok(file, { ...unlisted, 'content-disposition': `attachment; filename="${name}"` });
}

async function stop(asked: InLanguage, { ledger }: Api): Promise<Reply<200 | 303 | 404>> {
  const { c, params, visitor } = asked;
  requireOwnPage(c, ledger.url);
  const opened = await openLink(ledger, params.link, visitor, { stopping: true });
  if (opened === undefined) return notThere(asked);
  const form = await readStopForm(c);
  if ((await stopByLink(ledger, opened, form.notice)) === undefined) return notThere(asked);
  if (form.oneClick) return text(200, saidOf(opened), unlisted);
  const query = languageQuery(asked);
  const notice = opened.link.kind === 'person' && form.notice !== undefined ? form.notice : '';
  const done = notice === '' ? 'done' : `done=${encodeURIComponent(notice)}`;
  const location = `${pathOf(asked)}${query === '' ? '?' : `${query}&`}${done}`;
  return { status: 303, headers: { location, ...unlisted }, body: null };
}

async function object(asked: InLanguage, { ledger }: Api): Promise<Reply<303 | 404>> {
  const { c, params, visitor } = asked;
  requireOwnPage(c, ledger.url);
  const opened = await openLink(ledger, params.link, visitor, { stopping: true });
  if (opened === undefined || (await objectByLink(ledger, opened)) === undefined) return notThere(asked);
  const location = `${pathOf(asked)}${languageQuery(asked)}#objected`;
  return { status: 303, headers: { location, ...unlisted }, body: null };
}

async function erase(asked: InLanguage, { ledger }: Api): Promise<Reply<303 | 404>> {
  const { c, params, visitor } = asked;
  requireOwnPage(c, ledger.url);
  const opened = await openLink(ledger, params.link, visitor, { stopping: true });
  if (opened === undefined) return notThere(asked);
  const { never } = await readErasureForm(c);
  if (!(await askByLink(ledger, opened, never))) return notThere(asked);
  const location = `${pathOf(asked)}${languageQuery(asked)}#erasure`;
  return { status: 303, headers: { location, ...unlisted }, body: null };
}

/** The answer to the one-click request of a mail program. A person rarely sees it. */
const saidOf = ({ link: { kind }, optIn }: OpenedLink): string =>
  kind === 'record' && optIn.undoable === true ? 'This one consent is taken back.\n' : 'Stopped.\n';

const pathOf = ({ params }: InLanguage): string => `/p/${params.link}`;

function languageOf({ c, query }: InLanguage, opened?: OpenedLink): Language {
  const accepted = acceptedLanguages(c.req.header('accept-language'));
  return languageFor([query.lang, opened?.optIn.notice.locale, ...accepted]);
}

const languageQuery = ({ query: { lang: chosen } }: InLanguage): string =>
  chosen === undefined ? '' : `?lang=${chosen}`;

const notThere = (asked: InLanguage): Reply<404> => htmlReply(404, gonePage(languageOf(asked)));

/** A person reads this in a browser, so "too many requests" is a page, too. */
async function orBusy<R>(asked: InLanguage, work: Promise<R>): Promise<R | Reply<429>> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'rate_limited') throw error;
    const retryAfter = { 'retry-after': String(error.retryAfter ?? 60) };
    return htmlReply(429, busyPage(languageOf(asked)), undefined, retryAfter);
  }
}

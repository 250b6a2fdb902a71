// The person's own page: GET /p/{link} shows it and changes no consent (mail scanners follow links), its evidence file
// beside it, POST /p/{link}/stop ends consent at one tap. The link is all one needs; what it opens stands in
// auth/person-link.ts.

import type { Context } from 'hono';
import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { proofFileSchema } from '../../core/receipt/evidence-file.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { type OpenedLink, openLink } from '../../operations/open-link.ts';
import { readLinkEvidence, readPersonPage } from '../../operations/page/person-page.ts';
import { stopByLink } from '../../operations/stop-by-link.ts';
import { commitCodes, jsonContent, problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { readStopForm } from '../person/form.ts';
import { busyPage, gonePage } from '../person/gone.ts';
import { personPage } from '../person/page.ts';
import { htmlReply, unlisted } from '../person/reply.ts';
import { type PersonScript, scriptPath } from '../person/script.ts';
import { acceptedLanguages, type Language, languageFor } from '../person/strings/languages.ts';
import { immutable, json, type Reply, text } from '../server/reply.ts';
import type { VisitorOf } from '../server/visitor.ts';
import { codingFor } from '../widget/widget-build.ts';
import { evidenceSchema } from './records.ts';

const link = z.string().meta({ example: 'AQEBmq0sfhF8O5pSXR8sC3oQAABrPLkyc2lnbmVkLWFuZC1vdXJz' });
const lang = z
  .string()
  .optional()
  .meta({ description: 'BCP 47; else the language of the consent, else the reader’s.' });
const html = { 'text/html': { schema: z.string() } };
const tags = ['The person’s own page'];
const gone = {
  description: 'The link shows nothing: forged, over, or erased. Which, is not said.',
  content: html,
};

export function personEndpoints(
  ledger: Ledger,
  visitorOf: VisitorOf,
  script: PersonScript | undefined,
): Endpoint[] {
  const opened = (c: Context, stopping = false) =>
    openLink(ledger, c.req.param('link') ?? '', visitorOf(c), { stopping });
  return [
    {
      method: 'get',
      path: '/p/{link}',
      readers: 'server',
      description: {
        operationId: 'readPersonPage',
        tags,
        summary: 'What a person agreed to, as a page for that person',
        description:
          'From `link` in the answer to an opt-in, or from POST /v1/links. HTML that works without scripts: the exact ' +
          'words, when and how, what it proves, how it stands, stop, proof. That it was opened is recorded: ' +
          'once an hour, of a link to one record once a day.',
        request: { params: z.object({ link }), query: z.object({ lang }) },
        responses: { 200: { description: 'The page.', content: html }, 404: gone, ...problems(...lookCodes) },
      },
      handle: (c) => orBusy(c, async () => page(ledger, c, await opened(c), script)),
    },
    {
      method: 'get',
      path: '/p/{link}/evidence.json',
      readers: 'server',
      description: {
        operationId: 'readLinkEvidence',
        tags,
        summary: 'The evidence file, for that person',
        description:
          'What `optmark verify` takes. `record`: another one that the page shows. It holds personal data, but for the ' +
          'link to one record that a page signed: that is proven and not opened, since links go around and the record ' +
          'names the number, and may hold a session token.',
        request: {
          params: z.object({ link }),
          query: z.object({ record: z.uuid().optional() }),
        },
        responses: {
          200: { description: 'The file.', content: jsonContent(linkEvidenceSchema) },
          404: gone,
          ...problems(...lookCodes),
        },
      },
      handle: (c) => orBusy(c, async () => evidence(ledger, c, await opened(c))),
    },
    {
      method: 'post',
      path: '/p/{link}/stop',
      readers: 'server',
      description: {
        operationId: 'stopByLink',
        tags,
        summary: 'Stop, at one tap',
        description:
          'In force when it is answered; a second tap changes nothing. A link to one opt-in ends what that granted; a link ' +
          'from POST /v1/links ends everything, or what was agreed under `notice`. For `List-Unsubscribe`, too: with a ' +
          'body `List-Unsubscribe=One-Click` (RFC 8058) it is answered 200 and without a redirect.',
        request: {
          params: z.object({ link }),
          query: z.object({ lang }),
          body: {
            required: false,
            content: { 'application/x-www-form-urlencoded': { schema: stopFormSchema } },
          },
        },
        responses: {
          200: {
            description: 'Stopped, asked for by a mail program.',
            content: { 'text/plain': { schema: z.string() } },
          },
          303: { description: 'Stopped; the page says so and when.' },
          404: gone,
          ...problems(...lookCodes, 'malformed', 'too_large', 'forbidden'),
        },
      },
      handle: (c) => orBusy(c, async () => stop(ledger, c, () => opened(c, true))),
    },
    {
      method: 'get',
      path: scriptPath,
      readers: 'public',
      description: {
        operationId: 'readPersonScript',
        tags,
        summary: 'The script that checks evidence in the browser',
        responses: {
          200: { description: 'The script.', content: { 'text/javascript': { schema: z.string() } } },
          ...problems('not_found'),
        },
      },
      handle: (c) => scriptReply(c, script),
    },
  ];
}

const linkEvidenceSchema = z.union([evidenceSchema, proofFileSchema]);

const lookCodes = [...commitCodes, 'rate_limited'] as const;

const stopFormSchema = z.object({
  notice: z.string().optional().meta({ example: 'order-updates' }),
  'List-Unsubscribe': z.string().optional(),
});

async function page(
  ledger: Ledger,
  c: Context,
  opened: OpenedLink | undefined,
  script: PersonScript | undefined,
): Promise<Reply> {
  if (opened === undefined) return notThere(c);
  const shown = await readPersonPage(ledger, opened);
  const nonce = ledger.world.random(16).toString('base64');
  const parts = {
    path: pathOf(c),
    query: languageQuery(c),
    language: languageOf(c, opened),
    done: c.req.query('done') !== undefined,
    script: script && { ...script, nonce },
  };
  return htmlReply(200, personPage(shown, parts), script && nonce);
}

async function evidence(ledger: Ledger, c: Context, opened: OpenedLink | undefined): Promise<Reply> {
  const file = opened && (await readLinkEvidence(ledger, opened, c.req.query('record')));
  if (opened === undefined || file === undefined) return notThere(c);
  const name = `optmark-evidence-${c.req.query('record') ?? opened.optIn.id}.json`;
  return json(200, file, { ...unlisted, 'content-disposition': `attachment; filename="${name}"` });
}

async function stop(ledger: Ledger, c: Context, open: () => Promise<OpenedLink | undefined>): Promise<Reply> {
  const form = await readStopForm(c, ledger.url);
  const opened = await open();
  const answer = opened && (await stopByLink(ledger, opened, form.notice));
  if (answer === undefined) return notThere(c);
  if (form.oneClick) return text(200, 'Stopped.\n', unlisted);
  const query = languageQuery(c);
  const location = `${pathOf(c)}${query === '' ? '?done' : `${query}&done`}`;
  return { status: 303, headers: { location, ...unlisted }, body: null };
}

const pathOf = (c: Context): string => `/p/${c.req.param('link')}`;

function languageOf(c: Context, opened?: OpenedLink): Language {
  const accepted = acceptedLanguages(c.req.header('accept-language'));
  return languageFor([chosenLanguage(c), opened?.optIn.notice.locale, ...accepted]);
}

const chosenLanguage = (c: Context): string | undefined =>
  c.req.query('lang')?.match(/^[A-Za-z-]{2,20}$/)?.[0];

const languageQuery = (c: Context): string => {
  const chosen = chosenLanguage(c);
  return chosen === undefined ? '' : `?lang=${chosen}`;
};

const notThere = (c: Context): Reply => htmlReply(404, gonePage(languageOf(c)));

/** Somebody with a browser reads this: what asks for patience is a page, too. */
async function orBusy(c: Context, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'rate_limited') throw error;
    const retryAfter = { 'retry-after': String(error.retryAfter ?? 60) };
    return htmlReply(429, busyPage(languageOf(c)), undefined, retryAfter);
  }
}

function scriptReply(c: Context, script: PersonScript | undefined): Reply {
  if (script === undefined) throw new LedgerError('not_found', 'The script was not built here.');
  const coding = codingFor(c.req.header('accept-encoding'));
  return {
    status: 200,
    headers: {
      ...immutable,
      vary: 'Accept-Encoding',
      'content-type': 'text/javascript; charset=utf-8',
      ...(coding !== 'identity' && { 'content-encoding': coding }),
    },
    body: script.encodings[coding],
  };
}

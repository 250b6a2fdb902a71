// The templates of a WhatsApp Business Account, as Meta has them:
//
//   GET <Cloud API>/v23.0/<WABA>/message_templates
//       ?fields=name,language,category,status&limit=100&after=<cursor>
//   {"data": [{"name", "language", "category", "status"}], "paging": {"cursors": {"after"}, "next"}}
//
// The client makes the next page's address from the cursor. It follows neither the address in the answer nor
// a redirect: the access token would go wherever they lead.

import { z } from 'zod';
import {
  categorySchema,
  templateLanguageSchema,
  templateNameSchema,
  templateStatusSchema,
} from '../core/gate/template.ts';
import type { ListedTemplate, TemplateSource } from '../operations/template/store.ts';

/** Milliseconds for a page. */
export const pageTimeoutMs = 10_000;
/** Bytes of a page. */
export const pageBytesMax = 4 * 1024 * 1024;
/** Pages of a hundred; Meta allows an account 6,000 templates. */
export const pagesMax = 200;

const pageSchema = z.looseObject({
  data: z.array(z.unknown()),
  paging: z
    .looseObject({
      cursors: z.looseObject({ after: z.string().max(4096).optional() }).optional(),
      next: z.string().optional(),
    })
    .optional(),
});
const templateSchema = z.object({
  name: templateNameSchema,
  language: templateLanguageSchema,
  category: categorySchema,
  status: templateStatusSchema.optional(),
});

export function createTemplateClient(
  { base, accessToken }: { base: URL; accessToken: string },
  timeoutMs = pageTimeoutMs,
): TemplateSource {
  return {
    async *templates(account) {
      let after: string | undefined;
      for (let page = 0; page < pagesMax; page += 1) {
        const read = await readPage(pageUrl(base, account, after), accessToken, timeoutMs);
        yield read.data.flatMap(templateOf);
        after = read.paging?.next === undefined ? undefined : read.paging.cursors?.after;
        if (after === undefined) return;
      }
      throw new Error(`the account has more than ${pagesMax} pages of templates`);
    },
  };
}

function pageUrl(base: URL, account: string, after: string | undefined): URL {
  const url = new URL(`/v23.0/${account}/message_templates`, base);
  url.search = String(new URLSearchParams({ fields: 'name,language,category,status', limit: '100' }));
  if (after !== undefined) url.searchParams.set('after', after);
  return url;
}

/** One that cannot be read is as if it were not listed, and is therefore denied. */
function templateOf(input: unknown): ListedTemplate[] {
  const read = templateSchema.safeParse(input);
  if (!read.success) return [];
  const { status, ...template } = read.data;
  return [{ ...template, ...(status !== undefined && { status }) }];
}

/** @throws Error that says what went wrong, without the token and without what was answered */
async function readPage(url: URL, token: string, timeoutMs: number): Promise<z.infer<typeof pageSchema>> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: Error) => {
    throw new Error(`${url.origin} did not answer (${reasonOf(error)}); OPTMARK_CLOUD_API names the address`);
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`the Cloud API answered ${response.status}`);
  }
  const page = pageSchema.safeParse(await readJson(response));
  if (!page.success) throw new Error('the Cloud API answered with something other than a list of templates');
  return page.data;
}

/** Why there is no answer: `TypeError` is all that fetch says of its own accord. */
function reasonOf({ name, cause }: Error): string {
  return (cause as { code?: string } | undefined)?.code ?? name;
}

async function readJson(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > pageBytesMax) throw new Error(`the Cloud API answered more than ${pageBytesMax} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

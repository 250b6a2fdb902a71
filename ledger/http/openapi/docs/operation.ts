// One operation of the interface as a section: what it is for, who may, how to ask, what comes back, what goes wrong.

import { html } from 'hono/html';
import { type Html, prose } from '../../docs/frame.ts';
import { fieldsOf, resolve, type Shape } from '../../docs/shape.ts';
import type { OpenApiDocument } from '../../openapi.ts';
import { curl } from './curl.ts';
import { fieldList } from './field-list.ts';

type Media = { schema?: Shape; examples?: Record<string, unknown> };
type Content = Record<string, Media>;

/** The part of an OpenAPI operation that our documents use. */
export type Operation = {
  method: string;
  path: string;
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; required?: boolean; schema: Shape }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
};

export function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => {
      return { ...operation, method, path };
    }),
  );
}

export function operationSection(document: OpenApiDocument, operation: Operation): Html {
  const { method, path, operationId, summary, description, requestBody, responses } = operation;
  const requests = Object.entries(requestBody?.content ?? {});
  const problems = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  const answers = Object.entries(responses).filter(([status]) => Number(status) < 400);
  return html`<section>
<h3 id="${operationId}">${summary}</h3>
<code class="path"><span class="method">${method.toUpperCase()}</span> ${path}</code>
${description && html`<p>${prose(description)}</p>`}
<p class="mute">${authorityOf(operation)}</p>
${parameters(document, operation)}
${requests.flatMap(([mediaType, { schema = {} }]) => {
  return (schema.anyOf ?? [schema]).map((one) => requestPart(document, operation, mediaType, one));
})}
${requests.length === 0 && requestPart(document, operation)}
${answers.map(([status, { description: what, content = {} }]) => answerPart(document, status, what, content))}
<h4>Problems</h4>
<p>${problems.flatMap(([, { content = {} }]) => codesOf(content)).map(problemLink)}</p>
</section>`;
}

function authorityOf({ security }: Operation): string {
  if (security === undefined) return 'Open to everybody.';
  const scopes = [...new Set(security.flatMap((way) => way.secretKey ?? []))].join(' or ');
  const page = security.some((way) => Object.keys(way).length === 0)
    ? ' A page of the site needs no key.'
    : '';
  return `Needs a secret key with the scope ${scopes}.${page}`;
}

function parameters(document: OpenApiDocument, { parameters: list = [] }: Operation): Html | undefined {
  if (list.length === 0) return undefined;
  const fields = list.map(({ name, in: place, required = false, schema }) => {
    const { description = '' } = resolve(document, schema);
    return { name, type: `in the ${place}`, required, description };
  });
  return html`<h4>Parameters</h4>${fieldList(fields)}`;
}

function requestPart(
  document: OpenApiDocument,
  operation: Operation,
  mediaType?: string,
  schema: Shape = {},
): Html {
  const { method, path, security, parameters: list = [] } = operation;
  const fields = fieldsOf(document, schema);
  // What a page signed, and what holds a session token, is posted without a key.
  const byPage = mediaType === 'application/jose' || fields.some(({ name }) => name === 'session');
  const secret = security !== undefined && !byPage;
  const example = (at: string) =>
    list.flatMap(({ name, in: place, schema: shape }) => {
      const value = resolve(document, shape).example;
      return place === at && value !== undefined ? [[name, String(value)] as const] : [];
    });
  const filled = example('path').reduce((all, [name, value]) => all.replace(`{${name}}`, value), path);
  const query = Object.fromEntries(example('query'));
  const body = resolve(document, schema).example;
  const typed = mediaType !== undefined && { mediaType };
  return html`<h4>Request${mediaType && ` as ${mediaType}`}</h4>
${fields.length > 0 && fieldList(fields)}
<pre tabindex="0">${curl({ method, path: filled, query, secret, body, ...typed })}</pre>`;
}

function answerPart(document: OpenApiDocument, status: string, what: string, content: Content): Html {
  const [schema = {}] = Object.values(content).map((media) => media.schema ?? {});
  const { example } = resolve(document, schema);
  const shown = typeof example === 'string' ? example : JSON.stringify(example, null, 2);
  return html`<h4>${status}: ${what}</h4>${example !== undefined && html`<pre tabindex="0">${shown}</pre>`}`;
}

const codesOf = (content: Content): string[] =>
  Object.values(content).flatMap(({ examples }) => Object.keys(examples ?? {}));

const problemLink = (code: string): Html => html`<a href="/problems/${code}"><code>${code}</code></a> `;

// One operation of the API: its use, who may call it, its request, its answers, its problems.

import { html } from 'hono/html';
import { type Html, prose } from '../../pages/html.ts';
import type { OpenApiDocument } from '../openapi.ts';
import { curl } from './curl.ts';
import { fieldList } from './field-list.ts';
import { choicesOf, differing, fieldsOf, resolve, type Shape } from './shape.ts';

type Media = { schema?: Shape; examples?: Record<string, unknown> };
type Content = Record<string, Media>;

/** The part of an OpenAPI operation that our document uses. */
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

export function operationText(document: OpenApiDocument, operation: Operation): Html {
  const { method, path, description, requestBody, responses } = operation;
  const requests = Object.entries(requestBody?.content ?? {});
  const problems = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  const answers = Object.entries(responses).filter(([status]) => Number(status) < 400);
  return html`<code class="path"><span class="method">${method.toUpperCase()}</span> ${path}</code>
${description && html`<p>${prose(description)}</p>`}
<p class="mute">${authorityOf(operation)}</p>
${parameters(document, operation)}
${requests.flatMap(([mediaType, { schema = {} }]) => {
  return (schema.anyOf ?? [schema]).map((one) => requestPart(document, operation, mediaType, one));
})}
${requests.length === 0 && requestPart(document, operation)}
${answers.map(([status, { description: what, content = {} }]) => answerPart(document, status, what, content))}
<h2>Problems</h2>
<p>${problems.flatMap(([, { content = {} }]) => codesOf(content)).map(problemLink)}</p>`;
}

function authorityOf({ security = [] }: Operation): string {
  if (security.length === 0) return 'Needs no secret key.';
  if (security.some((way) => way['accessToken'])) return 'Needs the sender’s access token from Meta.';
  const scopes = [...new Set(security.flatMap((way) => way['secretKey'] ?? []))].join(' or ');
  const keyless = security.some((way) => Object.keys(way).length === 0);
  return `Needs a secret key with the scope ${scopes}.${keyless ? ' A page of the site needs no key.' : ''}`;
}

function parameters(document: OpenApiDocument, { parameters: list = [] }: Operation): Html | undefined {
  if (list.length === 0) return undefined;
  const fields = list.map(({ name, in: place, required = false, schema }) => {
    const { description = '' } = resolve(document, schema);
    return { name, type: `in the ${place}`, required, description };
  });
  return html`<h2>Parameters</h2>${fieldList(fields)}`;
}

function requestPart(
  document: OpenApiDocument,
  operation: Operation,
  mediaType?: string,
  schema: Shape = {},
): Html {
  const { method, path, security = [], parameters: list = [] } = operation;
  const fields = fieldsOf(document, schema);
  // A page posts without a key what it has signed, and what holds a customer token.
  const byPage = mediaType === 'application/jose' || fields.some(({ name }) => name === 'customer_token');
  const secret = security.length > 0 && !byPage;
  const example = (at: string) =>
    list.flatMap(({ name, in: place, schema: shape }) => {
      const value = resolve(document, shape).example;
      return place === at && value !== undefined ? [[name, String(value)] as const] : [];
    });
  const filled = example('path').reduce((all, [name, value]) => all.replace(`{${name}}`, value), path);
  const query = Object.fromEntries(example('query'));
  const body = resolve(document, schema).example;
  const typed = mediaType !== undefined && { mediaType };
  return html`<h2>Request${mediaType && ` as ${mediaType}`}</h2>
${fields.length > 0 && fieldList(fields)}
${choicesOf(document, schema).map((sentence) => html`<p>${prose(sentence)}</p>`)}
${shapesOf(document, schema)}
<pre tabindex="0">${curl({ method, path: filled, query, secret, body, ...typed })}</pre>`;
}

function answerPart(document: OpenApiDocument, status: string, what: string, content: Content): Html {
  const [schema = {}] = Object.values(content).map((media) => media.schema ?? {});
  const { example } = resolve(document, schema);
  const shown = typeof example === 'string' ? example : JSON.stringify(example, null, 2);
  return html`<h2>${status}: ${what}</h2>${example !== undefined && html`<pre tabindex="0">${shown}</pre>`}`;
}

const codesOf = (content: Content): string[] =>
  Object.values(content).flatMap(({ examples }) => Object.keys(examples ?? {}));

const problemLink = (code: string): Html => html`<a href="/problems/${code}"><code>${code}</code></a> `;

/** Where one field decides the schema of the body: links to the schemas that differ. */
function shapesOf(document: OpenApiDocument, schema: Shape): Html | undefined {
  const names = [...new Set(differing(document, schema).flatMap(({ names: some }) => some))];
  if (names.length === 0) return undefined;
  return html`<p>Schemas: ${names.map((name) => html`<a href="/docs#${name}"><code>${name}</code></a> `)}</p>`;
}

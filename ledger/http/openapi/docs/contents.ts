// All operations, in the order of tags, which is the order in which a reader needs them.

import { html } from 'hono/html';
import type { Html } from '../../pages/html.ts';
import type { OpenApiDocument } from '../openapi.ts';
import { type Operation, operationsOf } from './operation.ts';
import { fieldsOf } from './shape.ts';

export type Group = { name: string; description: string; operations: Operation[] };

export function groupsOf(document: OpenApiDocument): Group[] {
  const operations = operationsOf(document);
  return (document.tags ?? []).map(({ name, description = '' }) => {
    return { name, description, operations: operations.filter(({ tags }) => tags.includes(name)) };
  });
}

export const slug = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

export const pathOf = ({ operationId }: Operation): string => `/docs/${operationId}`;

/** @param here the operation whose page this is */
export function contents(document: OpenApiDocument, here?: Operation): Html {
  return html`${groupsOf(document).map(
    ({ name, operations }) => html`<div data-group><strong><a href="/docs#${slug(name)}">${name}</a></strong>
<ul>${operations.map((operation) => contentsLine(document, operation, here))}</ul></div>`,
  )}`;
}

function contentsLine(document: OpenApiDocument, operation: Operation, here?: Operation): Html {
  const current = operation.operationId === here?.operationId && html` aria-current="page"`;
  return html`<li data-words="${wordsOf(document, operation)}"><a href="${pathOf(operation)}"${current}>${operation.summary}</a></li>`;
}

/** The text that the search covers. It includes the names of request fields. */
export function wordsOf(document: OpenApiDocument, operation: Operation): string {
  const { method, path, operationId, summary, description = '', tags, requestBody } = operation;
  const fields = Object.values(requestBody?.content ?? {}).flatMap(({ schema = {} }) =>
    fieldsOf(document, schema).map(({ name }) => name),
  );
  const text = [method, path, operationId, summary, description, ...tags, ...fields].join(' ');
  return text.toLowerCase().replaceAll(/[`"<>=]+/g, ' ');
}

// /docs: the whole interface on one page, made from the OpenAPI document, so that it cannot say anything else.

import { html } from 'hono/html';
import { fieldList } from '../openapi/docs/field-list.ts';
import { languageTable } from '../openapi/docs/languages.ts';
import { type Operation, operationSection, operationsOf } from '../openapi/docs/operation.ts';
import { type OpenApiDocument, shapeNames } from '../openapi.ts';
import { problemKinds } from '../problem/catalogue.ts';
import { frame, type Html, prose } from './frame.ts';
import { fieldsOf, resolve } from './shape.ts';

export function docsPage(document: OpenApiDocument, url: string): string {
  const operations = operationsOf(document);
  const groups = (document.tags ?? []).map(({ name, description = '' }) => {
    return { name, description, operations: operations.filter(({ tags }) => tags.includes(name)) };
  });
  const { title, version, description = '' } = document.info;
  return frame(
    `${title} ${version}: the interface`,
    html`<header class="wide"><h1>${title} <span class="mute">${version}</span></h1><p>${description}</p>
<p>For programs: <a href="/openapi.json">/openapi.json</a>. In the examples:</p>
<pre tabindex="0">LEDGER=${url}
KEY=om_…</pre></header>
<div class="columns">
<nav aria-label="Contents">${groups.map(contents)}<ul><li><a href="#shapes">Shapes</a></li><li><a href="#languages">Languages</a></li><li><a href="#problems">Problems</a></li></ul></nav>
<main id="text">
${groups.map(
  (group) => html`<h2 id="${slug(group.name)}">${group.name}</h2><p>${group.description}</p>
${group.operations.map((operation) => operationSection(document, operation))}`,
)}
${shapeList(document)}
${languageTable()}
${problemList()}
</main></div>`,
  );
}

const slug = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

function contents({ name, operations }: { name: string; operations: Operation[] }): Html {
  return html`<strong><a href="#${slug(name)}">${name}</a></strong>
<ul>${operations.map(({ operationId, summary }) => html`<li><a href="#${operationId}">${summary}</a></li>`)}</ul>`;
}

/** What no request body shows by itself: evidence per channel, and what a widget signs. */
function shapeList(document: OpenApiDocument): Html {
  const shapes = shapeNames.map((name) => {
    const shape = { $ref: `#/components/schemas/${name}` };
    return html`<h3 id="${name}"><code>${name}</code></h3>
<p>${prose(resolve(document, shape).description ?? '')}</p>${fieldList(fieldsOf(document, shape))}`;
  });
  return html`<h2 id="shapes">Shapes</h2>
<p>The <code>evidence</code> of each channel, and the payloads that the widget signs.</p>${shapes}`;
}

function problemList(): Html {
  const rows = Object.entries(problemKinds).map(
    ([code, { status, title }]) =>
      html`<dt><a href="/problems/${code}"><code>${code}</code></a></dt><dd>${title} <span class="mute">${status}</span></dd>`,
  );
  return html`<h2 id="problems">Problems</h2>
<p>Errors are <code>application/problem+json</code> (RFC 9457) with a <code>code</code> from this closed list.</p>
<dl>${rows}</dl>`;
}

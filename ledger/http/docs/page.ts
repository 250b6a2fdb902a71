// /docs: the whole interface on one page, made from the OpenAPI document, so that it cannot say anything else.

import { html } from 'hono/html';
import type { OpenApiDocument } from '../openapi.ts';
import { problemKinds } from '../problem-catalogue.ts';
import { frame, type Html } from './frame.ts';
import { type Operation, operationSection, operationsOf } from './operation.ts';

export function docsPage(document: OpenApiDocument): string {
  const operations = operationsOf(document);
  const groups = (document.tags ?? []).map(({ name, description = '' }) => {
    return { name, description, operations: operations.filter(({ tags }) => tags.includes(name)) };
  });
  const { title, version, description = '' } = document.info;
  return frame(
    `${title} ${version}: the interface`,
    html`<header class="wide"><h1>${title} <span class="mute">${version}</span></h1><p>${description}</p>
<p>For programs: <a href="/openapi.json">/openapi.json</a>. In the examples:</p>
<pre tabindex="0">LEDGER=http://127.0.0.1:8787
KEY=om_…</pre></header>
<div class="columns">
<nav aria-label="Contents">${groups.map(contents)}<ul><li><a href="#problems">Problems</a></li></ul></nav>
<main id="text">
${groups.map(
  (group) => html`<h2 id="${slug(group.name)}">${group.name}</h2><p>${group.description}</p>
${group.operations.map((operation) => operationSection(document, operation))}`,
)}
${problemList()}
</main></div>`,
  );
}

const slug = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

function contents({ name, operations }: { name: string; operations: Operation[] }): Html {
  return html`<strong><a href="#${slug(name)}">${name}</a></strong>
<ul>${operations.map(({ operationId, summary }) => html`<li><a href="#${operationId}">${summary}</a></li>`)}</ul>`;
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

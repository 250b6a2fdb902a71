// /docs: all operations, made from the OpenAPI document, so that the two cannot disagree; and
// /docs/<operation>, a page for each.

import { html } from 'hono/html';
import { type Html, prose } from '../../pages/html.ts';
import { problemKinds } from '../../problem/catalogue.ts';
import type { Reply } from '../../server/reply.ts';
import { type OpenApiDocument, shapeNames } from '../openapi.ts';
import { contents, type Group, groupsOf, pathOf, slug, wordsOf } from './contents.ts';
import { fieldList } from './field-list.ts';
import { searchedPage, searchField } from './frame.ts';
import { languageTable } from './languages.ts';
import { type Operation, operationsOf, operationText } from './operation.ts';
import { fieldsOf, resolve } from './shape.ts';

export function docsPage(document: OpenApiDocument, url: string): Reply<200> {
  const { title, version, description = '' } = document.info;
  const groups = groupsOf(document);
  return searchedPage(
    { title: `${title} ${version}: the API`, description },
    html`<header class="wide"><h1>${title} <span class="mute">${version}</span></h1><p>${description}</p>
<p>For programs: <a href="/openapi.json">/openapi.json</a>. In the examples:</p>
<pre tabindex="0">LEDGER=${url}
KEY=om_…</pre></header>
<div class="columns">
<nav aria-label="Contents"><ul>${groups.map(({ name }) => html`<li><a href="#${slug(name)}">${name}</a></li>`)}
<li><a href="#schemas">Schemas</a></li><li><a href="#languages">Languages</a></li><li><a href="#problems">Problems</a></li></ul></nav>
<main id="text">
${searchField}
${groups.map((group) => groupPart(document, group))}
${shapeList(document)}
${languageTable()}
${problemList()}
</main></div>`,
  );
}

/** Undefined where there is no operation of this name. */
export function operationPage(document: OpenApiDocument, name: string): Reply<200> | undefined {
  const operation = operationsOf(document).find(({ operationId }) => operationId === name);
  if (operation === undefined) return undefined;
  const { summary, tags } = operation;
  const [tag = ''] = tags;
  return searchedPage(
    {
      title: `${summary} · ${document.info.title}`,
      description: `${summary}: the operation ${name} of Optmark’s API, its fields, answers and problems.`,
    },
    html`<header class="wide"><p class="trail"><a href="/docs">API</a> › <a href="/docs#${slug(tag)}">${tag}</a></p>
<h1>${summary}</h1></header>
<div class="columns">
<main id="text">${operationText(document, operation)}</main>
<nav aria-label="Operations">${searchField}${contents(document, operation)}</nav>
</div>`,
  );
}

function groupPart(document: OpenApiDocument, { name, description, operations }: Group): Html {
  return html`<section data-group><h2 id="${slug(name)}">${name}</h2><p>${description}</p>
<ul class="operations">${operations.map((operation) => line(document, operation))}</ul></section>`;
}

function line(document: OpenApiDocument, operation: Operation): Html {
  const { method, path, operationId, summary } = operation;
  return html`<li id="${operationId}" data-words="${wordsOf(document, operation)}"><a href="${pathOf(operation)}">${summary}</a>
<code class="path"><span class="method">${method.toUpperCase()}</span> ${path}</code></li>`;
}

/** The schemas that several operations share: the evidence of each channel, and what the widget signs. */
function shapeList(document: OpenApiDocument): Html {
  const shapes = shapeNames.map((name) => {
    const shape = { $ref: `#/components/schemas/${name}` };
    return html`<h3 id="${name}"><code>${name}</code></h3>
<p>${prose(resolve(document, shape).description ?? '')}</p>${fieldList(fieldsOf(document, shape))}`;
  });
  return html`<h2 id="schemas">Schemas</h2>
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

// POST /v1/subjects/access: everything about one person, as a file for them. POST, because a number has no
// place in a URL.

import { z } from 'zod';
import { exactlyOneOf } from '../../channels/field-choice.ts';
import {
  onePerson,
  personFields,
  personNames,
  personReferred,
  refersToOne,
} from '../../channels/server/named-person.ts';
import { revealReasons } from '../../core/consent/record/of-business.ts';
import { readAccess } from '../../operations/access/read-access.ts';
import { type AccessFormat, accessFormats } from '../../operations/access/write-access.ts';
import { reasonOf } from '../console/masked.ts';
import { download, filesAtOnce } from '../server/download.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { ndjson } from '../server/ndjson.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { accessFile } from './file.ts';

const requestSchema = z
  .strictObject({
    ...personFields,
    format: z
      .enum(Object.keys(accessFormats) as [AccessFormat, ...AccessFormat[]])
      .default('json')
      .meta({ description: '`html` is one page to print, in the person’s language.' }),
    locale: z
      .string()
      .min(2)
      .max(35)
      .optional()
      .meta({ description: 'Of the page; else the one in which the person was last asked.', example: 'hi' }),
    reason: z
      .enum(revealReasons)
      .optional()
      .meta({ description: '`asked_by_person` if it is not said. A person in the console has to say it.' }),
  })
  .refine(refersToOne, onePerson)
  .meta({
    id: 'AccessAsked',
    ...exactlyOneOf(...personNames),
    example: { number: '+919876543210', format: 'json' },
  });

export const accessEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/subjects/access',
    operationId: 'readAccessFile',
    tag: 'Audit',
    summary: 'Everything about one person, as a file for them',
    description:
      'For a letter that asks what is kept (GDPR, articles 15 and 20): every name; what holds now; every record with its ' +
      'words, its grade, its exact bytes and the proof that it is in the log, and what was corrected of it; the notices as they ' +
      'were published; every look, with its moment, its purpose and the role; every message through the gate with its permit, ' +
      'those that were held back too, and what Meta said of each; open service windows; and what is kept for a short while. ' +
      '`not_shown` says what is left out and why. It covers every name that Meta calls the same person, and nobody beyond. ' +
      'All records are true at one size of the log. The answer is streamed and has no upper bound; its end says how many rows ' +
      'there are and the SHA-256 of all before it. A file without it broke off, as it does after an hour: ask again. The ledger records the look in the ' +
      'same log before it sends anything. 409 where what belongs to the person cannot be told for certain, or more than ' +
      '4,096 names are joined: a file is never made of a part.',
    who: { scope: 'audit:read' },
    body: jsonBody(requestSchema),
    errors: ['conflict'],
    answers: {
      200: rawAnswer('The file, as it is made.', {
        'application/json': { schema: { type: 'object' } },
        [ndjson]: { schema: { type: 'string' } },
        'text/html': { schema: { type: 'string' } },
      }),
    },
    atOnce: filesAtOnce,
    commits: true,
    handle: ({ caller, body: { format, locale, reason, ...named }, c }, { ledger, logger }) => {
      const { business } = caller;
      const person = personReferred(named);
      const why = reasonOf(caller, reason, 'asked_by_person');
      return download({ c, ledger, business, logger, route: '/v1/subjects/access' }, async () =>
        accessFile(await readAccess(ledger, caller, { person, format, reason: why }), format, locale),
      );
    },
  }),
];

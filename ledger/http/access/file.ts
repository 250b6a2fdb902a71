// An access file in one of its forms, for the API and the command line.

import type { Access } from '../../operations/access/read-access.ts';
import {
  type AccessFormat,
  accessFormats,
  asDocument,
  asLines,
} from '../../operations/access/write-access.ts';
import type { Download } from '../server/download.ts';
import { asPage } from './page.ts';

export function accessFile(access: Access, format: AccessFormat, locale: string | undefined): Download {
  const { mediaType, extension } = accessFormats[format];
  const { business, tree_size } = access.head;
  return {
    mediaType,
    // No name of the person: file names travel.
    fileName: `${business}-access-${tree_size}.${extension}`,
    pieces:
      format === 'html' ? asPage(access, locale) : format === 'json' ? asDocument(access) : asLines(access),
  };
}

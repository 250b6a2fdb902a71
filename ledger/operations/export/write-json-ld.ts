// Consent records of ISO/IEC TS 27560 (core/export/json-ld.ts): one JSON-LD document, a line for each record.

import { consentRecordOf, jsonLdContext, leftOutKinds, notStated } from '../../core/export/json-ld.ts';
import { clockOf } from '../../core/export/local-time.ts';
import type { ExportRow, RowStyle } from '../../core/export/row.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { inTurns } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import { namedNotice } from '../notice/named-notice.ts';
import type { NoticeStore } from '../notice/store.ts';
import { exportRow } from './write-table.ts';
import type { ExportFacts, Writer } from './writer.ts';

export type Describing = Keys<'master'> & { notices: Pick<NoticeStore, 'versions'> };

/** @param leftOut how many records of other kinds the filter finds that bear on a consent */
export function jsonLdWriter(
  ledger: Describing,
  { business, treeSize, ...facts }: ExportFacts,
  asked: Omit<RowStyle, 'local'>,
  leftOut: number,
): Writer {
  const style = { ...asked, local: clockOf(asked.zone) };
  let described = 0;
  return {
    mediaType: 'application/ld+json',
    extension: 'jsonld',
    head: `{"@context":${JSON.stringify(jsonLdContext)},"@graph":[\n`,
    async page(rows) {
      let lines = '';
      for await (const found of inTurns(rows)) {
        const row = exportRow(ledger, business, found, style);
        if (row.row !== 'record') continue;
        const node = consentRecordOf(row, await noticeOf(ledger, row));
        lines += `${described === 0 ? '' : ',\n'}${JSON.stringify(node)}`;
        described += 1;
      }
      return lines;
    },
    end({ sent, cursor }, hashed) {
      const before = '\n';
      const about = {
        ...{ business, ...facts, tree_size: treeSize, sent, described },
        left_out: { kinds: leftOutKinds, total: leftOut },
        ...{ not_stated: notStated, sha256: hashed(before) },
        ...(cursor && { cursor }),
      };
      return `${before}],"export":${JSON.stringify(about)}}\n`;
    },
  };
}

/** Of a record that names one. */
async function noticeOf(
  ledger: Describing,
  { business, notice: id, version }: ExportRow,
): Promise<Notice | undefined> {
  if (id === undefined || version === undefined) return undefined;
  return (await namedNotice(ledger, business, { id, version }))?.notice;
}

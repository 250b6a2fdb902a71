// optmark correct

import { staffReferenceSchema } from '../../channels/server/assisted.ts';
import {
  correctedRecordSchema,
  correctionFieldSchema,
  correctionReasons,
} from '../../core/consent/record/of-person.ts';
import { correct } from '../../operations/correct/correct.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { type Command, checked, exit, parse, positionals, required, UsageError } from '../frame/command.ts';
import { print } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';

const { reason: reasonSchema } = correctedRecordSchema.shape;

export const command: Command = {
  help: `optmark correct <record> --business <id> --reason <reason> [--staff <reference>] <what is right>

Appends a record that says what is right of what was written down wrongly. The record itself stays as it is, and the gate
judges by it as before; histories, access files and dispute packs show both.

  --occurred-at   an earlier moment (2026-03-01T12:00:00+05:30), of what the business had said itself
  --place         where staff took it down
  --by-staff      the reference of the member of staff who took it down
  --locale        of the notice, where the record does not hold the words
  --external-id   your own number for the customer
  --reason        ${correctionReasons.join(', ')}
  --staff         the reference of the member of staff who corrects

A number, a purpose, words and a grade are not corrected: record a stop, and what the person then agrees to.
Exit: 0 recorded, 2 usage or refused, 3 could not run, or there is no such record`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      reason: { type: 'string' },
      staff: { type: 'string' },
      'occurred-at': { type: 'string' },
      place: { type: 'string' },
      'by-staff': { type: 'string' },
      locale: { type: 'string' },
      'external-id': { type: 'string' },
    });
    const { record } = positionals(given, 'record');
    const business = required(values.business, 'business');
    const reason = checked(reasonSchema, required(values.reason, 'reason'), '--reason');
    const staff =
      values.staff === undefined ? undefined : checked(staffReferenceSchema, values.staff, '--staff');
    const typed = {
      ...{ occurred_at: values['occurred-at'], place: values.place, staff: values['by-staff'] },
      ...{ locale: values.locale, external_id: values['external-id'] },
    };
    const corrections = correctionFieldSchema.options.flatMap((field) => {
      const is = typed[field]?.trim();
      return is === undefined || is === '' ? [] : [{ field, is }];
    });
    if (corrections.length === 0) throw new UsageError('say what is right, as by --place');
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(record))
      throw new UsageError('<record> is the id of a record');
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      const by = { by: 'operator', id: 'correct' } as const;
      const answer = await correct(ledger, { business, record, corrections, reason, staff, by });
      print(`recorded ${answer.record}, entry ${answer.leaf_index}: corrects ${record}`);
      return exit.true;
    });
  },
};

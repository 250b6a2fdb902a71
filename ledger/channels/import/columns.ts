// Which column holds what: settled once for a list, from its names. Must never take a list for one of
// consents where a column that nobody named may say who said no.

import { LedgerError } from '../../core/error.ts';
import { type Columns, type ListField, listFields, type Shape, shapeColumns } from './shapes.ts';

/**
 * As the operator named them; an empty name says that there is no such column. Of the status it says that
 * each row of the list agreed: nothing else makes a consent of a row without one.
 */
export type Mapping = Readonly<Partial<Record<ListField, string>>>;

/** The name as it is compared: serializers and people write one name in many ways. */
export const spelledAlike = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Names of the columns of each field, spelled alike, the likeliest first. */
export type Wanted = ReadonlyMap<ListField, readonly string[]>;

export function wantedColumns(shape: Shape | undefined, mapping: Mapping): Wanted {
  const { columns } = shapeColumns(shape);
  return new Map(
    listFields.map((field) => {
      const named = mapping[field];
      const names: readonly string[] =
        named === undefined ? ((columns as Columns)[field] ?? []) : named === '' ? [] : [named];
      return [field, names.map(spelledAlike)];
    }),
  );
}

const anyOf = (...stems: string[]) => new RegExp(stems.join('|'));

/** Without accents, which exports keep or lose: stems below have none. */
const bare = (name: string): string =>
  spelledAlike(name).normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ı', 'i');

/**
 * What may say that somebody said no: words for consent, in the languages that lists come in. A list that is
 * refused for such a name costs a line of mapping; one that is taken costs a person's no.
 */
const maySayNo = anyOf(
  'consent|optin|optout|opted|subscri|status|transactiontype|accept|allow|agree|permission|permitted',
  // German, French, Spanish, Portuguese, Italian, Dutch, Hindi in Latin letters, Indonesian, Turkish.
  'einwillig|zustimm|einverstand|erlaub|abonn|inscri|autoris|accord|suscri|permiso|autoriz|acept|aceit|assin',
  'consens|permiss|iscri|accett|toestemm|akkoord|aangemeld|sahmat|anumat|setuju|langgan|izin|onay|abone',
);
const mustSayNo = anyOf(
  'opt(?:ed|ing)?out|unsub|donot|dnd|withdr[ae]w|suppress|revo[ck]|block(?:ed|list)|blacklist',
  'abgemeld|abmeld|abbestell|widerr?uf|widerspr|gesperrt|sperr(?:e|list)|nichtkontakt|keinkontakt|keinewerb',
  'desabonn|desinscri|resili|nepas|neplus|bloqu|listenoire|listerouge|refus',
  '^baja|fecha(?:de)?baja|dad[oa]debaja|darsedebaja|desuscri|nocontact|nomolest|nollam|noenviar|rechaz|oposicion',
  'descadastr|cancelad|naocontat|naocontact|naopertur|naoenviar|recus|removid|oposicao',
  'disiscri|cancellat|noncontatt|nondisturb|noninviar|bloccat|rifiut|opposizion',
  'afgemeld|afmeld|uitgeschr|uitschrijv|nietbenader|nietcontact|nietbellen|geblok|ingetrok|bezwaar',
  'asahmat|sampark(?:na|mat)|mat(?:bhej|karo)|nabhej|bandkar|bandkiya|manakiya|inkaar|inkar',
  'berhenti|jangan|menolak|ditolak|penolakan|blokir|keluardari',
  'aboneliktencik|ayrild|iptal|redde|redded|aramay|gonderme|engelle|cikis|vazgec',
);

/** Of messages that are not ours. */
const elsewhere = /mail|sms|newsletter/;

/** A yes in such a column is a no to us. */
export const asksForNo = (name: string): boolean => {
  const spelled = bare(name);
  return mustSayNo.test(spelled) || spelled.includes('block');
};

/** A column that nobody named: the less the operator said of the status, the more of them are doubted. */
function isDoubted(name: string, status: string | undefined): boolean {
  const spelled = bare(name);
  if (status === undefined) return maySayNo.test(spelled) || mustSayNo.test(spelled);
  if (elsewhere.test(spelled)) return false;
  return mustSayNo.test(spelled) || (status === '' && maySayNo.test(spelled));
}

/**
 * Refuses names that cannot be a list of ours. Throws invalid; it lists the names there are, but none that
 * may be a person's.
 * @param mayLeaveOut the status: of a row that says nothing, in a list whose other rows say it
 */
export function checkColumns(
  names: readonly string[],
  wanted: Wanted,
  shape: Shape | undefined,
  mapping: Mapping,
  mayLeaveOut = false,
): void {
  const there = new Set(names.map(spelledAlike));
  const has = (field: ListField) => wanted.get(field)!.some((name) => there.has(name));
  for (const [field, name] of Object.entries(mapping)) {
    if (name !== '' && !there.has(spelledAlike(name)))
      throw refused(field, `There is no column ${name}.`, names);
  }
  const twice = names.find(
    (name, i) =>
      [...wanted.values()].flat().includes(spelledAlike(name)) &&
      names.findIndex((other) => spelledAlike(other) === spelledAlike(name)) !== i,
  );
  if (twice !== undefined) throw refused('number', `Two columns are called ${shown(twice)}.`, names);
  if (!has('number')) throw refused('number', 'No column is known to hold the numbers.', names);
  const { needs } = shapeColumns(shape);
  if (!has('status') && mapping.status !== '' && !mayLeaveOut)
    throw refused('status', `No column is known to hold the status. ${needs?.status ?? ''}`.trimEnd(), names);
  // The vendor's names say which of its columns is about WhatsApp.
  if (shape !== undefined && has('status')) return;
  const read = new Set([...wanted.values()].map((some) => some.find((name) => there.has(name))));
  const doubted = names.find((name) => !read.has(spelledAlike(name)) && isDoubted(name, mapping.status));
  if (doubted !== undefined)
    throw refused('status', 'A column that was not named may say who said no.', names);
}

function refused(field: string, why: string, names: readonly string[]): LedgerError {
  // A list without a first line of names begins with a person's.
  const isOfPerson = names.some((name) => /(?:\d\D*){5}|@/.test(name));
  const columns = names.map((name, at) => (isOfPerson ? `(column ${at + 1})` : shown(name))).join(', ');
  const detail = `${why} There are: ${columns}. Name one with --map ${field}=…${
    field === 'status'
      ? ', and leave out columns that say nothing of this. Where each row of the list agreed, say so: --all-agreed, or all_agreed in the terms'
      : ''
  }.`;
  return new LedgerError('invalid', detail, {
    faults: [{ pointer: `/${field}`, rule: 'column', detail: why }],
  });
}

const shown = (name: string): string => (name.length > 60 ? '(a long name)' : JSON.stringify(name.trim()));

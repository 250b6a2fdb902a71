// A value that a column does not have, in SQL: to change a row by hand as a constraint of its table lets it.

/** SQL for another value of this type. */
const other: Record<string, (column: string) => string> = {
  bytea: (c) =>
    `case when length(${c}) > 7 then set_byte(${c}, 7, get_byte(${c}, 7) # 1) else decode(repeat('ab', 32), 'hex') end`,
  bigint: (c) => `coalesce(${c} # 1099511627776, 1)`,
  smallint: (c) => `coalesce(${c} + 1, 1)`,
  integer: (c) => `coalesce(${c} + 1, 1)`,
  boolean: (c) => `not coalesce(${c}, false)`,
  date: (c) => `${c} + 1`,
  uuid: () => 'gen_random_uuid()',
  text: (c) => `coalesce(${c}, '') || 'x'`,
  'timestamp with time zone': (c) => `coalesce(${c}, now()) + interval '1 millisecond'`,
  'text[]': (c) => `array_append(${c}, 'x')`,
  'uuid[]': (c) => `array_append(${c}, gen_random_uuid())`,
  'bytea[]': (c) => `array_append(${c}, decode('ab', 'hex'))`,
};

/** Lengths that constraints ask for. */
const wrapped = new Set(['customer_secret', 'previous_customer_secret', 'previous_app_secret']);
export const otherValue = (column: string, type: string) =>
  wrapped.has(column)
    ? other.bytea!(`"${column}"`).replace("'ab', 32", "'ab', 60")
    : other[type]!(`"${column}"`);

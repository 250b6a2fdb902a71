// The shop's book: everything it remembers, one JSON object a line, in one append-only file. The last line
// about a thing wins. Enough for a demo on one machine; a real shop has its database.
//
//   {"kind":"order","id":"FP-1042",…}\n

import { appendFile, readFile, truncate } from 'node:fs/promises';
import { z } from 'zod';
import { type Customer, customerSchema } from './customer.ts';
import { type Evidence, evidenceSchema } from './evidence.ts';
import { type Message, messageSchema } from './message.ts';
import { type Order, orderSchema } from './order.ts';
import { type Stop, stopSchema } from './stop.ts';
import { type Tick, tickSchema } from './tick.ts';

const lineSchema = z.discriminatedUnion('kind', [
  customerSchema,
  orderSchema,
  tickSchema,
  evidenceSchema,
  messageSchema,
  stopSchema,
]);

type Line = z.infer<typeof lineSchema>;

export type Book = {
  /** In the order in which they first came. */
  customers(): Customer[];
  orders(): Order[];
  ticks(): Tick[];
  messages(): Message[];
  stops(): Stop[];
  order(id: string): Order | undefined;
  evidence(record: string): Evidence | undefined;
  /** Resolves when the line is on the disk. */
  write(line: Line): Promise<void>;
};

/** Opens the book, or begins one. @throws Error if a complete line is not one of ours */
export async function openBook(file: string): Promise<Book> {
  const shelves = new Map<string, Map<string, Line>>();
  const shelf = <T extends Line>(kind: T['kind']) => {
    if (!shelves.has(kind)) shelves.set(kind, new Map());
    return shelves.get(kind) as Map<string, T>;
  };
  for (const line of await wholeLines(file)) shelf(line.kind).set(line.id, line);

  let written: Promise<void> = Promise.resolve();
  return {
    customers: () => [...shelf<Customer>('customer').values()],
    orders: () => [...shelf<Order>('order').values()],
    ticks: () => [...shelf<Tick>('tick').values()],
    messages: () => [...shelf<Message>('message').values()],
    stops: () => [...shelf<Stop>('stop').values()],
    order: (id) => shelf<Order>('order').get(id),
    evidence: (record) => shelf<Evidence>('evidence').get(record),
    write(line) {
      shelf(line.kind).set(line.id, line);
      // One line after the other, so that the file keeps the order of events.
      const text = `${JSON.stringify(line)}\n`;
      written = written.catch(() => {}).then(() => appendFile(file, text, { mode: 0o600, flush: true }));
      return written;
    },
  };
}

async function wholeLines(file: string): Promise<Line[]> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  const end = bytes.lastIndexOf('\n') + 1;
  // A killed process may leave half a line, which no customer has seen. The next line must not continue it.
  if (end < bytes.length) await truncate(file, end);
  const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line) => lineSchema.parse(JSON.parse(line)));
}

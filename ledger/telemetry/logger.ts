// Log lines: JSON, one a line, made of a closed set of fields. A field that is not in the list is dropped, so
// a request, a header or a body cannot slip into a line by being handed over whole. Of an error only its
// name, its code and where it was thrown are written: messages of drivers and parsers repeat the values they
// choked on.

import { type DestinationStream, pino } from 'pino';
import { maskNumbers } from './mask.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Everything a line may carry besides its time, level and message. */
export type LogFields = {
  /** Pattern of the route, never the URL. */
  route?: string;
  method?: string;
  status?: number;
  duration_ms?: number;
  /** Code of a LedgerError. */
  code?: string;
  detail?: string;
  /** The `instance` of the problem that was answered. */
  instance?: string;
  worker?: string;
  business?: string;
  record?: string;
  tree_size?: number;
  count?: number;
  host?: string;
  port?: number;
  error?: unknown;
};

export type Logger = {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** Whether debug lines are written; ask before building one on a hot path. */
  readonly debugging: boolean;
};

const textFields = [
  'route',
  'method',
  'code',
  'detail',
  'instance',
  'worker',
  'business',
  'record',
  'host',
] as const;
const amountFields = ['status', 'duration_ms', 'tree_size', 'count', 'port'] as const;

/** A logger that writes to standard output, or to `destination`. */
export function createLogger(options: { level: LogLevel; destination?: DestinationStream }): Logger {
  const settings = {
    level: options.level,
    base: null,
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const lines = options.destination ? pino(settings, options.destination) : pino(settings);
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}) => {
      if (lines.isLevelEnabled(level)) lines[level](closed(fields), maskNumbers(message));
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    debugging: lines.isLevelEnabled('debug'),
  };
}

function closed(fields: LogFields): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const name of textFields) {
    const value = fields[name];
    if (typeof value === 'string') line[name] = maskNumbers(value);
  }
  for (const name of amountFields) {
    if (typeof fields[name] === 'number') line[name] = fields[name];
  }
  if (fields.error !== undefined) line.errors = describeError(fields.error);
  return line;
}

/** Causes followed, outermost error first. */
const causesMax = 4;
const framesMax = 12;

type ErrorLine = { name: string; code?: string; stack: string[] };

function describeError(error: unknown): ErrorLine[] {
  const lines: ErrorLine[] = [];
  for (let next = error; next instanceof Error && lines.length < causesMax; next = next.cause) {
    const { code } = next as { code?: unknown };
    lines.push({
      name: maskNumbers(next.name),
      ...(typeof code === 'string' && { code: maskNumbers(code) }),
      stack: framesOf(next),
    });
  }
  // Some libraries throw what is no Error; its class is all that can be said safely.
  if (lines.length === 0)
    lines.push({ name: maskNumbers(Object(error).constructor?.name ?? 'unknown'), stack: [] });
  return lines;
}

/** The frames alone: the head of a stack repeats the message. */
function framesOf(error: Error): string[] {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, framesMax).map((frame) => maskNumbers(frame.trim()));
}

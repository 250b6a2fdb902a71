// The last line of defence: an error that no room has caught. Its place in our code is logged, never its
// message, which may quote a value. Then the process goes on, or ends in order:
//
//   an unhandled rejection        goes on: the caller that waited for it gets no answer, and Postgres
//                                 holds what is stored
//   an exception of a socket      goes on: one connection is lost, of which its owner hears by other ways
//   any other exception           ends in order: a step was broken off in the middle, and memory may not be
//                                 what it says. What was accepted is finished; the supervisor of the process
//                                 starts it anew
//   no memory left                ends at once: nothing can be promised any more

/** @param room where it comes from, such as `ledger/storage/database` or `postgres` */
export type Unhandled = { kind: 'rejection' | 'exception'; room: string; error: unknown };

export type LastDefence = {
  note(unhandled: Unhandled): void;
  /** Finish what was accepted and end. */
  endInOrder(): void;
  endAtOnce(): void;
};

/** @returns how to take it away again */
export function holdLastLine({ note, endInOrder, endAtOnce }: LastDefence): () => void {
  const onRejection = (error: unknown) => {
    note({ kind: 'rejection', room: roomOf(error), error });
    if (isOutOfMemory(error)) endAtOnce();
  };
  const onException = (error: unknown) => {
    note({ kind: 'exception', room: roomOf(error), error });
    if (isOutOfMemory(error)) endAtOnce();
    else if (!isOfSocket(error)) endInOrder();
  };
  process.on('unhandledRejection', onRejection).on('uncaughtException', onException);
  return () => void process.off('unhandledRejection', onRejection).off('uncaughtException', onException);
}

/** The first place on the stack that is ours, or else a package's. */
export function roomOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  for (const frame of frames) {
    const [, name] = /node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//.exec(frame) ?? [];
    if (name !== undefined) return name;
    const [, folder] = /\/((?:ledger|demo)(?:\/[\w-]+)*)\/[\w-]+\.[jt]s/.exec(frame) ?? [];
    if (folder !== undefined) return folder;
  }
  return 'node';
}

/**
 * The system's or Node's own word about a connection; not about a file: no room left, or none of our
 * business, is no socket.
 */
const isOfSocket = (error: unknown) =>
  error instanceof Error &&
  'code' in error &&
  /^(E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTCONN|NOTFOUND|AI_)|ERR_(STREAM|SOCKET|TLS|SSL|HTTP2)_)/.test(
    String(error.code),
  );

const isOutOfMemory = (error: unknown) =>
  error instanceof Error &&
  (/^ERR_(OUT_OF_MEMORY|MEMORY_ALLOCATION_FAILED|WORKER_OUT_OF_MEMORY)$/.test(
    String((error as { code?: unknown }).code),
  ) ||
    /^(Array buffer allocation failed|Invalid typed array length|out of memory)/i.test(error.message));

// Every limit of the HTTP side, by name and number.

/**
 * Bytes of a JSON or JOSE body. The longest honest one is a widget's record with its evidence, about 4 kB.
 */
export const bodyBytesMax = 16 * 1024;
/** Bytes of a notice: wordings in many languages. */
export const noticeBytesMax = 128 * 1024;
/** Bytes of a webhook from Meta: batches of up to a thousand updates. */
export const webhookBytesMax = 3 * 1024 * 1024;
/**
 * Webhooks in memory whose signature has not been checked yet: bytes of all networks and of one network, less
 * for a network that sent nothing genuine lately, and requests of one network. A network: an IPv4 /24, an
 * IPv6 /48.
 */
export const unverified = {
  max: 64 * 1024 * 1024,
  share: 16 * 1024 * 1024,
  unknownMax: 32 * 1024 * 1024,
  unknownShare: 4 * 1024 * 1024,
  requests: 256,
};
/**
 * How many networks are remembered that something genuine came from, and for how long, milliseconds: Meta is
 * in few.
 */
export const knownNetworksMax = 10_000;
export const knownNetworksMs = 24 * 60 * 60_000;
/** Bytes of a message to the Cloud API: a template with all its components is some kB. */
export const cloudMessageBytesMax = 64 * 1024;
/** Bytes of the parameters of any other call to the Cloud API: a template, a flow within its JSON. */
export const cloudParametersBytesMax = 4 * 1024 * 1024;
/** Bytes of anything else that goes to the Cloud API: a document of 100 MB is the largest medium there is. */
export const cloudUploadBytesMax = 101 * 1024 * 1024;
/** Characters of an Idempotency-Key. */
export const idempotencyKeyMax = 255;
/** How long a browser may keep the answer to a preflight, seconds; browsers cap it at about this. */
export const preflightMaxAgeSeconds = 7_200;

/** What a request may take to arrive, milliseconds: a slow sender must not hold a connection open. */
export const headersTimeoutMs = 10_000;
export const requestTimeoutMs = 20_000;
/**
 * Of a body that takes memory which strangers share so many bytes must come in each such time, milliseconds:
 * 6.4 kB/s.
 */
export const progressBytesMin = 32 * 1024;
export const progressMs = 5_000;
/**
 * How long the rest of a request may come in when its answer has gone out, milliseconds; then the socket
 * ends.
 */
export const restOfRequestMs = 500;
/**
 * Longer than the idle timeout of common load balancers (60 s), so that they close first and never meet a
 * closed socket.
 */
export const keepAliveTimeoutMs = 65_000;
/** How long a stopping server waits for answers under way, milliseconds. */
export const stopGraceMs = 10_000;
/**
 * Another vendor's consent request: a thousand recipients with their browsers' names; how many are appended
 * at a time.
 */
export const compatBytesMax = 1024 * 1024;
export const compatWindow = 200;
/** How often a stopping server closes the connections that have become idle, milliseconds. */
export const sweepMs = 50;

/**
 * A bulk check as JSON: questions, and bytes for as many. As NDJSON: bytes of a line; lines have no limit.
 */
export const bulkQuestionsMax = 1_000;
export const bulkBytesMax = 512 * 1024;
export const lineBytesMax = 4 * 1024;
/** Questions looked up by one query: more than one read from the network brings. */
export const bulkBatchMax = 2_000;
/** Bulk checks under way at once on this node; each holds some three batches in memory. */
export const bulkChecksMax = 32;
/** Imports under way on a node; one of each business. */
export const importsMax = 8;
/** Lists of sent messages under way on a node, and of one business; lines looked up together. */
export const sentListsMax = 8;
export const sentListsOfOneMax = 2;
export const sentBatchMax = 2_000;
/**
 * Exports under way on a node, and of one business; how long one may lie untaken, and how long it may take
 * altogether, milliseconds. A million rows in an hour are 278 a second; a slower reader goes on by cursor.
 */
export const exportsMax = 8;
export const exportsOfOneMax = 2;
export const exportIdleMs = 60_000;
export const exportTimeoutMs = 60 * 60_000;
/** Followers of the change feed at a node, and of one business; each waits, or has one answer in memory. */
export const followersMax = 64;
export const followersOfOneMax = 8;
/** How long a bulk check may lie still, because nothing comes or nothing is taken, milliseconds. */
export const bulkIdleMs = 60_000;
/**
 * How much of its questions is read before they are looked up; and how much, of all checks on the node, while
 * their callers read no answers.
 */
export const bulkAheadBytes = 512 * 1024;
export const bulkHeldBytesMax = 32 * 1024 * 1024;
export const bulkHeldTogetherMax = 128 * 1024 * 1024;
/** A chunk of a body counts as no less: it takes more memory than its bytes. */
export const chunkBytesMin = 256;
/**
 * When a caller reads no answer for this long, milliseconds, further questions are read and dropped, up to so
 * many bytes.
 */
export const bulkStuckMs = 5_000;
export const bulkDroppedBytesMax = 1024 * 1024 * 1024;
/**
 * A caller that does not read yet is not cut off while this many bytes of questions come within the idle
 * time.
 */
export const bulkProgressBytesMin = 32 * 1024;
/** How long it may take altogether, milliseconds. */
export const bulkTimeoutMs = 60 * 60_000;

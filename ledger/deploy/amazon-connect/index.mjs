// Amazon Connect calls this Lambda function, and this calls the ledger: once when the call begins, and once for
// each time that the caller pressed keys, or none. The guide is ledger/guides/ivr/amazon-connect.md.
// @ts-check

/** Connect waits 8 seconds; the ledger answers within 2. */
const limitMs = 4_000;
const notRecorded = {
  result: 'not_recorded',
  ended: 'true',
  say: spoken('We could not record your choice.'),
};

/** @type {import('aws-lambda').ConnectContactFlowHandler} */
export const handler = async ({ Details: { ContactData, Parameters } }) => {
  const { step = '', digits: stored = '', early = '', locale = '' } = Parameters;
  // `Timeout` is what Connect stores when no key was pressed.
  const digits = /^[0-9*#]+$/.test(stored) ? stored : '';
  const body = {
    call: ContactData.ContactId,
    caller: ContactData.CustomerEndpoint?.Address ?? '',
    step,
    digits,
    // A flow that passes none has let its caller interrupt the question, for all that is known here.
    early: early === '' && digits !== '' ? 'true' : early,
    locale,
  };
  try {
    const answer = await fetch(process.env.OPTMARK_URL ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.OPTMARK_SECRET}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(limitMs),
    });
    if (!answer.ok) return notRecorded;
    const { lines, ...flat } = await answer.json();
    // Any key interrupts Connect's prompts, a yes to the question too: so what comes while it is said, and in
    // the second after it, is told as early, and an answer that says nothing waits for longer. Where nothing is
    // to interrupt the question (`whole`), `early` is true as well: a flow that does not look at `whole` plays
    // it as before, and one that does passes `false` of its own.
    const isWhole = flat.whole === true;
    const asks = { whole: isWhole, early: isWhole, ...(flat.yes && { early: true, timeout_seconds: 1 }) };
    const texts = { ...flat, ...asks, say: spoken(flat.say) };
    // Connect takes nothing but texts.
    return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, String(value)]));
  } catch {
    return notRecorded;
  }
};

/**
 * As SSML: Connect refuses a prompt without words, and says a pause.
 * @param {string} text
 */
function spoken(text) {
  const words = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<speak>${words || '<break time="100ms"/>'}</speak>`;
}

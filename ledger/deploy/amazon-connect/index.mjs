// Amazon Connect calls this Lambda function, and this calls the ledger: once when the call begins, and once for
// each time that the caller pressed keys, or none. The guide is ledger/guides/ivr/amazon-connect.md.
// @ts-check

/** Connect waits 8 seconds; the ledger answers within 2. */
const limitMs = 4_000;
const notRecorded = { result: 'not_recorded', ended: 'true', say: 'We could not record your choice.' };

/** @type {import('aws-lambda').ConnectContactFlowHandler} */
export const handler = async ({ Details: { ContactData, Parameters } }) => {
  const { step = '', digits = '', locale = '' } = Parameters;
  const body = {
    call: ContactData.ContactId,
    caller: ContactData.CustomerEndpoint?.Address ?? '',
    step,
    // `Timeout` is what Connect stores when no key was pressed.
    digits: /^[0-9*#]+$/.test(digits) ? digits : '',
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
    // Connect takes nothing but texts.
    return Object.fromEntries(Object.entries(flat).map(([name, value]) => [name, String(value)]));
  } catch {
    return notRecorded;
  }
};

// A checkout on one page: a script posts the order, so it says when to commit.

import { type SubmitEvent, useRef, useState } from 'react';
import type { OptmarkOptInElement } from '../../../widget/declarations/optmark.js';

export function Checkout() {
  const optIn = useRef<OptmarkOptInElement>(null);
  const [tel, setTel] = useState('');
  const [boxes, setBoxes] = useState(1);
  const [done, setDone] = useState('');

  async function order(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    // The form is read first, so the order carries the signed record even if the ledger is unreachable now.
    const body = new FormData(event.currentTarget);
    const [saved] = await Promise.all([optIn.current?.commit(), fetch('/order', { method: 'POST', body })]);
    setDone(saved ? 'Thank you. We will write to you on WhatsApp.' : 'Thank you.');
  }

  if (done) return <p role="status">{done}</p>;
  return (
    <form onSubmit={order}>
      <button type="button" onClick={() => setBoxes(boxes + 1)}>{`One more box (${boxes})`}</button>
      <label htmlFor="tel">Mobile number</label>
      <input id="tel" name="tel" type="tel" value={tel} onChange={(event) => setTel(event.target.value)} />
      <optmark-opt-in
        ref={optIn}
        site="pk_your_site_key"
        notice="order-updates"
        phone-field="#tel"
        collected-via="checkout"
        name="optin"
      />
      <button type="submit">Place the order</button>
    </form>
  );
}

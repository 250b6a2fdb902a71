// The front page: one box, what is in it, and how it comes.

import { html } from 'hono/html';
import { crate } from '../art/crate.ts';
import { drawing } from '../art/produce.ts';
import { quantityMax } from '../book/order.ts';
import { box, contents, type Item, rupees } from '../catalogue.ts';
import { frame, type Html } from './layout.ts';

export const productPage = (): Html =>
  frame({ title: box.name, path: '/', body: html`${hero}${inTheBox}${howItComes}` });

const quantities = Array.from({ length: quantityMax }, (_, index) => index + 1);

const hero = html`<section class="hero" aria-labelledby="box">
  <div class="pitch">
    <p class="eyebrow">Organic, and picked the day before</p>
    <h1 id="box">${box.name}</h1>
    <p class="lead">Eight vegetables and fruits from four small farms, in one wooden crate, at your door on Sunday
      morning. We take the crate back.</p>
    <form class="buy" action="/checkout" method="get">
      <p class="price"><strong>${rupees(box.rupees)}</strong> <span>${box.serves}</span></p>
      <div class="row">
        <label class="field small">
          <span>Boxes</span>
          <select name="boxes">${quantities.map((count) => html`<option>${count}</option>`)}</select>
        </label>
        <button class="button" type="submit">Order the box</button>
      </div>
    </form>
    <p class="note">Free delivery. No account, no subscription.</p>
  </div>
  ${crate}
</section>`;

const card = ({ produce, name, amount, from }: Item) => html`<li>
  ${drawing(produce)}
  <strong>${name}</strong>
  <span>${amount}</span>
  <span class="from">${from}</span>
</li>`;

const inTheBox = html`<section class="block" aria-labelledby="inside">
  <h2 id="inside">In this week’s box</h2>
  <ul class="cards">${contents.map(card)}</ul>
</section>`;

const howItComes = html`<section class="block" aria-labelledby="how">
  <h2 id="how">How it comes to you</h2>
  <ol class="steps">
    <li><h3>We pick on Saturday</h3><p>Whatever the farms bring goes straight into the box, with no cold
      storage.</p></li>
    <li><h3>We pack on Sunday</h3><p>We start at six in the morning, and deliver by bicycle on a round through the
      city.</p></li>
    <li><h3>We write only if you agreed</h3><p>Tick the box at the checkout, and we tell you on WhatsApp when your order
      is on its way. If you leave it empty, your order still comes.</p></li>
  </ol>
</section>`;

// What is wrong with the number, said at the shop's own field: the words before it, the field marked, and a
// screen reader told. All of it is taken back once it is well again. The field's surroundings are the shop's,
// and often a framework's: a place that the shop names (`error-for`) comes first, and where there is no safe
// one the card says it.

import type { render } from 'lit/html.js';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { adopt } from '../draw/styles.ts';
import { find } from '../number/find.ts';
import { luminance, parseOpaque } from './evidence/contrast.ts';

type Host = {
  element: HTMLElement & { errorFor: string | undefined };
  adopt: typeof adopt;
  render: typeof render;
};

const css = String.raw;

/** For the page's own root. An outline, so that nothing moves. */
const styles = css`
  optmark-says {
    display: block;
    margin-block: 4px;
    padding-inline-start: 12px;
    border-inline-start: 4px solid;
    color: light-dark(#b3121d, #ff9d97);
    font-weight: 600;
  }
  [aria-describedby*=optmark-says]:not(:focus) {
    outline: 2px solid light-dark(#b3121d, #ff9d97) !important;
    outline-offset: -2px !important;
  }
`;

/** Parents in which another box may stand above the field. */
const blocks = /^(block|flow-root|list-item|table-cell)$/;
/** So far from the field its words are still beside it. */
const stepsMax = 3;

/** One for each field, however many cards read it. */
const marks = new WeakMap<Element, Mark>();
let count = 0;
const idStart = 'optmark-says-';

class Mark {
  readonly says = document.createElement('optmark-says');
  readonly #input: HTMLElement;
  /** Of the shop. */
  readonly #invalid: string | null;
  /** Who says something here. */
  readonly cards = new Set<unknown>();

  constructor(input: HTMLElement) {
    this.#input = input;
    // A copy of a marked field has the mark too, which is not the shop's.
    const isMarked = input.getAttribute('aria-describedby')?.includes(idStart);
    this.#invalid = isMarked ? null : input.getAttribute('aria-invalid');
    this.says.id = `${idStart}${++count}`;
    this.says.setAttribute('role', 'alert');
    this.says.translate = false;
  }

  /** May be called again: a framework may have drawn the field anew. */
  set(): void {
    this.#input.setAttribute('aria-invalid', 'true');
    this.#describe([...this.#others(), this.says.id]);
  }

  clear(): void {
    this.says.remove();
    this.#describe(this.#others());
    if (this.#invalid === null) this.#input.removeAttribute('aria-invalid');
    else this.#input.setAttribute('aria-invalid', this.#invalid);
  }

  #others(): string[] {
    const ids = this.#input.getAttribute('aria-describedby')?.split(/\s+/) ?? [];
    return ids.filter((id) => id && !id.startsWith(idStart));
  }

  #describe(ids: string[]): void {
    if (ids.length > 0) this.#input.setAttribute('aria-describedby', ids.join(' '));
    else this.#input.removeAttribute('aria-describedby');
  }
}

export class FieldNote {
  readonly #host: Host;
  #input: HTMLElement | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * `input`: the shop's field; nothing: nothing is wrong with it.
   * @returns whether the words stand beside it
   */
  say(input: HTMLElement | null | undefined, words: unknown, { lang = '' }: Partial<Strings>): boolean {
    if (this.#input !== input) this.takeBack();
    if (!input?.isConnected) return false;
    const { element, adopt, render } = this.#host;
    const mark = marks.get(input) ?? new Mark(input);
    marks.set(input, mark);
    mark.cards.add(this);
    this.#input = input;
    const { says } = mark;
    if (!says.isConnected) this.#put(says, input);
    adopt(input.getRootNode() as Document, styles);
    says.lang = lang;
    render(words, says);
    mark.set();
    return says.parentElement !== element;
  }

  takeBack(): void {
    const mark = this.#input && marks.get(this.#input);
    if (mark?.cards.delete(this) && mark.cards.size === 0) {
      mark.clear();
      marks.delete(this.#input!);
    }
    this.#input = undefined;
  }

  #put(says: HTMLElement, input: HTMLElement): void {
    const { element } = this.#host;
    const named = element.errorFor && find(input.getRootNode() as ParentNode, element.errorFor);
    const place = named || placeBefore(input);
    if (named) named.append(says);
    else if (place) place.before(says);
    // A child without a slot is not drawn, and still describes the field.
    else element.append(says);
    // A dark shop may not say that it is dark; its words do.
    const words = parseOpaque(getComputedStyle(says.parentElement!).color);
    says.style.colorScheme = words && luminance(words) > 0.5 ? 'dark' : 'light';
  }
}

/** What the words can stand before without a row or grid of the shop's falling apart. */
function placeBefore(input: HTMLElement): Element | undefined {
  // Inside a label they would be part of the field's name.
  let place: Element = input.closest('label, .form-floating') ?? input;
  for (let step = 0; step < stepsMax; step++) {
    const around = place.parentElement;
    if (!around) return undefined;
    const { display, flexDirection, gridTemplateColumns } = getComputedStyle(around);
    const isColumn = display.endsWith('flex')
      ? flexDirection === 'column'
      : !gridTemplateColumns.includes(' ');
    if (blocks.test(display) || (/^(flex|grid)$/.test(display) && isColumn)) return place;
    place = around;
  }
  return undefined;
}

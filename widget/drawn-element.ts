// The base of the element: the part of Lit's own base class that the element uses. Lit's templates draw, with
// the same `html` and `render`. Its reactive properties, life cycle and decorators stay out of a script that
// every checkout loads. Attributes are the only state that a page can set, and properties are another name
// for them.

import { render } from 'lit/html.js';

export abstract class DrawnElement extends HTMLElement {
  /** Property to attribute: what a page may set, as either. */
  static readonly attributes: Record<string, string> = {};

  static get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: it must be the class that is being defined
    return Object.values(this.attributes);
  }

  /** Call before `define`: gives the class a property for each attribute. */
  static reflect(): void {
    // biome-ignore lint/complexity/noThisInStatic: as above
    const { attributes, prototype } = this;
    for (const [property, attribute] of Object.entries(attributes)) {
      const method = (prototype as unknown as Record<string, unknown>)[attribute];
      const set = function (this: Element, value: unknown): void {
        if (value == null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, String(value));
      };
      Object.defineProperty(prototype, property, {
        get(this: Element) {
          return this.getAttribute(attribute) ?? undefined;
        },
        set,
      });
      // React and Vue set a property wherever there is one. `commit` is a method, so their value goes to
      // the attribute.
      if (method) Object.defineProperty(prototype, attribute, { get: () => method, set });
    }
  }

  protected readonly internals = this.attachInternals();
  /**
   * Open, because a closed one hides nothing from a page, but much from tools and testers. A server may
   * already have sent it.
   */
  protected readonly root = this.internals.shadowRoot ?? this.attachShadow({ mode: 'open' });
  #drawing: Promise<void> | undefined;
  #blank = true;

  /** A Lit template. Undefined: the present content may stay. */
  protected abstract draw(): unknown;
  /** Called when the page shows what `draw` returned. */
  protected abstract drawn(): void;

  connectedCallback(): void {
    // Frameworks set properties before the script has loaded. Those own values would hide ours.
    for (const property of Object.keys((this.constructor as typeof DrawnElement).attributes)) {
      if (!Object.hasOwn(this, property)) continue;
      const value = this[property as keyof this];
      delete this[property as keyof this];
      this[property as keyof this] = value;
    }
    this.requestUpdate();
  }

  attributeChangedCallback(): void {
    this.requestUpdate();
  }

  /** Draws once for all changes of one turn. Resolves after the drawing. */
  protected requestUpdate(): Promise<void> {
    this.#drawing ??= Promise.resolve().then(() => {
      this.#drawing = undefined;
      if (!this.isConnected) return;
      const template = this.draw();
      if (template) {
        // The live card replaces the same card from the server.
        if (this.#blank) this.root.replaceChildren();
        this.#blank = false;
        render(template, this.root);
      }
      this.drawn();
    });
    return this.#drawing;
  }
}

// How the record gets to the shop and to the ledger, whatever sends the form.
//
//   a real input holds the record        for the browser, FormData, htmx and Turbo, and for scripts that walk
//                                        the form's inputs, as jQuery's serialize() does
//   a submit that no script prevents     the page posts too, even where a listener stops the event
//   form.submit(), without that event    the page posts as the browser leaves with the form's entries, where
//                                        the browser tells that (Navigation API)
//
// A submit that a script prevents, without more, has sold nothing yet: the shop's script has found a mistake.
// A form that a script reads and sends carries the record, and the script calls `commit()`: whether the order
// went, only the script knows.

import { ownChild } from '../own-children.ts';

type Control = HTMLElement & { form: HTMLFormElement | null; name: string };

type Given = {
  /** The record that stands. */
  value(): string;
  /** Takes the record back if the number is another by now. */
  look(): void;
  /** Posts the record. */
  save(): void;
};

/** https://html.spec.whatwg.org/#navigateevent */
type Navigation = EventTarget & { navigation?: EventTarget };
type NavigateEvent = Event & { formData: FormData | null };

export type Carrier = ReturnType<typeof carrier>;

export function carrier(host: Control, internals: ElementInternals, { value, look, save }: Given) {
  let root: EventTarget | undefined;
  let input: HTMLInputElement | undefined;
  /** What the input was made for. */
  let mirrored = '';
  /** The submit under way. */
  let submitted: Event | undefined;

  /** In the capture phase, where hardly a listener comes before it. */
  function submit(event: Event): void {
    if (event.target !== host.form) return;
    look();
    submitted = event;
    // The browser does not read the form of a dialog.
    setTimeout(() => event === submitted && settle());
  }

  /** Its listeners have run. What reads the form later is another matter, and may be the shop's script. */
  function settle(): void {
    if (submitted?.defaultPrevented === false) save();
    submitted = undefined;
  }

  /** The browser has gathered the entries, so what must not go leaves them here. */
  function formdata({ target, formData }: FormDataEvent): void {
    if (target !== host.form) return;
    const record = value();
    look();
    // When the event is over, it is the browser that reads the form, to send it.
    const isSent = submitted?.eventPhase === Event.NONE && !submitted.defaultPrevented;
    // A record for another number; and one in an address, which would stay in logs and histories.
    if (record && (!value() || (isSent && isInAddress(submitted as SubmitEvent)))) {
      const others = formData.getAll(host.name).filter((one) => one !== record);
      formData.delete(host.name);
      for (const other of others) formData.append(host.name, other);
    }
    if (isSent) settle();
  }

  const isInAddress = ({ submitter }: SubmitEvent) =>
    // As attributes: an input named `method` hides the form's property.
    !/^(post|dialog)$/i.test(
      submitter?.getAttribute('formmethod') ?? host.form!.getAttribute('method') ?? '',
    );

  const navigate = ({ formData }: NavigateEvent) => value() && formData?.get(host.name) === value() && save();

  function mirror(record: string): void {
    const { form, name } = host;
    const owner = host.getAttribute('form');
    const disabled = host.matches(':disabled');
    const next = [record, name, owner, disabled, form && 1].join();
    // A drawing must not disturb scripts that observe the form.
    if (next === mirrored && (!input || input.parentNode === host)) return;
    mirrored = next;
    input?.remove();
    input = undefined;
    if (record && form && name) {
      const made = ownChild('input', 'record');
      Object.assign(made, { type: 'hidden', name, value: record, disabled });
      if (owner !== null) made.setAttribute('form', owner);
      // Behind the plain box: scripts look for that by its name.
      host.append(made);
      // A form to which only the parser has tied the element takes no input of a script.
      if (made.form === form) input = made;
      else made.remove();
    }
    internals.setFormValue(input ? null : record || null);
  }

  function turn(to: 'addEventListener' | 'removeEventListener'): void {
    root?.[to]('submit', submit, true);
    root?.[to]('formdata', formdata as EventListener, true);
    (window as Navigation).navigation?.[to]('navigate', navigate as EventListener);
  }

  return {
    /** Called at each drawing, because the form, its root and the name may be others. */
    show(): void {
      if (!host.isConnected) return;
      const at = host.getRootNode();
      // Neither event leaves a shadow root.
      const next = at instanceof ShadowRoot ? at : window;
      if (next !== root) {
        turn('removeEventListener');
        root = next;
        turn('addEventListener');
      }
      mirror(value());
    },

    /** The element has left the page. */
    stop(): void {
      turn('removeEventListener');
      root = undefined;
    },
  };
}

// A dialog of the settings: it is made when it is opened, and gone when it is closed.

import { render, type TemplateResult } from 'lit';

/**
 * @param title the id of its heading
 * @param mayCancel whether Esc closes it
 */
export function openDialog(
  title: string,
  draw: (closed: () => void) => TemplateResult,
  mayCancel: (dialog: HTMLDialogElement) => boolean = () => true,
): void {
  const opener = document.activeElement as HTMLElement | null;
  const dialog = document.createElement('dialog');
  dialog.className = 'sheet pad';
  dialog.setAttribute('aria-labelledby', title);
  render(
    draw(() => dialog.close()),
    dialog,
  );
  dialog.addEventListener('cancel', (event) => {
    if (!mayCancel(dialog)) event.preventDefault();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    opener?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

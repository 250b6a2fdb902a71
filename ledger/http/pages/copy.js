// In the browser, on pages with text to copy: a button behind each text that says what it is (`data-copy`).
// What was copied is told where the page tells what happens (`#said`).

export function addCopyButtons() {
  const said = document.querySelector('#said');
  for (const pre of document.querySelectorAll('pre[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = `Copy ${pre.dataset.copy}`;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(pre.textContent);
      said.textContent = `Copied ${pre.dataset.copy}`;
    });
    pre.after(button);
  }
}

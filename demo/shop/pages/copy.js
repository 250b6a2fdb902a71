// In the browser: adds a copy button beside each command.

for (const pre of document.querySelectorAll('[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  said.className = 'unseen';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(pre.textContent.trim());
    button.textContent = 'Copied';
    said.textContent = 'Copied';
  });
  pre.after(button, said);
}

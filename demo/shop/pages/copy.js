// In the browser: a button beside each command that copies it.

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

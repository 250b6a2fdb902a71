// Beside the widget: once it has saved a yes, the text above it is no longer true, so this changes it. The
// next load shows everything.

const says = {
  'optmark-saved': { kind: 'allow', verdict: 'Yes', words: 'You agreed just now.' },
  'optmark-undone': { kind: 'deny', verdict: 'No', words: 'You took that back.' },
};

for (const [type, { kind, verdict, words }] of Object.entries(says)) {
  addEventListener(type, ({ target }) => {
    for (const standing of target.closest('.preference').querySelectorAll('.standings li')) {
      standing.className = kind;
      standing.querySelector('.verdict').textContent = verdict;
      standing.querySelector('.note').textContent = words;
    }
  });
}

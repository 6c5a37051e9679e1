/** What the inventory's page adds to the look of the report. */
export const ENV_PAGE_STYLE = `
body { max-width: 82rem; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead th { text-align: left; font-weight: normal; color: var(--dim); padding: 0.2em 0.8em 0.2em 0; }
thead th:nth-child(1) { width: 33%; } thead th:nth-child(2) { width: 21%; } thead th:nth-child(3) { width: 30%; }
tbody th { text-align: left; font-weight: normal; }
tbody th code { font-weight: 600; }
tbody th p { margin: 0.15em 0 0; color: var(--dim); }
tbody th, tbody td { vertical-align: top; padding: 0.55em 0.8em 0.55em 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
td ul { list-style: none; padding: 0; margin: 0; }
button.link { text-align: left; overflow-wrap: anywhere; text-decoration: none; }
button.link:hover { text-decoration: underline; }
.chip { display: inline-block; padding: 0 0.5em; margin: 0 0.2em 0.25em 0; border: 1px solid var(--line); border-radius: 1em; font-size: 0.9em; }
.chip.empty, .chip.placeholder { color: var(--warn); border-color: currentColor; }
.chip.elsewhere, .chip.provided { color: var(--dim); }
.tools .actions { margin: 0; }
footer { margin-top: 2em; }
footer p { margin: 0.2em 0; }
`;

/** Search, and the way back to the editor: the page names a place of the inventory by number, and nothing else. */
export const ENV_PAGE_SCRIPT = `
(() => {
  const host = acquireVsCodeApi();
  const search = document.getElementById('search');
  const told = document.getElementById('told');
  const kept = host.getState() || {};
  document.documentElement.classList.add('scripted');
  const keep = () => host.setState({ folder: document.body.dataset.folder, search: search.value, top: window.scrollY });
  function filter() {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const row of document.querySelectorAll('tbody tr')) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown++;
    }
    for (const section of document.querySelectorAll('section')) section.hidden = !section.querySelector('tbody tr:not([hidden])');
    told.textContent = words.length === 0 ? '' : shown + ' shown';
    keep();
  }
  search.value = kept.search || '';
  search.addEventListener('input', filter);
  filter();
  if (kept.top) window.scrollTo(0, kept.top);
  window.addEventListener('scroll', keep, { passive: true });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    const { act, of } = button.dataset;
    host.postMessage({ act, of });
    if (act !== 'copy') return;
    const words = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = words; }, 1500);
  });
})();
`;

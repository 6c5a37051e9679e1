/**
 * What moves in the report page: search, filters, copying and, in the editor, the way back to it. Plain JavaScript for
 * a browser; it reads no text as markup.
 */
export const REPORT_SCRIPT = `
(() => {
  const host = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : undefined;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const search = document.getElementById('search');
  const boxes = all('.tools input[type=checkbox]');
  const told = document.getElementById('told');
  const none = document.getElementById('none');
  const kept = (host && host.getState()) || {};
  document.documentElement.classList.add('scripted');

  function filter() {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const on = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let shown = 0;
    for (const article of all('article')) {
      const title = article.querySelector('h3').textContent.toLowerCase();
      const items = all('.findings > li', article);
      let any = false;
      for (const item of items) {
        const text = title + ' ' + item.textContent.toLowerCase();
        const isShown = on.has(item.dataset.kind) && words.every((word) => text.includes(word));
        item.hidden = !isShown;
        if (isShown) { any = true; shown++; }
      }
      if (items.length === 0) {
        const text = article.textContent.toLowerCase();
        any = on.has(article.dataset.kind) && words.every((word) => text.includes(word));
        if (any) shown++;
      }
      article.hidden = !any;
    }
    const isAll = words.length === 0 && on.size === boxes.length;
    for (const cause of all('details.cause')) {
      cause.hidden = !cause.querySelector('article:not([hidden])');
      if (!isAll && !cause.open) { cause.open = true; cause.dataset.opened = 'filter'; }
      if (isAll && cause.dataset.opened) { cause.open = false; delete cause.dataset.opened; }
    }
    for (const part of all('.order, .also')) part.hidden = !isAll;
    for (const section of all('section.area')) section.hidden = !isAll && !section.querySelector('article:not([hidden])');
    for (const passed of all('.passed')) passed.hidden = !isAll;
    told.textContent = isAll ? '' : shown + ' shown';
    for (const clear of all('.tools [data-act=clear]')) clear.hidden = isAll;
    none.hidden = isAll || shown > 0;
    document.getElementById('none-said').textContent =
      'No finding matches' + (words.length > 0 ? ' \u201c' + search.value.trim() + '\u201d' : '') +
      (on.size < boxes.length ? (words.length > 0 ? ' with' : '') + ' these filters.' : '.');
    keep();
  }

  function keep() {
    if (!host) return;
    const off = boxes.filter((box) => !box.checked).map((box) => box.value);
    host.setState({ folder: document.body.dataset.folder, search: search.value, off, top: window.scrollY });
  }

  if (search) {
    search.value = kept.search || '';
    for (const box of boxes) box.checked = !(kept.off || []).includes(box.value);
    search.addEventListener('input', filter);
    for (const box of boxes) box.addEventListener('change', filter);
    filter();
    if (kept.top) window.scrollTo(0, kept.top);
    window.addEventListener('scroll', keep, { passive: true });
  } else keep();

  function unfold(place) {
    for (let fold = place && place.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) unfold(document.getElementById(decodeURIComponent(link.hash.slice(1))));
    const button = event.target.closest('button');
    if (!button) return;
    const { act, of } = button.dataset;
    if (act === 'clear') {
      search.value = '';
      for (const box of boxes) box.checked = true;
      filter();
      search.focus();
      return;
    }
    if (host) host.postMessage({ act, of });
    else if (act === 'print') window.print();
    else if (act === 'copy') navigator.clipboard.writeText(button.nextElementSibling.textContent);
    if (act === 'copy') {
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    }
  });

  // On paper nothing can be unfolded.
  let folded = [];
  window.addEventListener('beforeprint', () => {
    folded = all('details.cause:not([open])');
    for (const fold of folded) fold.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const fold of folded) fold.open = false;
  });
})();
`;

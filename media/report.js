// The report page: takes the report's markup from the extension, filters it, and tells which place was chosen.
// The markup was escaped by the engine and is parsed without running anything in it; user text is never made markup here.
(() => {
  const editor = acquireVsCodeApi();
  const page = document.getElementById('report');
  const status = document.getElementById('status');
  /** So many rows of a list are shown at first. */
  const shownAtFirst = 200;
  const fields = ['target', 'tie', 'strength', 'text'];
  const state = { filter: {}, open: [], all: [], scroll: 0, ...editor.getState() };
  const searchText = new WeakMap();

  window.addEventListener('message', ({ data }) => {
    if (data?.command === 'status') status.textContent = data.text;
    if (data?.command !== 'show') return;
    const focus = rememberFocus();
    const place = rememberPlace();
    const parsed = new DOMParser().parseFromString(data.markup, 'text/html');
    page.replaceChildren(...parsed.body.childNodes);
    status.textContent = '';
    restore();
    place();
    focus();
  });

  // A file that opens beside the page makes it narrower: what was chosen stays in sight until one moves on.
  let chosen;
  window.addEventListener('resize', () => {
    if (chosen?.isConnected) chosen.scrollIntoView({ block: 'center' });
  });
  for (const moved of ['wheel', 'keydown', 'pointerdown']) window.addEventListener(moved, () => (chosen = undefined), { passive: true });

  document.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (button?.dataset.file !== undefined) {
      chosen = button;
      editor.postMessage({ command: 'open', file: button.dataset.file, start: Number(button.dataset.start), end: Number(button.dataset.end) });
    } else if (button?.id === 'refresh') editor.postMessage({ command: 'refresh' });
    else if (button?.classList.contains('more')) showAll(button.dataset.list);
  });

  page.addEventListener('input', ({ target }) => {
    if (!fields.includes(target.name)) return;
    state.filter = { ...state.filter, [target.name]: target.value };
    keep();
    applyFilter();
  });

  page.addEventListener('reset', () => {
    state.filter = {};
    keep();
    // The fields are empty only after this event.
    setTimeout(applyFilter);
  });

  page.addEventListener('submit', (event) => event.preventDefault());

  page.addEventListener(
    'toggle',
    ({ target }) => {
      if (!target.id) return;
      state.open = state.open.filter((id) => id !== target.id);
      if (target.open) state.open.push(target.id);
      keep();
    },
    true,
  );

  let scrolled;
  window.addEventListener('scroll', () => {
    clearTimeout(scrolled);
    scrolled = setTimeout(() => {
      state.scroll = window.scrollY;
      keep();
    }, 100);
  });

  editor.postMessage({ command: 'ready' });

  function keep() {
    editor.setState(state);
  }

  function restore() {
    for (const name of fields) {
      const field = document.getElementById(`filter-${name}`);
      if (field) field.value = state.filter[name] ?? '';
    }
    for (const id of state.open) document.getElementById(id)?.setAttribute('open', '');
    const { scroll } = state;
    applyFilter();
    window.scrollTo(0, scroll);
  }

  /** Scrolls back to the heading that was above what is read, and as far below it. */
  function rememberPlace() {
    const headings = () => [...page.querySelectorAll('h2, h3')];
    const nameOf = (heading) => heading.id || (heading.querySelector('[data-file]')?.dataset.file ?? heading.textContent);
    const above = headings().findLast((heading) => heading.getBoundingClientRect().top < 80);
    if (!above || window.scrollY === 0) return () => {};
    const name = nameOf(above);
    const { top } = above.getBoundingClientRect();
    return () => {
      const same = headings().find((heading) => nameOf(heading) === name);
      if (same) window.scrollBy(0, same.getBoundingClientRect().top - top);
    };
  }

  /** Gives the focus back to what had it, by its id or place; the caret of a text field too. */
  function rememberFocus() {
    const active = document.activeElement;
    const { file, start } = active?.dataset ?? {};
    const caret = active?.id === 'filter-text' ? [active.selectionStart, active.selectionEnd] : undefined;
    return () => {
      if (!active || active.isConnected) return;
      const same = [...page.querySelectorAll('button.place')].find((one) => one.dataset.file === file && one.dataset.start === start);
      const next = active.id ? document.getElementById(active.id) : same;
      next?.focus({ preventScroll: true });
      if (caret) next?.setSelectionRange(...caret);
    };
  }

  function applyFilter() {
    let matching = 0;
    const lists = new Map();
    for (const row of page.querySelectorAll('[data-row]')) {
      const list = row.closest('[data-list]')?.dataset.list ?? '';
      const counted = lists.get(list) ?? { matching: 0, last: row };
      lists.set(list, counted);
      const matches = isWanted(row);
      if (matches) counted.matching++;
      row.hidden = !matches || (counted.matching > shownAtFirst && !state.all.includes(list));
      if (!row.hidden) counted.last = row;
      if (matches && list === 'findings') matching++;
    }
    for (const part of page.querySelectorAll('[data-list]')) part.hidden = !part.querySelector('[data-row]:not([hidden])');
    for (const section of page.querySelectorAll('section:has([data-list])')) section.hidden = !section.querySelector('[data-row]:not([hidden])');
    placeMoreButtons(lists);
    page.classList.toggle('long', matching > shownAtFirst);
    const count = document.getElementById('filter-count');
    if (count) count.textContent = fields.some((name) => state.filter[name]) ? `${matching} ${matching === 1 ? 'finding' : 'findings'} left` : '';
  }

  function isWanted(row) {
    const { target, tie, strength, text } = state.filter;
    if (!row.closest('[data-list]')) return true;
    if (target && !row.dataset.targets.split(' ').includes(target)) return false;
    if (tie && !row.dataset.ties.split(' ').includes(tie)) return false;
    if (strength && row.dataset.strength !== strength) return false;
    return !text || textOf(row).includes(text.trim().toLowerCase());
  }

  /** What a row says, with the file that it stands under. */
  function textOf(row) {
    let text = searchText.get(row);
    if (text === undefined) {
      const files = [...row.querySelectorAll('[data-file]')].map((one) => one.dataset.file);
      text = [row.textContent, ...files].join(' ').toLowerCase();
      searchText.set(row, text);
    }
    return text;
  }

  /** A list that was cut gets a button behind its last visible row. */
  function placeMoreButtons(lists) {
    for (const old of page.querySelectorAll('button.more')) old.remove();
    for (const [list, { matching, last }] of lists) {
      if (matching <= shownAtFirst || state.all.includes(list)) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'more';
      button.dataset.list = list;
      button.textContent = `Show all ${matching} ${list}`;
      (last.closest('table') ?? last).after(button);
    }
  }

  function showAll(list) {
    state.all.push(list);
    keep();
    applyFilter();
  }
})();

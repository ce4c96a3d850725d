// The report page: takes the report's markup from the extension, filters and sorts it, and tells what was chosen, by ids only.
// The markup was escaped by the engine and is parsed without running anything in it; user text is never made markup here.
(() => {
  const editor = acquireVsCodeApi();
  const page = document.getElementById('report');
  const status = document.getElementById('status');
  const reading = document.getElementById('reading');
  const { RowList, fields } = globalThis.portolanLists;
  /** Reading that ends sooner is not worth a word. */
  const quietFor = 300;
  const state = { filter: {}, sort: {}, open: [], limits: {}, scroll: 0, ...editor.getState() };
  let lists = [];
  let isBusy = false;
  let readingTimer;

  window.addEventListener('message', ({ data }) => {
    if (data?.command === 'reading') showReading(data);
    else if (data?.command === 'status') say(data);
    else if (data?.command === 'show') show(data.markup);
  });

  // A file that opens beside the page makes it narrower: what was chosen stays in sight until one moves on.
  let chosen;
  window.addEventListener('resize', () => {
    if (chosen?.isConnected) chosen.scrollIntoView({ block: 'center' });
  });
  for (const moved of ['wheel', 'keydown', 'pointerdown']) window.addEventListener(moved, () => (chosen = undefined), { passive: true });

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    const link = event.target.closest('.facts a');
    if (link && showAlike(link)) event.preventDefault();
    if (!button) return;
    const { file, start, end, fix, findings, of, how } = button.dataset;
    if (file !== undefined) {
      chosen = button;
      editor.postMessage({ command: 'open', file, start: Number(start), end: Number(end) });
    } else if (fix !== undefined) apply(fix, findings.split('\n'));
    else if (button.classList.contains('sort')) sortBy(button);
    else if (of !== undefined) showMore(of, how === 'all');
    else if (button.closest('.toolbar')) editor.postMessage({ command: button.id });
  });

  page.addEventListener('input', ({ target }) => {
    if (!fields.includes(target.name)) return;
    state.filter = { ...state.filter, [target.name]: target.value };
    keep();
    update();
  });

  page.addEventListener('reset', () => {
    state.filter = {};
    keep();
    // The fields are empty only after this event.
    setTimeout(update);
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

  showReading({ done: 0, total: 0 });
  editor.postMessage({ command: 'ready' });

  function keep() {
    editor.setState(state);
  }

  /** Puts a new report in the place of the old one; filter, order, folds, scroll position and focus stay. */
  function show(markup) {
    const focus = rememberFocus();
    const place = rememberPlace();
    const parsed = new DOMParser().parseFromString(markup, 'text/html');
    lists = [...parsed.querySelectorAll('[data-list]')].map((container) => new RowList(container, state.limits[container.dataset.list]));
    update(parsed);
    page.replaceChildren(...parsed.body.childNodes);
    stopReading();
    isBusy = false;
    restore();
    place();
    focus();
    document.body.dataset.shown = String(Number(document.body.dataset.shown ?? 0) + 1);
  }

  function restore() {
    for (const name of fields) {
      const field = document.getElementById(`filter-${name}`);
      if (!field) continue;
      field.value = state.filter[name] ?? '';
      // What was chosen is not there any more: then nothing is chosen.
      if (field.value !== (state.filter[name] ?? '')) {
        field.value = '';
        delete state.filter[name];
        update();
      }
    }
    for (const id of state.open) document.getElementById(id)?.setAttribute('open', '');
    window.scrollTo(0, state.scroll);
  }

  function showReading({ done, total }) {
    const bar = reading.querySelector('progress');
    if (total > 0) Object.assign(bar, { max: total, value: done });
    else bar.removeAttribute('value');
    reading.querySelector('span').textContent = total > 0 ? `Reading… ${done} of ${total} files` : 'Reading…';
    readingTimer ??= setTimeout(() => (reading.hidden = false), quietFor);
  }

  function stopReading() {
    clearTimeout(readingTimer);
    readingTimer = undefined;
    reading.hidden = true;
  }

  function say({ text, place }) {
    isBusy = false;
    stopReading();
    const parts = [text];
    if (place) {
      const button = document.createElement('button');
      Object.assign(button, { type: 'button', className: 'place', textContent: `Open ${place.file}` });
      Object.assign(button.dataset, { file: place.file, start: '0', end: '0' });
      parts.push(' ', button);
    }
    status.replaceChildren(...(text === '' ? [] : parts));
  }

  function apply(fix, findings) {
    if (isBusy) return;
    isBusy = true;
    editor.postMessage({ command: 'fix', fix, findings });
  }

  function sortBy(button) {
    const list = button.closest('table').querySelector('[data-list]').dataset.list;
    const column = button.textContent.trim();
    const before = state.sort[list];
    const descending = before?.column === column ? !before.descending : button.dataset.first === 'descending';
    state.sort = { ...state.sort, [list]: { column, descending } };
    keep();
    update();
  }

  function showMore(name, all) {
    const list = lists.find((one) => one.name === name);
    if (!list) return;
    const before = list.shown.length;
    list.showMore(all);
    state.limits = { ...state.limits, [name]: list.limit === Infinity ? Number.MAX_SAFE_INTEGER : list.limit };
    keep();
    list.shown[before]?.querySelector('button, a')?.focus({ preventScroll: true });
  }

  /** Texts that are told once a file are shown where they are asked for: the place that has them may be filtered out. */
  function showAlike(link) {
    const id = decodeURIComponent(link.hash.slice(1));
    const found = lists.map((list) => list.find(id)).find((details) => details !== undefined);
    if (!found) return false;
    const copy = found.cloneNode(true);
    copy.removeAttribute('id');
    copy.open = true;
    link.closest('.facts').replaceWith(copy);
    copy.querySelector('summary').focus({ preventScroll: true });
    return true;
  }

  /** @param root the page, or the document that is about to be put into it */
  function update(root = page) {
    for (const list of lists) {
      list.update(state.filter, state.sort[list.name]);
      list.container.hidden = list.matching === 0;
    }
    for (const section of root.querySelectorAll('section:has([data-list])')) section.hidden = !section.querySelector('[data-row]');
    for (const head of root.querySelectorAll('th:has(> .sort)')) markSorted(head);
    const count = root.querySelector('#filter-count');
    const left = lists.find(({ name }) => name === 'findings')?.matching ?? 0;
    if (count) count.textContent = fields.some((name) => state.filter[name]) ? `${left} ${left === 1 ? 'finding' : 'findings'} left` : '';
  }

  function markSorted(head) {
    const sort = state.sort[head.closest('table').querySelector('[data-list]')?.dataset.list];
    if (sort?.column === head.textContent.trim()) head.setAttribute('aria-sort', sort.descending ? 'descending' : 'ascending');
    else head.removeAttribute('aria-sort');
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

  /** Gives the focus back to what had it, or to what stands in its place now; the caret of a text field too. */
  function rememberFocus() {
    const active = document.activeElement;
    if (!active || !page.contains(active)) return () => {};
    const { file, start, fix, findings } = active.dataset;
    const caret = active.id === 'filter-text' ? [active.selectionStart, active.selectionEnd] : undefined;
    const row = active.closest('[data-row]');
    const list = lists.find(({ container }) => container.contains(row));
    const at = list?.shown.indexOf(row) ?? -1;
    return () => {
      const isSame = ({ dataset }) => dataset.file === file && dataset.start === start && dataset.fix === fix && dataset.findings === findings;
      const scope = list ? (lists.find(({ name }) => name === list.name)?.container ?? page) : page;
      const same = active.dataset.file || fix ? [...scope.querySelectorAll('button')].find(isSame) : undefined;
      const sort = active.classList.contains('sort')
        ? [...page.querySelectorAll('button.sort')].find((one) => one.textContent === active.textContent)
        : undefined;
      const neighbours = at < 0 ? [] : (lists.find(({ name }) => name === list.name)?.shown ?? []);
      const neighbour = neighbours[Math.min(at, neighbours.length - 1)]?.querySelector('button');
      const next = (active.id ? document.getElementById(active.id) : undefined) ?? same ?? sort ?? neighbour;
      next?.focus({ preventScroll: true });
      if (caret && next) next.setSelectionRange(...caret);
    };
  }
})();

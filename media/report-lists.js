// Lists of the report page: they are filtered and sorted outside of the document, and only so many rows stand in it as are read at a time.
globalThis.portolanLists = (() => {
  /** So many rows of a list are shown at first, and so many more each time. */
  const chunk = 200;
  const fields = ['target', 'tie', 'strength', 'file', 'text'];

  /** One list: the rows of a table, the items of a list, or findings in groups. */
  class RowList {
    #rows;
    #texts = new WeakMap();
    #order = [];
    #limit;

    constructor(container, limit) {
      this.container = container;
      this.name = container.dataset.list;
      this.#limit = limit ?? chunk;
      this.#rows = [...container.querySelectorAll('[data-row]')].map((element) => ({ element, group: element.closest('[data-group]') }));
    }

    get limit() {
      return this.#limit;
    }

    /** How many rows the filter leaves. */
    get matching() {
      return this.#order.length;
    }

    /** The rows that stand in the page, in their order. */
    get shown() {
      return this.#order.slice(0, this.#limit).map(({ element }) => element);
    }

    /** An element of a row by its id, whether or not the row stands in the page now. */
    find(id) {
      const selector = `#${CSS.escape(id)}`;
      for (const { element } of this.#rows) {
        const found = element.querySelector(selector);
        if (found) return found;
      }
      return undefined;
    }

    /** @param sort the heading of a column and its direction, for tables */
    update(filter, sort) {
      const left = this.#rows.filter(({ element }) => this.#isWanted(element, filter));
      this.#order = sort ? this.#sorted(left, sort) : left;
      this.#fill();
    }

    showMore(all) {
      this.#limit = all ? Infinity : this.#limit + chunk;
      this.#fill();
    }

    #fill() {
      const shown = this.#order.slice(0, this.#limit);
      const groups = new Map();
      for (const { element, group } of shown) {
        if (!groups.has(group)) groups.set(group, []);
        groups.get(group).push(element);
      }
      for (const [group, rows] of groups) {
        if (group)
          setRows(
            group,
            [...group.children].filter((child) => !('row' in child.dataset)),
            rows,
          );
        else setRows(this.container, [], rows);
      }
      if (shown.length === 0) this.container.replaceChildren();
      else if (!groups.has(null)) setRows(this.container, [], [...groups.keys()]);
      this.container.classList.toggle('long', shown.length > chunk);
      this.#placeMore();
    }

    /** A list that was cut gets buttons behind it. */
    #placeMore() {
      const anchor = this.container.closest('table') ?? this.container;
      if (anchor.nextElementSibling?.classList.contains('more-rows')) anchor.nextElementSibling.remove();
      const rest = this.#order.length - this.#limit;
      if (rest <= 0) return;
      const more = document.createElement('p');
      more.className = 'more-rows';
      const texts = [...(rest > chunk ? [['next', `Show ${chunk} more`]] : []), ['all', `Show all ${this.#order.length} ${this.name}`]];
      for (const [how, text] of texts) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'more';
        Object.assign(button.dataset, { of: this.name, how });
        button.textContent = text;
        more.append(button);
      }
      anchor.after(more);
    }

    #isWanted(row, { target, tie, strength, file, text }) {
      const has = (words, word) => !word || words.split(' ').includes(word);
      if (!has(row.dataset.targets, target) || !has(row.dataset.ties, tie) || !has(row.dataset.strengths, strength)) return false;
      if (file && !row.dataset.files.split('\n').includes(file)) return false;
      return !text || this.#textOf(row).includes(text.trim().toLowerCase());
    }

    /** What a row says, with the files that it stands for. */
    #textOf(row) {
      let text = this.#texts.get(row);
      if (text === undefined) {
        text = `${row.textContent} ${row.dataset.files}`.toLowerCase();
        this.#texts.set(row, text);
      }
      return text;
    }

    #sorted(rows, { column, descending }) {
      const heads = [...(this.container.closest('table')?.querySelectorAll('thead th') ?? [])];
      const at = heads.findIndex((head) => head.textContent.trim() === column);
      if (at < 0) return rows;
      const keyed = rows.map((row) => ({ row, key: keyOf(row.element.children[at]) }));
      const sign = descending ? -1 : 1;
      // Equal rows stay in the order of the report.
      return keyed.sort((a, b) => sign * compare(a.key, b.key)).map(({ row }) => row);
    }
  }

  function keyOf(cell) {
    return cell?.dataset.value === undefined ? (cell?.textContent ?? '').trim().toLowerCase() : Number(cell.dataset.value);
  }

  function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** Leaves what is there already in its place, so that focus and layout stay. */
  function setRows(parent, heads, rows) {
    const wanted = [...heads, ...rows];
    const present = [...parent.children];
    if (wanted.length > present.length && present.every((child, n) => child === wanted[n])) parent.append(...wanted.slice(present.length));
    else if (wanted.length !== present.length || present.some((child, n) => child !== wanted[n])) parent.replaceChildren(...wanted);
  }

  return { RowList, fields };
})();

// What the remedies of all rules do to each other; `scripts/check-rules.mjs` runs it.

/**
 * Tells each circle of remedies once: whoever follows them comes back to the package that he left. Where packages are
 * unbound, nobody is sent on, so a circle needs a binding at each station.
 * @param entries rules with `{ id, file, rule }`
 * @param owners the rule that has a name, by `registry:name`
 */
export function checkCycles(entries, owners, tell) {
  const leadsTo = new Map(entries.map(({ id, rule }) => [id, rule.binds ? targetsOf(id, rule, owners) : []]));
  const files = new Map(entries.map(({ id, file }) => [id, file]));
  const done = new Set();
  for (const { id } of entries) visit(id, []);

  function visit(id, path) {
    const start = path.indexOf(id);
    if (start >= 0) {
      const circle = path.slice(start);
      tell(`${files.get(circle[0])}: the remedies go in a circle: ${[...circle, id].join(' → ')}`);
      return;
    }
    if (done.has(id)) return;
    for (const next of leadsTo.get(id) ?? []) visit(next, [...path, id]);
    done.add(id);
  }
}

/** The other rules that have the packages which the remedies of a rule lead to. */
function targetsOf(id, rule, owners) {
  const found = (rule.remedies ?? []).flatMap((remedy) => (remedy.package ? (owners.get(remedy.package)?.id ?? []) : []));
  return [...new Set(found)].filter((other) => other !== id);
}

/** A remedy that writes another name into the row must name a package of a registry that the rule's rows come from. */
export function checkRenames(rule, tell) {
  for (const remedy of rule.remedies ?? []) {
    const registry = remedy.package?.slice(0, remedy.package.indexOf(':'));
    if (remedy.edit?.rename && registry && !Object.hasOwn(rule.names, registry))
      tell(`remedy ${remedy.id}: it writes ${remedy.package}, but the rule has no ${registry} name`);
  }
}

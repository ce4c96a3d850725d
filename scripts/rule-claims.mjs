// What a rule claims, by path, and which of its claims have a source.

/** Paths of the verdicts of one `targets` object below `prefix`; `unknown` needs no source. */
function verdictClaims(targets, prefix) {
  const claims = [];
  for (const [target, value] of Object.entries(targets ?? {})) {
    const verdicts = Array.isArray(value) ? value : [value];
    const known = verdicts.some((verdict) => (verdict.verdict ?? verdict) !== 'unknown');
    claims.push({ path: `${prefix}.${target}`, required: known });
  }
  return claims;
}

/** `{ required, known }`: paths that need a source, and all paths that a source may name. */
export function claimsOf(rule) {
  const claims = verdictClaims(rule.targets, 'targets');
  for (const [n, binding] of (rule.binds ?? []).entries()) {
    claims.push({ path: `binds.${n}`, required: true }, ...verdictClaims(binding.targets, `binds.${n}.targets`));
  }
  for (const remedy of rule.remedies ?? []) claims.push({ path: `remedies.${remedy.id}`, required: true });
  if (rule.licence) claims.push({ path: 'licence', required: rule.licence.openness !== 'unknown' });
  claims.push({ path: 'names', required: false }, { path: 'portable', required: false });
  return {
    required: claims.filter((claim) => claim.required).map((claim) => claim.path),
    known: new Set(claims.map((claim) => claim.path)),
  };
}

/** The set of paths that the sources of a rule support. */
export function supportedClaims(rule) {
  return new Set(rule.sources.flatMap((source) => source.supports));
}

/** The best confidence among the sources of one claim; `low` where there is none. */
export function confidenceOf(rule, claim) {
  const order = ['high', 'medium', 'low'];
  const found = rule.sources.filter((source) => source.supports.includes(claim)).map((source) => source.confidence);
  return order.find((confidence) => found.includes(confidence)) ?? 'low';
}

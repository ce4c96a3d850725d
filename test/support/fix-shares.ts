import type { Finding } from '../../src/model/finding';
import type { Fix } from '../../src/model/fix';

interface Share {
  findings: number;
  fixable: number;
}

/** How many findings of a corpus have a fix: by format and by rule, unguarded and guarded ones apart. */
export class FixShares {
  fixes = 0;
  readonly #formats = new Map<string, Share>();
  readonly #rules = new Map<string, Share>();
  readonly #declared = new Map<string, Share>();

  add(format: string, finding: Finding, fixes: readonly Fix[]): void {
    const guard = finding.guarded ? 'guarded' : 'unguarded';
    this.fixes += fixes.length;
    count(this.#formats, `${format}, ${guard}`, fixes);
    count(this.#rules, `${finding.rule.id}, ${guard}`, fixes);
    if (finding.origin === 'declared') count(this.#declared, `${format}, ${guard}`, fixes);
  }

  /** The findings whose row a person has declared in files of these formats; a guarded one is optional already. */
  declared(formats: readonly string[], guard: 'guarded' | 'unguarded'): { findings: number; fixable: number; words: string } {
    const shares = formats.flatMap((format) => this.#declared.get(`${format}, ${guard}`) ?? []);
    const findings = shares.reduce((sum, share) => sum + share.findings, 0);
    const fixable = shares.reduce((sum, share) => sum + share.fixable, 0);
    return { findings, fixable, words: `${words({ findings, fixable })}  declared in writable manifests, ${guard}` };
  }

  /** A table by format, and the rules with most findings that have none. */
  lines(): readonly string[] {
    const byName = [...this.#formats].sort(([a], [b]) => (a < b ? -1 : 1));
    const without = ({ findings, fixable }: Share): number => findings - fixable;
    const byLack = [...this.#rules].sort(([a, x], [b, y]) => without(y) - without(x) || (a < b ? -1 : 1));
    return [
      'findings with a fix, by format:',
      ...byName.map(([name, share]) => `  ${words(share)}  ${name}`),
      `findings with a fix, by rule, those first that lack most of them (of ${byLack.length}):`,
      ...byLack.slice(0, 40).map(([name, share]) => `  ${words(share)}  ${name}`),
    ];
  }
}

function count(shares: Map<string, Share>, key: string, fixes: readonly Fix[]): void {
  const share = shares.get(key) ?? { findings: 0, fixable: 0 };
  shares.set(key, share);
  share.findings++;
  if (fixes.length > 0) share.fixable++;
}

function words({ findings, fixable }: Share): string {
  return `${String(fixable).padStart(5)} of ${String(findings).padStart(5)}  ${String(Math.round((100 * fixable) / findings)).padStart(3)} %`;
}

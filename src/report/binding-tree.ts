import type { Finding } from '../model/finding';
import type { FileResult } from '../model/result';
import type { Report } from './report';

/** A package on the way from a declared row to a bound package. */
export interface PathNode {
  readonly name: string;
  /** What binds here, if this is where the way ends. */
  readonly finding?: Finding;
  readonly below: readonly PathNode[];
}

/** A declared row and the ways from it to bound packages that only the lock shows. */
export interface PathTree {
  readonly root: PathNode;
  readonly file: FileResult;
  /** All that binds below. */
  readonly findings: readonly Finding[];
}

interface OpenNode extends PathNode {
  finding?: Finding;
  readonly below: OpenNode[];
}

/** The ways of all open findings that came through another package, merged where they begin alike; in order of places. */
export function pathTrees(report: Report): readonly PathTree[] {
  const trees = new Map<string, { root: OpenNode; file: FileResult; findings: Finding[] }>();
  for (const { finding, file } of report.findings) {
    const [first, ...way] = finding.via;
    if (finding.suppressed || first === undefined || way.length === 0) continue;
    const key = `${file.path}\n${finding.span.start}`;
    const tree = trees.get(key) ?? { root: { name: first, below: [] }, file, findings: [] };
    trees.set(key, tree);
    tree.findings.push(finding);
    let node = tree.root;
    for (const name of way) {
      const next = node.below.find((one) => one.name === name) ?? { name, below: [] };
      if (!node.below.includes(next)) node.below.push(next);
      node = next;
    }
    node.finding ??= finding;
  }
  return [...trees.values()];
}

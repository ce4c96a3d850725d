import { weightWords } from '../messages';
import { pathTrees, type PathNode, type PathTree } from './binding-tree';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { placeButton, rowData, titles } from './to-html-words';

/** The ways by which declared packages bring in bound ones, as trees that begin at the declared row. */
export function pathsHtml(report: Report): Markup {
  const trees = pathTrees(report);
  if (trees.length === 0) return nothing;
  return html`<section aria-labelledby="paths">
    <h2 id="paths">What is bound through other packages</h2>
    <ul class="tree" data-list="paths">
      ${trees.map((tree) => treeHtml(tree, report))}
    </ul>
  </section>`;
}

function treeHtml({ root, file, findings }: PathTree, report: Report): Markup {
  const [first] = findings;
  if (!first) return nothing;
  const targets = findings.flatMap((finding) => Object.keys(finding.targets).filter((target) => finding.targets[target]?.verdict !== 'yes'));
  const facts = {
    ties: findings.flatMap(({ boundTo }) => boundTo),
    targets,
    strengths: findings.map(({ strength }) => strength),
    files: [report.shown(file.path)],
  };
  const { line } = report.places.place(file.path, first.span);
  return html`<li ${rowData(facts)}>
    ${placeButton(report, file.path, first.span, root.name)} <span class="quiet">· ${report.shown(file.path)}:${line}</span>
    ${branches(root.below, report)}
  </li>`;
}

function branches(nodes: readonly PathNode[], report: Report): Markup {
  if (nodes.length === 0) return nothing;
  return html`<ul>
    ${nodes.map((node) => html`<li>${nodeHtml(node, report)}${branches(node.below, report)}</li>`)}
  </ul>`;
}

function nodeHtml({ name, finding }: PathNode, report: Report): Markup {
  if (!finding) return html`${name}`;
  const { boundTo, strength, guarded, weight, locations } = finding;
  const lock = locations.find(({ role }) => role === 'lock');
  const words = weight ? weightWords(name, weight) : '';
  return html`<strong>${lock ? placeButton(report, lock.file, lock.span, name) : name}</strong>
    <span class="quiet">· bound to ${titles(boundTo, report)}, ${strength}${guarded ? ', guarded' : ''}${words === '' ? '' : ` · ${words}`}</span>`;
}

import type { Format } from '../format';
import { edits } from './edit';
import { parse } from './parse';

/** Kubernetes objects and Helm templates of them: https://kubernetes.io/docs/concepts/overview/working-with-objects/ */
export const kubernetes: Format = {
  id: 'kubernetes',
  title: 'Kubernetes manifest',
  capabilities: { write: true, lock: false, includes: false },
  matches,
  parse,
  lineComment: '#',
  edits,
};

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Words in the name of a folder, between hyphens, dots and underscores. */
const folderWords = words('k8s kubernetes kube helm kustomize gke eks aks openshift ocp');
const folders = words('manifests charts overlays pod pods deployments');
/** Words at the start or end of a file's name. */
const fileWords = words(
  'k8s kubernetes kube deployment deploy daemonset statefulset replicaset pod job cronjob raycluster rayjob rayservice inferenceservice servingruntime leaderworkerset lws',
);
/** Names that other tools give a meaning of their own. */
const otherNames = words('values chart environment mkdocs action pnpm-lock pnpm-workspace conda-lock meta recipe');

/**
 * Manifests have no fixed names, so only usual ones are read: YAML below a folder that names Kubernetes, Helm or their like,
 * in a chart's `templates`, or with the kind of an object in its name. What is no Kubernetes object says nothing.
 */
function matches(path: string): boolean {
  const segments = path.toLowerCase().split('/');
  const name = segments.pop() ?? '';
  const stem = name.endsWith('.yaml') ? name.slice(0, -5) : name.endsWith('.yml') ? name.slice(0, -4) : '';
  if (stem === '' || stem.startsWith('.') || stem.includes('compose') || otherNames.has(stem)) return false;
  if (['environment', 'values-', 'values.', 'values_'].some((start) => stem.startsWith(start)) || stem.endsWith('conda-lock')) return false;
  if (segments.includes('.github')) return false;
  const parts = stem.split(/[-_.]/);
  if (fileWords.has(parts[0] ?? '') || fileWords.has(parts[parts.length - 1] ?? '')) return true;
  return segments.some((segment) => folders.has(segment) || segment === 'templates' || segment.split(/[-_.]/).some((part) => folderWords.has(part)));
}

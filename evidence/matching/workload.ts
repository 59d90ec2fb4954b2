/** Workloads of a cluster: `namespace/kind/name`. A pod is called after what made it, with hashes behind. */
import type { Workload } from '../finding.ts';
import { matchesWildcard } from './glob.ts';

/** Letters and digits that Kubernetes takes for generated names: no vowels, so that no words arise. */
const safe = '[bcdfghjklmnpqrstvwxz2456789]';
const replicaSetPod = new RegExp(`^(.+)-(?:${safe}{6,10}|\\d{6,10})-${safe}{5}$`);
const generatedPod = new RegExp(`^(.+)-${safe}{5}$`);
const replicaSet = new RegExp(`^(.+)-(?:${safe}{6,10}|\\d{6,10})$`);
const numbered = /^(.+)-\d{1,4}$/;

/** The name itself, and what it may be generated from; the most certain first. */
export function ownerNames(name: string, kind: string | null): readonly string[] {
  const word = kind?.toLowerCase() ?? null;
  if (word === 'replicaset') return unique(name, replicaSet.exec(name)?.[1]);
  if (word !== null && word !== 'pod') return word === 'job' ? unique(name, /^(.+)-\d{8,10}$/.exec(name)?.[1]) : [name];
  const ofDeployment = replicaSetPod.exec(name)?.[1];
  return unique(
    name,
    ofDeployment,
    ofDeployment === undefined ? generatedPod.exec(name)?.[1] : undefined,
    numbered.exec(name)?.[1],
  );
}

function unique(...names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== undefined))];
}

/**
 * Whether a pattern covers a workload: `namespace/kind/name`, `namespace/name` or `name`, each with `*`, in any case.
 * What the report does not say (a namespace, a kind) fits; a pod or replica set fits the kind of what made it.
 */
export function matchesWorkload(pattern: string, workload: Workload): boolean {
  const parts = pattern.toLowerCase().split('/');
  if (parts.length > 3 || workload.name === null) return false;
  const name = parts[parts.length - 1];
  const namespace = parts.length > 1 ? parts[0] : null;
  const kind = parts.length === 3 ? parts[1] : null;
  if (
    namespace !== null &&
    workload.namespace !== null &&
    !matchesWildcard(namespace, workload.namespace.toLowerCase())
  ) {
    return false;
  }
  if (kind !== null && !fitsKind(kind, workload.kind)) return false;
  return ownerNames(workload.name, workload.kind).some((owner) => matchesWildcard(name, owner.toLowerCase()));
}

/** What makes pods may stand for a pod, a deployment for its replica set, a cron job for its job. */
function fitsKind(pattern: string, kind: string | null): boolean {
  if (kind === null) return true;
  const word = kind.toLowerCase();
  if (matchesWildcard(pattern, word) || word === 'pod') return true;
  return (word === 'replicaset' && pattern === 'deployment') || (word === 'job' && pattern === 'cronjob');
}

/** Which services a finding or an alert speaks of. */
import type { Scanned } from '../finding.ts';
import { isAbsolute, liesInCode } from './code.ts';
import { matchesHost } from './host.ts';
import { matchesImage } from './image.ts';
import { matchesWorkload, ownerNames } from './workload.ts';

/** What the matching needs of a service or store; whoever calls has read it from a model. */
export interface ServiceDescription {
  readonly name: string;
  /** Patterns `[registry/]repository[:tag]`. */
  readonly images: readonly string[];
  /** Patterns `namespace/kind/name`. */
  readonly workloads: readonly string[];
  readonly hosts: readonly string[];
  /** Folders or files, relative to the root. */
  readonly code: readonly string[];
  /** A flow from another zone, or from outside of all, leads to it. */
  readonly reachedFromOtherZone: boolean;
}

export interface ServiceMatch {
  readonly service: string;
  readonly by: 'about' | 'image' | 'workload' | 'host' | 'code' | 'name';
  /** What fitted: `image "shop/orders" fits ghcr.io/shop/orders:1.2`. */
  readonly because: string;
}

export interface Subject {
  readonly scanned: Scanned;
  readonly file: string | null;
}

/**
 * Services that a record speaks of, in their order. `about`: names that the model gives to the report; then nothing
 * else is looked at. One image may serve several services, and then the record speaks of each.
 */
export function servicesOf(
  subject: Subject,
  services: readonly ServiceDescription[],
  about: readonly string[],
): readonly ServiceMatch[] {
  if (about.length > 0) {
    return about.map((service) => ({ service, by: 'about', because: 'The model says that the report is about it.' }));
  }
  return services.flatMap((service) => matchOf(subject, service) ?? []);
}

function matchOf({ scanned, file }: Subject, service: ServiceDescription): ServiceMatch | null {
  const match = (by: ServiceMatch['by'], because: string): ServiceMatch => ({ service: service.name, by, because });
  for (const pattern of service.images) {
    const image = scanned.images.find((reference) => matchesImage(pattern, reference));
    if (image !== undefined) return match('image', `image "${pattern}" fits ${image}`);
  }
  for (const pattern of service.workloads) {
    if (scanned.workload !== null && matchesWorkload(pattern, scanned.workload)) {
      return match('workload', `workload "${pattern}" fits ${scanned.workload.name}`);
    }
  }
  for (const pattern of service.hosts) {
    const host = scanned.hosts.find((name) => matchesHost(pattern, name));
    if (host !== undefined) return match('host', `host "${pattern}" fits ${host}`);
  }
  for (const path of pathsOf({ scanned, file })) {
    const code = service.code.find((folder) => liesInCode(folder, path));
    if (code !== undefined) return match('code', `code "${code}" holds ${path}`);
  }
  const name = namesOf(scanned, isUnplaced(service)).find((candidate) => plain(candidate) === plain(service.name));
  return name === undefined ? null : match('name', `it is called ${name}`);
}

/** A path inside an image or at a URL says nothing about the folders of a project. */
function pathsOf({ scanned, file }: Subject): readonly string[] {
  if (scanned.images.length > 0 || scanned.workload !== null || file?.includes('://')) return [];
  const { path } = scanned;
  if (file === null) return path === null ? [] : [path];
  if (path === null || isAbsolute(file)) return [file];
  return [file, `${path}/${file}`];
}

function isUnplaced(service: ServiceDescription): boolean {
  return [service.images, service.workloads, service.hosts, service.code].every((patterns) => patterns.length === 0);
}

/** A name that the report itself gives to a service counts always, that of a workload where nothing else is said. */
function namesOf({ service, workload }: Scanned, withWorkload: boolean): readonly string[] {
  const owners = withWorkload && workload?.name ? ownerNames(workload.name, workload.kind) : [];
  const container = withWorkload ? workload?.container : null;
  return [service, ...owners, container ?? null].filter((name) => name !== null);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

/** Compose files: services and stores, and flows by links and addresses in settings. `depends_on` is an order, no flow. */
import { hostsIn, isAddressName, isPublicHost, schemeOf } from '../input/addresses.ts';
import { isImage, isStoreImage, repositoryOf } from '../input/images.ts';
import type { SourceDocument } from '../input/parse.ts';
import { entries, member, text, texts, type Value } from '../input/value.ts';
import { elementOf, emptySketch, flowOf, type Sketch, type SketchElement, type SketchFlow } from '../sketch.ts';
import type { Environments, Reader } from './reader.ts';

export const compose: Reader = {
  title: 'Compose files',
  recognises: (value) =>
    text(value, 'apiVersion') === null &&
    text(value, 'bomFormat') === null &&
    entries(value, 'services').some(([, service]) => isService(service)),
  read,
};

function isService(service: Value): boolean {
  return text(service, 'image') !== null || member(service, 'build') !== undefined;
}

function read(documents: readonly SourceDocument[], environments: Environments): Sketch {
  const services = documents.flatMap(({ file, value }) => {
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
    const environment = environments.get(folder) ?? new Map<string, string>();
    return entries(value, 'services').map(([name, service]) => ({ name, service, environment }));
  });
  const names = new Map<string, string>();
  for (const { name, service } of services) {
    names.set(name.toLowerCase(), name);
    const inNetworks = entries(service, 'networks').flatMap(([, network]) => texts(network, 'aliases'));
    for (const alias of [text(service, 'container_name'), text(service, 'hostname'), ...inNetworks]) {
      if (alias !== null && !names.has(alias.toLowerCase())) names.set(alias.toLowerCase(), name);
    }
  }
  const elements: SketchElement[] = [];
  const flows: SketchFlow[] = [];
  const externals = new Map<string, SketchElement>();
  for (const { name, service, environment } of services) {
    const written = text(service, 'image');
    const image = written === null ? null : expand(written, environment);
    elements.push(
      elementOf({
        key: name,
        kind: image !== null && isStoreImage(image) ? 'store' : 'service',
        title: name,
        // A repository that is still a variable, or a tag that tells services apart, is left as it is.
        images: image === null || !isImage(image) ? [] : [repositoryOf(image)],
      }),
    );
    const links = texts(service, 'links').map((link) => link.toLowerCase().split(':'));
    const aliases = new Map(links.map(([linked, alias = linked]) => [alias, linked]));
    for (const [setting, value] of settingsIn(service, environment)) {
      if (!isAddressName(setting)) continue;
      for (const host of hostsIn(value)) {
        const target = names.get(aliases.get(host) ?? host) ?? null;
        if (target === name || (target === null && !isPublicHost(host))) continue;
        const over = schemeOf(value);
        const to = target ?? `external ${host}`;
        if (target === null) externals.set(host, elementOf({ key: to, kind: 'external', title: host }));
        flows.push(flowOf({ from: name, to, over, encrypted: over === 'HTTPS' || over === 'REDISS' }));
      }
    }
    // A link of the old kind says whom a service calls; how is said by a setting, if at all.
    for (const [linked] of links) {
      const to = names.get(linked);
      const isSaid = flows.some((flow) => flow.from === name && flow.to === to);
      if (to !== undefined && to !== name && !isSaid) flows.push(flowOf({ from: name, to }));
    }
  }
  const title = documents.map(({ value }) => text(value, 'name')).find((name) => name !== null) ?? null;
  return { ...emptySketch, title, elements: [...elements, ...externals.values()], flows };
}

function settingsIn(service: Value, environment: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  const written = [
    ...entries(service, 'environment').map(([name]) => [name, text(service, 'environment', name)] as const),
    ...texts(service, 'environment').map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? ([line, null] as const) : ([line.slice(0, at), line.slice(at + 1)] as const);
    }),
  ];
  return written.flatMap(([name, value]) => {
    // A name alone takes the value of the environment.
    const given = value ?? environment.get(name);
    return given === undefined ? [] : [[name, expand(given, environment)] as const];
  });
}

/** `${NAME}`, `$NAME` and `${NAME:-default}`, also inside each other's values; what is unknown stays. */
export function expand(value: string, environment: ReadonlyMap<string, string>): string {
  let expanded = value;
  for (let round = 0; round < 4 && expanded.includes('$'); round++) {
    expanded = expanded.replaceAll(/\$\{(\w+)(?::?-([^${}]*))?\}|\$(\w+)/g, (whole, name, otherwise, bare) =>
      (environment.get(name ?? bare) ?? otherwise ?? whole).slice(0, 2000),
    );
    if (expanded.length > 10_000) return value;
  }
  return expanded;
}

/** The names and values of a `.env` file. */
export function parseEnvironment(written: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of written.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line);
    if (match !== null) values.set(match[1], match[2].replace(/^(["'])(.*)\1$/, '$2'));
  }
  return values;
}

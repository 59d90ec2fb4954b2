/** An architecture as declarations of the language. What no file can know is left open, with a mark that says so. */
import type { Architecture, Asset, Element, Flow, Threat, Zone } from '../model.ts';
import type { ElementKind, StrideCategory } from '../sketch.ts';

/** A STRIDE category of an element, without frequency and loss: for people to fill in. */
export interface OpenThreat {
  readonly name: string;
  readonly element: Element;
  readonly category: StrideCategory;
}

const words: Readonly<Record<StrideCategory, string>> = {
  spoofing: 'Spoofing of',
  tampering: 'Tampering with',
  repudiation: 'Repudiation at',
  'information-disclosure': 'Information disclosure from',
  'denial-of-service': 'Denial of service of',
  'elevation-of-privilege': 'Elevation of privilege in',
};

/** The categories that apply to a kind of element. */
const categories: Readonly<Record<ElementKind, readonly StrideCategory[]>> = {
  external: ['spoofing', 'repudiation'],
  service: [
    'spoofing',
    'tampering',
    'repudiation',
    'information-disclosure',
    'denial-of-service',
    'elevation-of-privilege',
  ],
  store: ['tampering', 'repudiation', 'information-disclosure', 'denial-of-service'],
};

/** One for each category of each element that no threat of the source covers. */
export function openThreats({ elements, threats }: Architecture, taken: ReadonlySet<string>): readonly OpenThreat[] {
  const names = new Set([...taken, ...threats.map(({ name }) => name)]);
  return elements.flatMap((element) =>
    categories[element.kind].flatMap((category) => {
      if (threats.some(({ on, stride }) => on.includes(element.name) && stride.includes(category))) return [];
      const pascal = category.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
      const name = element.name + pascal;
      return names.has(name) ? [] : [{ name, element, category }];
    }),
  );
}

export function systemText(name: string, title: string): string {
  return block(`system ${name} ${quoted(title)}`, [
    '// To fill in: the currency, how far ahead to look, and how much loss is acceptable (an appetite).',
    'currency USD',
    'horizon 3 years',
  ]);
}

export function zoneText({ name, title, parent }: Zone): string {
  return `${head('zone', name, title)}${parent === null ? '' : ` in ${parent}`}\n`;
}

export function assetText({ name, title, data }: Asset): string {
  const open = '// To fill in: data public, internal, confidential or restricted; and its size, if records can leak.';
  return block(head('asset', name, title), data === null ? [open] : [`data ${data}`]);
}

export function elementText(element: Element): string {
  const start = head(element.kind, element.name, element.title) + (element.zone === null ? '' : ` in ${element.zone}`);
  if (element.kind === 'external') return `${start}\n`;
  const lines = [
    ...element.images.map((image) => `image ${quoted(image)}`),
    ...element.workloads.map((workload) => `workload ${quoted(workload)}`),
    ...element.hosts.map((host) => `host ${quoted(host)}`),
    ...(element.holds.length > 0 ? [`holds ${element.holds.join(', ')}`] : []),
  ];
  return lines.length === 0 ? `${start}\n` : block(start, lines);
}

export function flowText({ from, to, over, encrypted, authenticated, carries }: Flow): string {
  const lines = [
    ...(carries.length > 0 ? [`carries ${carries.join(', ')}`] : []),
    ...(over.length > 0 ? [`over ${quoted(over.join(', '))}`] : []),
    ...(encrypted ? ['encrypted'] : []),
    ...(authenticated ? ['authenticated'] : []),
  ];
  return lines.length === 0 ? `flow from ${from} to ${to}\n` : block(`flow from ${from} to ${to}`, lines);
}

export function threatText({ name, title, stride, on, affects, cwe }: Threat): string {
  return block(head('threat', name, title), [
    ...(stride.length > 0 ? [`stride ${stride.join(', ')}`] : []),
    ...(on.length > 0 ? [`on ${on.join(', ')}`] : []),
    ...(affects.length > 0 ? [`affects ${affects.join(', ')}`] : []),
    ...(cwe.length > 0 ? [`cwe ${cwe.map((number) => `CWE-${number}`).join(', ')}`] : []),
    '// To fill in: frequency and loss, each as a range.',
  ]);
}

export function openThreatText({ name, element, category }: OpenThreat): string {
  return block(head('threat', name, `${words[category]} ${element.title ?? element.name}`), [
    `stride ${category}`,
    `on ${element.name}`,
    '// To fill in: frequency and loss, each as a range; or say in its place not-applicable … because … there.',
  ]);
}

function head(kind: string, name: string, title: string | null): string {
  return title === null ? `${kind} ${name}` : `${kind} ${name} ${quoted(title)}`;
}

function block(start: string, lines: readonly string[]): string {
  return `${start} {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

/** A string of the language on one line; what cannot be seen becomes a blank. */
export function quoted(text: string): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, 300)
    .trim();
  return `"${plain.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

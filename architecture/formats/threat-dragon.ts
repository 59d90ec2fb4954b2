/** OWASP Threat Dragon, versions 1 and 2: the cells of its diagrams. */
import type { SourceDocument } from '../input/parse.ts';
import { isTrue, list, member, text, type Value } from '../input/value.ts';
import {
  type ElementKind,
  elementOf,
  emptySketch,
  flowOf,
  type Sketch,
  type SketchElement,
  type SketchFlow,
  type SketchThreat,
  type SketchZone,
} from '../sketch.ts';
import { type Reader, strideOf } from './reader.ts';

export const threatDragon: Reader = {
  title: 'Threat Dragon',
  recognises: (value) => text(value, 'summary', 'title') !== null && Array.isArray(member(value, 'detail', 'diagrams')),
  read,
};

const kinds: ReadonlyMap<string, ElementKind> = new Map([
  ['actor', 'external'],
  ['process', 'service'],
  ['store', 'store'],
]);

interface Box {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function read(documents: readonly SourceDocument[]): Sketch {
  const elements: SketchElement[] = [];
  const flows: SketchFlow[] = [];
  const zones: SketchZone[] = [];
  const threats: SketchThreat[] = [];
  for (const diagram of documents.flatMap(({ value }) => list(value, 'detail', 'diagrams'))) {
    const inFirst = list(diagram, 'diagramJson', 'cells');
    const cells = inFirst.length > 0 ? inFirst : list(diagram, 'cells');
    const boxes = cells.filter((cell) => shapeOf(cell) === 'boundarybox').flatMap((cell) => boxOf(cell) ?? []);
    for (const cell of cells) {
      const key = text(cell, 'id');
      if (key === null) continue;
      const shape = shapeOf(cell);
      const title = oneLine(text(dataOf(cell), 'name') ?? text(cell, 'attrs', 'text', 'text'));
      const box = boxOf(cell);
      const zone = box === null ? null : around(box, boxes);
      const kind = kinds.get(shape);
      if (kind !== undefined) elements.push(elementOf({ key, kind, title: title ?? kind, zone }));
      else if (shape === 'boundarybox') zones.push({ key, title: title ?? 'Trust boundary', parent: zone });
      else if (shape === 'flow') flows.push(...flowsOf(cell, key));
      else continue;
      for (const threat of list(dataOf(cell), 'threats')) threats.push(...threatOf(threat, key));
    }
  }
  const title = documents.map(({ value }) => text(value, 'summary', 'title')).find((name) => name !== null) ?? null;
  return { ...emptySketch, title, zones, elements, flows, threats };
}

/** Version 1 keeps in the cell itself what version 2 keeps in its data. */
function dataOf(cell: Value): Value {
  return text(cell, 'type')?.startsWith('tm.') ? cell : member(cell, 'data');
}

/** `tm.BoundaryBox`, `trust-boundary-box`: one word for both versions of a cell. */
function shapeOf(cell: Value): string {
  const type = text(dataOf(cell), 'type') ?? text(cell, 'shape') ?? '';
  return type
    .toLowerCase()
    .replace(/^tm\.|^trust-/, '')
    .replaceAll('-', '');
}

function flowsOf(cell: Value, key: string): readonly SketchFlow[] {
  const from = text(cell, 'source', 'cell') ?? text(cell, 'source', 'id');
  const to = text(cell, 'target', 'cell') ?? text(cell, 'target', 'id');
  if (from === null || to === null) return [];
  const data = dataOf(cell);
  const one = flowOf({ key, from, to, over: text(data, 'protocol'), encrypted: isTrue(data, 'isEncrypted') });
  return isTrue(data, 'isBidirectional') ? [one, { ...one, key: `${key} back`, from: to, to: from }] : [one];
}

function threatOf(threat: Value, place: string): readonly SketchThreat[] {
  const title = oneLine(text(threat, 'title'));
  if (
    title === null ||
    text(threat, 'status')
      ?.toLowerCase()
      .replaceAll(/[^a-z]/g, '') === 'notapplicable'
  )
    return [];
  const stride = strideOf(text(threat, 'type'));
  const key = text(threat, 'id') ?? `${place} ${title}`;
  return [{ key, title, stride: stride === null ? [] : [stride], on: [place], affects: [], cwe: [] }];
}

function oneLine(title: string | null): string | null {
  return title?.replaceAll(/\s+/g, ' ') ?? null;
}

function boxOf(cell: Value): Box | null {
  const key = text(cell, 'id');
  const [x, y, width, height] = [
    member(cell, 'position', 'x'),
    member(cell, 'position', 'y'),
    member(cell, 'size', 'width'),
    member(cell, 'size', 'height'),
  ].map((value) => (typeof value === 'number' && Number.isFinite(value) ? value : null));
  return key === null || x === null || y === null || width === null || height === null
    ? null
    : { key, x, y, width, height };
}

/** The smallest box around the middle of another, larger than it. */
function around(box: Box, boxes: readonly Box[]): string | null {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const area = (each: Box): number => each.width * each.height;
  const holding = boxes.filter(
    (each) =>
      each.key !== box.key &&
      area(each) > area(box) &&
      x >= each.x &&
      x <= each.x + each.width &&
      y >= each.y &&
      y <= each.y + each.height,
  );
  return holding.sort((a, b) => area(a) - area(b))[0]?.key ?? null;
}

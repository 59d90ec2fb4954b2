/** Finds places for labels so that they cover neither each other nor the lines. */
import type { Point } from './line.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LabelRequest {
  readonly id: string;
  readonly text: string;
  /** Font size in pixels. */
  readonly size: number;
  /** Points that the label may stand at, the preferred first. */
  readonly anchors: readonly Point[];
  /** A label that finds no free place is left out, unless it is needed. */
  readonly needed: boolean;
}

export interface PlacedLabel {
  readonly id: string;
  readonly text: string;
  readonly size: number;
  readonly box: Box;
  /** The point it belongs to, where the label stands so far from it that a line should lead there. */
  readonly leader: Point | null;
}

/** The side of its anchor that a label stands on, and how far from it: the preferred first. */
const sides: readonly (readonly [dx: number, dy: number])[] = [
  [1, -1],
  [1, 1],
  [-1, 1],
  [-1, -1],
];
const distances = [1, 3, 5, 8];
const gap = 7;
/** What a fault costs, in units of one step down a list of preferences. */
const cost = { side: 1.5, distance: 7, apart: 25, onLine: 120, onLabel: 900 };

/** Places the labels one after the other: the important ones come first. `lines` are points that must stay free. */
export function placeLabels(requests: readonly LabelRequest[], lines: readonly Point[], bounds: Box): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const request of requests) {
    const best = candidates(request, bounds)
      .map((candidate) => ({ ...candidate, penalty: candidate.penalty + faults(candidate.box, placed, lines) }))
      .reduce<Candidate | null>((a, b) => (a === null || b.penalty < a.penalty ? b : a), null);
    if (best === null || (!request.needed && best.penalty >= cost.onLine)) continue;
    placed.push({ id: request.id, text: request.text, size: request.size, box: best.box, leader: best.leader });
  }
  return placed;
}

interface Candidate {
  readonly box: Box;
  readonly leader: Point | null;
  readonly penalty: number;
}

/** The width of a text, estimated: there is no document to measure in. */
export function textWidth(text: string, size: number): number {
  const narrow = text.match(/[ .,:;|il'()1tfjrI]/g)?.length ?? 0;
  return (text.length * 0.58 - narrow * 0.22) * size + 2;
}

function candidates(request: LabelRequest, bounds: Box): Candidate[] {
  const width = textWidth(request.text, request.size);
  const height = request.size * 1.3;
  // A line has many anchors: going along it is better than standing apart, unless it has no room beside it at all.
  const steps = request.anchors.length > 3 ? [1, 4] : distances;
  return request.anchors
    .flatMap((anchor, index) =>
      steps.flatMap((step, far) => sides.map((side, turn) => ({ anchor, index, step, far, side, turn }))),
    )
    .map(({ anchor, index, step, far, side, turn }) => ({
      box: beside(anchor, side, gap * (step === 1 ? 1 : step * 0.7), (gap / 2) * step, width, height),
      leader: far > 0 ? anchor : null,
      penalty: index + turn * cost.side + far * (request.anchors.length > 3 ? cost.apart : cost.distance),
    }))
    .filter(({ box }) => within(box, bounds));
}

function beside(
  [x, y]: Point,
  [dx, dy]: readonly [number, number],
  right: number,
  down: number,
  width: number,
  height: number,
): Box {
  return { x: dx > 0 ? x + right : x - right - width, y: dy > 0 ? y + down : y - down - height, width, height };
}

function faults(box: Box, placed: readonly PlacedLabel[], lines: readonly Point[]): number {
  const labels = placed.filter((other) => overlap(box, other.box)).length;
  const points = lines.filter(
    ([x, y]) => x > box.x - 3 && x < box.x + box.width + 3 && y > box.y && y < box.y + box.height,
  );
  return labels * cost.onLabel + points.length * cost.onLine;
}

function within(box: Box, bounds: Box): boolean {
  return (
    box.x >= bounds.x &&
    box.y >= bounds.y &&
    box.x + box.width <= bounds.x + bounds.width &&
    box.y + box.height <= bounds.y + bounds.height
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width + 4 && b.x < a.x + a.width + 4 && a.y < b.y + b.height && b.y < a.y + a.height;
}

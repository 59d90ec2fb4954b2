/** The geometry of an exceedance chart: where a loss and a chance stand, in pixels. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { Domain, ScaleKind } from './domain.ts';

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** The plot's own rectangle. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly domain: Domain;
  readonly x: (loss: number) => number;
  readonly y: (chance: number) => number;
  /** The loss at a horizontal position, within the domain. */
  readonly lossAtX: (x: number) => number;
}

export interface FrameOptions {
  readonly width: number;
  readonly height: number;
  readonly domain: Domain;
  readonly lossScale: ScaleKind;
  readonly chanceScale: ScaleKind;
}

export function frameOf({ width, height, domain, lossScale, chanceScale }: FrameOptions): Frame {
  const plot = { left: 46, right: width - 22, top: 30, bottom: height - 42 };
  const x = (lossScale === 'log' ? scaleLog() : scaleLinear()).domain(domain.loss).range([plot.left, plot.right]);
  const y = (chanceScale === 'log' ? scaleLog() : scaleLinear()).domain(domain.chance).range([plot.bottom, plot.top]);
  x.clamp(true);
  y.clamp(true);
  const [from, to] = domain.loss;
  return {
    width,
    height,
    ...plot,
    domain,
    // A logarithm has no 0: what lies below the axis stands at its start.
    x: (loss) => x(Math.min(Math.max(loss, from), to)),
    y: (chance) => y(Math.min(Math.max(chance, domain.chance[0]), domain.chance[1])),
    lossAtX: (position) => x.invert(position),
  };
}

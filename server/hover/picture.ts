/** A small picture of a density: as an image for editors that show one, as a line of blocks for all others. */
import type { Description } from '../../engine/index.ts';

const width = 240;
const height = 56;
const blocks = '▁▂▃▄▅▆▇█';
const columns = 24;

/** Markdown of the picture; empty for a constant. */
export function pictureOf(description: Description, images: boolean): string {
  const points = pointsOf(description);
  if (points.length < 2) return '';
  return images
    ? `![density](data:image/svg+xml;base64,${btoa(svgOf(points, description))})`
    : `\`${sparkline(points)}\``;
}

type Points = readonly (readonly [x: number, y: number])[];

function pointsOf({ density, atoms }: Description): Points {
  return density.length > 0 ? density : atoms;
}

/** A middle grey and blue are seen on light and dark grounds alike; nothing in it comes from the text. */
function svgOf(points: Points, { density, mean }: Description): string {
  const low = points[0][0];
  const span = points.at(-1)![0] - low || 1;
  const top = Math.max(...points.map(([, y]) => y)) || 1;
  const x = (value: number) => (((value - low) / span) * (width - 2) + 1).toFixed(1);
  const y = (value: number) => (height - 1 - (value / top) * (height - 4)).toFixed(1);
  const shape =
    density.length > 0
      ? `<path d="M${x(low)} ${height - 1}${points.map(([at, value]) => `L${x(at)} ${y(value)}`).join('')}L${x(low + span)} ${height - 1}Z" fill="#3b82f6" fill-opacity=".35" stroke="#3b82f6"/>`
      : points
          .map(([at, value]) => `<path d="M${x(at)} ${height - 1}V${y(value)}" stroke="#3b82f6" stroke-width="3"/>`)
          .join('');
  const middle =
    mean >= low && mean <= low + span
      ? `<path d="M${x(mean)} 2V${height - 1}" stroke="#888" stroke-dasharray="3 3"/>`
      : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shape}${middle}<path d="M0 ${height - 0.5}H${width}" stroke="#888"/></svg>`;
}

function sparkline(points: Points): string {
  const low = points[0][0];
  const span = points.at(-1)![0] - low || 1;
  const heights = new Array<number>(columns).fill(0);
  for (const [x, y] of points) {
    const column = Math.min(columns - 1, Math.floor(((x - low) / span) * columns));
    heights[column] = Math.max(heights[column], y);
  }
  const top = Math.max(...heights) || 1;
  return heights
    .map((value) => blocks[Math.min(blocks.length - 1, Math.floor((value / top) * blocks.length))])
    .join('');
}

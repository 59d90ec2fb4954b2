import assert from 'node:assert/strict';
import { exceedanceChart } from '../charts/exceedance.ts';
import { paperPalette } from '../charts/palette.ts';
import { placeLabels } from '../charts/place-labels.ts';
import { markup } from '../dom/markup.ts';
import type { ViewElement, ViewNode } from '../dom/node.ts';
import { textOf } from '../dom/node.ts';
import { seriesOf } from '../series.ts';
import { figures, shop, staircase } from './fixture.ts';

const system = shop();

function chart(change: Partial<Parameters<typeof exceedanceChart>[0]> = {}) {
  const found = exceedanceChart({
    series: seriesOf(system.total),
    limits: system.appetite,
    currency: 'USD',
    width: 800,
    height: 400,
    lossScale: 'log',
    chanceScale: 'linear',
    reading: null,
    palette: paperPalette,
    label: 'Curve of Shop',
    ...change,
  });
  assert.ok(found);
  return found;
}

function all(node: ViewNode, wanted: (element: ViewElement) => boolean): ViewElement[] {
  if (typeof node === 'string') return [];
  return [...(wanted(node) ? [node] : []), ...node.children.flatMap((child) => all(child, wanted))];
}

const labelled = (node: ViewNode) => all(node, (element) => String(element.attributes.class ?? '').startsWith('label'));

describe('the exceedance chart', () => {
  it('draws a curve for each state and names it', () => {
    const { view } = chart();
    assert.equal(all(view, (element) => String(element.attributes.class ?? '').startsWith('curve')).length, 3);
    const names = labelled(view).map(textOf);
    for (const name of ['Inherent', 'Current', 'Target']) assert.ok(names.includes(name), names.join(', '));
  });

  it('draws states that do not differ as one', () => {
    const one = figures({ chance: 0.4, median: 1e6, sigma: 1 });
    const { view } = chart({ series: seriesOf({ inherent: one, current: one, target: null }), limits: [] });
    assert.ok(labelled(view).map(textOf).includes('Inherent = current'));
  });

  it('reads P90, P95 and P99 off the current curve', () => {
    const names = labelled(chart({ width: 1000, height: 500 }).view)
      .map(textOf)
      .join(', ');
    for (const name of [/P50 \$7\d\dk/, /P90 \$5M/, /P99 \$2\d(\.\d)?M/]) assert.match(names, name);
  });

  it('keeps labels apart at every width', () => {
    for (const width of [320, 400, 560, 800, 1200]) {
      const boxes = labelled(chart({ width, height: 300 }).view).map(({ attributes, children }) => ({
        x: Number(attributes.x),
        y: Number(attributes.y),
        right: Number(attributes.x) + textOf(children[0]).length * 5.2,
      }));
      for (const [index, a] of boxes.entries()) {
        for (const b of boxes.slice(index + 1)) {
          const apart = a.right < b.x || b.right < a.x || Math.abs(a.y - b.y) >= 11;
          assert.ok(apart, `labels overlap at ${width} px: ${JSON.stringify([a, b])}`);
        }
      }
    }
  });

  it('draws a constant loss as steps', () => {
    const { view } = chart({
      series: seriesOf({ inherent: null, current: staircase(1.6e6, 0.5), target: null }),
      limits: [],
    });
    const [curve] = all(view, (element) => element.attributes.class === 'curve current');
    const points = String(curve.attributes.d)
      .slice(1)
      .split('L')
      .map((pair) => pair.split(',').map(Number));
    assert.ok(points.length > 4);
    for (const [index, [x, y]] of points.slice(1).entries()) {
      assert.ok(x === points[index][0] || y === points[index][1], `a slope at ${x},${y}`);
    }
  });

  it('shows where the cross-hair is', () => {
    const { view, frame } = chart({ reading: 1e6 });
    const [hair] = all(view, (element) => element.attributes.class === 'cross-hair');
    assert.equal(Number((hair.children[0] as ViewElement).attributes.x1), Math.round(frame.x(1e6) * 100) / 100);
    assert.equal(all(hair, (element) => element.tag === 'circle').length, 3);
  });

  it('is an SVG picture with a name, and no style that a policy could refuse', () => {
    const text = markup(chart().view);
    assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*aria-label="Curve of Shop"/);
    assert.doesNotMatch(text, /style=|<style|NaN|undefined|Infinity/);
  });

  it('is nothing without a curve', () => {
    assert.equal(
      exceedanceChart({
        ...{
          limits: [],
          currency: 'USD',
          width: 400,
          height: 300,
          lossScale: 'log',
          chanceScale: 'linear',
          reading: null,
          palette: paperPalette,
          label: '',
        },
        series: [],
      }),
      null,
    );
  });
});

describe('placing labels', () => {
  const bounds = { x: 0, y: 0, width: 300, height: 200 };
  const request = { id: 'a', text: 'Label', size: 12, anchors: [[100, 100]] as [number, number][], needed: false };

  it('prefers the upper right of the point', () => {
    const [label] = placeLabels([request], [], bounds);
    assert.ok(label.box.x > 100 && label.box.y + label.box.height < 100);
    assert.equal(label.leader, null);
  });

  it('stays within the bounds', () => {
    const [label] = placeLabels([{ ...request, anchors: [[295, 5]] }], [], bounds);
    assert.ok(label.box.x + label.box.width <= 300 && label.box.y >= 0);
  });

  it('leaves out what finds no place, unless it is needed', () => {
    const wall = Array.from({ length: 3000 }, (_, index): [number, number] => [
      (index % 60) * 5,
      Math.floor(index / 60) * 4,
    ]);
    assert.equal(placeLabels([request], wall, bounds).length, 0);
    assert.equal(placeLabels([{ ...request, needed: true }], wall, bounds).length, 1);
  });
});

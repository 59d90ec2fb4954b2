/** The simulation of the full model as a textbook has it, in plain TypeScript: the yardstick beside the engine. */

function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}

/** Marsaglia and Tsang 2000, shape ≥ 1. */
function gamma(shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - Math.random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

function pert(min: number, mode: number, max: number): number {
  const a = gamma(1 + (4 * (mode - min)) / (max - min));
  const b = gamma(1 + (4 * (max - mode)) / (max - min));
  return min + ((max - min) * a) / (a + b);
}

/** Knuth: uniform numbers are multiplied until the product is below e^(−mean). */
function poisson(mean: number): number {
  const end = Math.exp(-mean);
  let count = 0;
  for (let product = Math.random(); product > end; product *= Math.random()) count++;
  return count;
}

/** Between `low` and `high` in 90 % of the draws. */
function lognormal(low: number, high: number): number {
  const sigma = Math.log(high / low) / (2 * 1.6448536269514722);
  return Math.exp(Math.log(low * high) / 2 + sigma * normal());
}

/** Annual losses of `years` years. */
export function textbookSimulation(years: number): Float64Array {
  const annual = new Float64Array(years);
  for (let y = 0; y < years; y++) {
    const events = poisson(pert(5, 10, 15) * pert(0.1, 0.15, 0.25));
    for (let i = 0; i < events; i++) {
      annual[y] += lognormal(250e3, 500e3);
      if (Math.random() < 0.25) annual[y] += lognormal(1e6, 4e6);
    }
  }
  return annual;
}

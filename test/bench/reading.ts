/**
 * How fast text is read: parsed, linked, lowered and checked in this process, without figures. What counts is that a threat,
 * a reference or a comment costs the same in a large file as in a small one.
 *
 * Usage: node test/bench/reading.ts [repetitions] [which texts]
 */
import { checkOnly } from '../../language/check.ts';
import { project } from '../../language/test/helpers.ts';
import { growth } from './measure.ts';
import { digits, milliseconds, spread, table } from './table.ts';

const repetitions = Number(process.argv[2] ?? 3);
const write = (line: string): void => void process.stdout.write(`${line}\n`);

const threat = (t: number): string => `/** Threat ${t}. */
threat T${t} "Threat ${t}" {
  stride ${t % 2 === 0 ? 'tampering' : 'denial-of-service'} // as found
  on S${t % 50}
  frequency { threat-events 1..3..${4 + (t % 7)} per year vulnerability ${5 + (t % 15)}%..30% }
  loss { response $5k..$20k..$90k { source "made" } productivity 1..6 hours * $4k per hour }
}
`;
const services = Array.from({ length: 50 }, (_, s) => `service S${s} { owner "team-${s % 7}" }\n`).join('');
const threats = (count: number): string =>
  `system Big { source "made" }\n${services}${Array.from({ length: count }, (_, t) => threat(t)).join('')}`;
const references = (count: number): string =>
  Array.from({ length: count }, (_, i) => `asset A${i} {}\nstore S${i} { holds A${i}, A${count - 1 - i} }\n`).join('');
const comments = (count: number): string =>
  Array.from({ length: count }, (_, i) => `// a comment\nzone A${i} /* another */\n`).join('');
const duplicates = (count: number): string => 'zone A\n'.repeat(count);

const only = process.argv[3];
const texts: readonly (readonly [what: string, sizes: readonly number[], text: (count: number) => string])[] = [
  ['threats', [100, 1000, 5000, 20_000], threats],
  ['stores with two references each', [500, 5000, 20_000], references],
  ['comments', [3000, 45_000], comments],
  ['declarations of one name', [3000, 30_000], duplicates],
];

for (const [what, sizes, text] of texts) {
  if (only && !what.startsWith(only)) continue;
  const steps = await growth(
    sizes,
    async (count) => {
      const made = await project({ 'big.risk': text(count) });
      checkOnly(made.services, made.systems[0], { today: '2026-11-21' });
    },
    repetitions,
  );
  write(`### ${what[0].toUpperCase()}${what.slice(1)}\n`);
  write(
    `${table(
      ['number', 'size', 'median', 'from – to', 'each'],
      steps.map(({ size, time }) => [
        String(size),
        `${digits(text(size).length / 1e6)} MB`,
        ...(time === null
          ? ['not run: it would take longer than a minute', '', '']
          : [milliseconds(time), spread(time), milliseconds(time, size)]),
      ]),
    )}\n`,
  );
}

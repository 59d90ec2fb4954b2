/** Integrals by the rule of Gauss and Kronrod with 7 and 15 nodes, refined where it is needed (QUADPACK, Piessens et al. 1983). */

/** Nodes above 0, the outermost first, then the middle; those with an odd place are Gauss's. */
const nodes = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.20778495500789848, 0,
];
const weights = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
  0.19035057806478542, 0.20443294007529889, 0.20948214108472782,
];
const gaussWeights = [0.1294849661688697, 0.27970539148927664, 0.3818300505051189, 0.4179591836734694];

/** Halvings of a piece at most. */
const deepest = 24;

/**
 * The integral of `f` from the first to the last of `cuts` (rising), of the order of 1 at most, to about `tolerance`: each piece
 * between two cuts is halved until its two rules agree. Cuts belong where `f` bends or jumps.
 */
export function integrate(f: (x: number) => number, cuts: readonly number[], tolerance: number): number {
  let sum = 0;
  for (let i = 0; i + 1 < cuts.length; i++)
    if (cuts[i + 1] > cuts[i]) sum += over(f, cuts[i], cuts[i + 1], tolerance / (cuts.length - 1), 0);
  return sum;
}

function over(f: (x: number) => number, from: number, to: number, tolerance: number, depth: number): number {
  const middle = 0.5 * (from + to);
  const half = 0.5 * (to - from);
  const centre = f(middle);
  let fine = weights[7] * centre;
  let coarse = gaussWeights[3] * centre;
  for (let i = 0; i < 7; i++) {
    const pair = f(middle - half * nodes[i]) + f(middle + half * nodes[i]);
    fine += weights[i] * pair;
    if (i % 2 === 1) coarse += gaussWeights[i >> 1] * pair;
  }
  if (depth >= deepest || missed(half * Math.abs(fine - coarse)) <= tolerance) return half * fine;
  return over(f, from, middle, 0.5 * tolerance, depth + 1) + over(f, middle, to, 0.5 * tolerance, depth + 1);
}

/** What the fine rule misses, by how far the coarse one is from it: far less, where that is little (QUADPACK). */
function missed(difference: number): number {
  const much = 200 * difference;
  return Math.min(difference, much * Math.sqrt(much));
}

import { drawnLaw } from './drawn.ts';
import type { PlainFunction } from './function.ts';

export const pareto: PlainFunction = {
  kind: 'plain',
  name: 'pareto',
  help: 'Type I: P(X > x) = (min/x)^shape. Its mean is infinite for a shape of 1 or less.',
  parameters: [
    { name: 'min', help: 'The smallest value.', takes: 'spread' },
    { name: 'shape', help: 'How fast the tail falls.', takes: 'positive' },
  ],
  make: (given) => drawnLaw({ law: 'pareto', min: given.number('min'), shape: given.number('shape') }, given),
};

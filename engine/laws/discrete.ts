import type { Law } from '../model.ts';
import { type Distribution, discrete } from './distribution.ts';

export function discreteLaw(law: Extract<Law, { law: 'discrete' }>): Distribution {
  return discrete(law.values, law.weights);
}

export { type Atoms, affine, constantLaw, continuous, type Distribution, discrete } from './distribution.ts';
export { chancesUpToEdges, logsOfHalves } from './edges.ts';
export { distributionOf } from './registry.ts';
export { type CellLaw, smoothPart } from './smooth-part.ts';

export * from './estimate.ts';
export {
  type ListFunction,
  type Parameter,
  type PlainFunction,
  type QuantityFunction,
  quantityFunctions,
} from './functions/index.ts';
export * from './place.ts';
export { placeOfEstimate } from './place-of.ts';
export * from './properties.ts';
export * from './report.ts';
export * from './scope.ts';
export * from './value.ts';

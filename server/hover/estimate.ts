/** An estimate: its distribution as a picture and in figures, what it is drawn per, where it comes from. */
import { describe, type Expression } from '../../engine/index.ts';
import type { Estimate } from '../../language/generated/ast.ts';
import type { Bench } from '../bench.ts';
import type { SystemState } from '../systems/state.ts';
import { effectHover } from './evidence.ts';
import { code, paragraphs, plain } from './markdown.ts';
import { pictureOf } from './picture.ts';
import { provenanceInWords, provenanceOf } from './provenance.ts';
import { valueInWords } from './values.ts';

export interface HoverContext {
  readonly bench: Bench;
  readonly state: SystemState;
}

export function estimateHover(estimate: Estimate, { bench, state }: HoverContext): string | null {
  const lowered = state.lowered.estimates.get(estimate);
  if (!lowered) return null;
  const provenance = provenanceOf(estimate);
  const source = provenanceInWords(provenance, state.today);
  return paragraphs(
    code(estimate.$cstNode?.text ?? ''),
    lawInWords(lowered.expression, lowered.unit, state, bench.abilities.showItem),
    lowered.drawn === 'per-event' ? 'Drawn afresh for each event.' : 'One draw a year.',
    effectHover(estimate, { bench, state }),
    source === '' ? null : `Source: ${source}${provenance.because === null ? '' : `: ${plain(provenance.because)}`}`,
  );
}

/** A picture and the figures of a law; null for an expression whose law cannot be told here. */
export function lawInWords(expression: Expression, unit: string, state: SystemState, images: boolean): string | null {
  if (usesLet(expression)) return null;
  try {
    const law = describe(expression, { shared: state.lowered.model.shared, lets: [] });
    const of = (value: number) => valueInWords(value, unit);
    if (law.p5 === law.p95 && law.density.length === 0 && law.atoms.length <= 1) return `Always ${of(law.p50)}`;
    const figures = [
      `mean ${Number.isFinite(law.mean) ? of(law.mean) : 'infinite'}`,
      `P5 ${of(law.p5)}`,
      `P50 ${of(law.p50)}`,
      `P95 ${of(law.p95)}`,
    ];
    return paragraphs(pictureOf(law, images), figures.join(' · '));
  } catch {
    // A law that the engine refuses has its finding in the text already.
    return null;
  }
}

/** The law of a `let` is known only inside its loss. */
function usesLet(expression: unknown): boolean {
  if (typeof expression !== 'object' || expression === null) return false;
  if ((expression as Expression).kind === 'let') return true;
  return Object.values(expression).some((part) => (Array.isArray(part) ? part.some(usesLet) : usesLet(part)));
}

/** Documents as a search exports them: the answer itself, a list of hits, or the bare documents. */
import { type Json, list, listOf, member, object, pointer } from '../input/value.ts';

export interface Hit {
  readonly document: Json;
  readonly place: string;
}

export function hitsOf(root: Json): readonly Hit[] {
  if (Array.isArray(member(root, 'hits', 'hits'))) {
    return list(root, 'hits', 'hits').map((hit, index) => unwrapped(hit, pointer('', 'hits', 'hits', index)));
  }
  return listOf(root).map((hit, index) => unwrapped(hit, Array.isArray(root) ? pointer('', index) : ''));
}

function unwrapped(hit: Json, place: string): Hit {
  const inner = member(hit, '_source');
  return object(inner) === null ? { document: hit, place } : { document: inner, place: pointer(place, '_source') };
}

/** The independent parts of an expression: what stands in it without a name. */
import { emptyScope, environment, isCertain, partsOf } from '../expressions/index.ts';
import { isClosed } from '../expressions/law.ts';
import type { Expression } from '../model.ts';

const nothing = environment(emptyScope);

function isLeaf(e: Expression): boolean {
  return isClosed(e) && !isCertain(e, nothing);
}

/** The largest uncertain parts that use no `estimate`, asset property or `let`, from left to right. */
export function leavesOf(e: Expression): Expression[] {
  return isClosed(e) ? (isLeaf(e) ? [e] : []) : partsOf(e).flatMap(leavesOf);
}

/** The expression with its k-th leaf replaced. */
export function withLeaf(e: Expression, k: number, by: Expression): Expression {
  let next = 0;
  const walk = (x: Expression): Expression => {
    if (isClosed(x)) return isLeaf(x) && next++ === k ? by : x;
    switch (x.kind) {
      case 'sum':
      case 'difference':
      case 'product':
      case 'quotient': {
        const left = walk(x.left);
        return { ...x, left, right: walk(x.right) };
      }
      case 'min':
      case 'max':
        return { ...x, items: x.items.map(walk) };
      default:
        return x;
    }
  };
  return walk(e);
}

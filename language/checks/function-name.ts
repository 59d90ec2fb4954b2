import type { Let } from '../generated/ast.ts';
import type { Check } from './check.ts';
import { findingAt } from './finding.ts';
import { syntax } from './language-codes.ts';

/** The functions of estimates (language reference, section 4). They are read as names, so the parser lets them pass. */
export const functions: ReadonlySet<string> = new Set([
  'pert',
  'triangular',
  'uniform',
  'normal',
  'lognormal',
  'beta',
  'gamma',
  'exponential',
  'pareto',
  'poisson',
  'discrete',
  'empirical',
  'truncate',
  'min',
  'max',
]);

export const functionName: Check = {
  info: syntax,
  run: ({ view, nodes }) => {
    const lets = nodes.filter((node): node is Let => node.$type === 'Let');
    return [...view.declarations, ...lets]
      .filter((node) => 'name' in node && node.name !== undefined && functions.has(node.name))
      .map((node) => {
        const name = (node as { name: string }).name;
        const better = name[0]!.toUpperCase() + name.slice(1);
        const message = `"${name}" is a word of the language, a function of estimates, and cannot be a name. Write "${better}" or another name.`;
        return findingAt(syntax, node, message, { property: 'name' });
      });
  },
};

import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { isAsset } from '../generated/ast.ts';
import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { findingAt } from './finding.ts';
import { properties, type SystemView } from './view.ts';
import { nodesOf } from './walk.ts';

const info: CodeInfo = {
  code: 'unused-value',
  severity: 'hint',
  title: 'A value that moves no figure',
  help: 'An asset has a value that no threat and no control uses: no figure would change if it were another.',
  adjustable: true,
  needs: 'text',
};

export const unusedValue: Check = {
  info,
  run: ({ view }) => {
    const reached = reachedFrom(view);
    return view.assets
      .flatMap((asset) => properties(asset, 'Value'))
      .filter((value) => !reached.has(value))
      .map((value) => {
        const name = value.$container.name;
        const message =
          `The value of ${name} moves no figure: no threat and no control uses \`${name}.value\`. ` +
          'Use it in a loss, or remove the line.';
        return findingAt(info, value, message);
      });
  },
};

/** The asset properties, estimates and distributions that threats and controls lead to, directly or through others. */
function reachedFrom(view: SystemView): ReadonlySet<AstNode> {
  const reached = new Set<AstNode>();
  const open: AstNode[] = [...view.threats, ...view.controls];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const part of nodesOf(node).filter((each): each is ast.Reference => each.$type === 'Reference')) {
      for (const target of targetsOf(part)) {
        if (!reached.has(target)) {
          reached.add(target);
          open.push(target);
        }
      }
    }
  }
  return reached;
}

function targetsOf(name: ast.Reference): readonly AstNode[] {
  const target = name.target?.ref;
  if (target === undefined) return [];
  if (!isAsset(target)) return [target];
  return properties(target, name.property === 'size' ? 'Size' : 'Value');
}

import { listed } from '../../protocol/index.ts';
import type * as ast from '../generated/ast.ts';
import type { FixAlternative } from '../stages.ts';
import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { alternative, insertAfter, insertIntoBody } from './edits.ts';
import { findingAt } from './finding.ts';
import { type StrideGap, strideGaps } from './stride.ts';
import { isLink, nameOf, type SystemView } from './view.ts';

const info: CodeInfo = {
  code: 'stride-gap',
  severity: 'information',
  title: 'STRIDE categories that nobody has thought about',
  help: 'Some STRIDE categories apply to the element, and neither a threat nor a `not-applicable` line covers them.',
  adjustable: true,
  needs: 'text',
};

export const strideGap: Check = {
  info,
  run: ({ view }) =>
    strideGaps(view).map((gap) => {
      const { element, missing } = gap;
      const node = isLink(element) ? element.flow : element;
      const message =
        `Nothing covers ${listed(missing, 6)} for the ${kindOf(gap)} ${nameOf(element)}. ` +
        `Write a threat with \`on ${nameOf(element)}\`, or \`not-applicable\` with the reason in its body.`;
      return findingAt(info, node, message, { property: 'name', fix: { alternatives: fixes(gap, node, view) } });
    }),
};

function kindOf({ element }: StrideGap): string {
  return isLink(element) ? 'flow across a trust boundary' : element.$type.toLowerCase();
}

function fixes({ element, missing }: StrideGap, node: ast.Declaration, view: SystemView): FixAlternative[] {
  const threats = missing.map((category) => {
    const name = freeName(`${pascal(nameOf(element))}${pascal(category)}`, view);
    const text = `\n\nthreat ${name} {\n  stride ${category}\n  on ${nameOf(element)}\n}`;
    return alternative(`Add a threat of ${category} on ${nameOf(element)}`, [insertAfter(node, text)]);
  });
  const excluded = missing.map((category) =>
    alternative(`Say why ${category} is not applicable to ${nameOf(element)}`, [
      insertIntoBody(node, [`not-applicable ${category} because ""`]),
    ]),
  );
  return [...threats, ...excluded];
}

function pascal(words: string): string {
  return words.replace(/(?:^|[^\p{L}\p{N}]+)([\p{L}\p{N}])/gu, (_, letter: string) => letter.toUpperCase());
}

function freeName(wanted: string, view: SystemView): string {
  let name = wanted;
  for (let count = 2; view.system.declarations.has(name); count++) name = `${wanted}${count}`;
  return name;
}

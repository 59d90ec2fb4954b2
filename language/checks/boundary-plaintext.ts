import { listed } from '../../protocol/index.ts';
import type * as ast from '../generated/ast.ts';
import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { alternative, insertIntoBody } from './edits.ts';
import { findingAt } from './finding.ts';
import { hasReason } from './reasons.ts';
import { properties } from './view.ts';

const info: CodeInfo = {
  code: 'boundary-plaintext',
  severity: 'warning',
  title: 'Sensitive data in the open across a trust boundary',
  help: 'A flow between trust zones carries confidential or restricted data and does not say that it is encrypted.',
  adjustable: true,
  needs: 'text',
};

/** `data` as written; what does not say is confidential. */
export function classOf(asset: ast.Asset): ast.DataClass['level'] {
  return properties(asset, 'DataClass')[0]?.level ?? 'confidential';
}

export const boundaryPlaintext: Check = {
  info,
  run: ({ view }) =>
    view.flows.flatMap((flow) => {
      const crossing = view.links.get(flow)?.find((link) => link.crosses);
      if (crossing === undefined || isSettled(flow)) return [];
      const sensitive = properties(flow, 'Carries')
        .flatMap((line) => line.assets ?? [])
        .flatMap((asset) => asset.ref ?? [])
        .filter((asset) => ['confidential', 'restricted'].includes(classOf(asset)));
      if (sensitive.length === 0) return [];
      const carried = listed([...new Set(sensitive)].map((asset) => `${asset.name} (${classOf(asset)})`));
      const message =
        `The flow from ${crossing.from.name} to ${crossing.to.name} crosses a trust boundary with ${carried}, and ` +
        'does not say that it is encrypted. Write `encrypted`, or `plaintext because "…"` with the reason.';
      const alternatives = [
        alternative('It is encrypted', [insertIntoBody(flow, ['encrypted'])]),
        alternative('It is plaintext, and why', [insertIntoBody(flow, ['plaintext because ""'])]),
      ];
      return [findingAt(info, flow, message, { property: 'name', fix: { alternatives } })];
    }),
};

function isSettled(flow: ast.Flow): boolean {
  return properties(flow, 'Encrypted').length > 0 || properties(flow, 'Plaintext').some(hasReason);
}

import type * as ast from '../generated/ast.ts';
import { isService } from '../generated/ast.ts';
import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { alternative, insertIntoBody } from './edits.ts';
import { findingAt } from './finding.ts';
import { hasReason } from './reasons.ts';
import { properties } from './view.ts';
import { innermostZone } from './zones.ts';

const info: CodeInfo = {
  code: 'boundary-anonymous',
  severity: 'warning',
  title: 'A call into another zone by nobody in particular',
  help: 'A flow goes into a service of another trust zone and does not say that the caller is authenticated.',
  adjustable: true,
  needs: 'text',
};

export const boundaryAnonymous: Check = {
  info,
  run: ({ view }) =>
    view.flows.flatMap((flow) => {
      const entering = view.links
        .get(flow)
        ?.find((link) => link.crosses && isService(link.to) && innermostZone(link.to) !== undefined);
      if (entering === undefined || isSettled(flow)) return [];
      const zone = innermostZone(entering.to)?.name;
      const message =
        `The flow from ${entering.from.name} enters the zone ${zone} at the service ${entering.to.name}, and does not ` +
        'say who may call. Write `authenticated`, or `anonymous because "…"` with the reason.';
      const alternatives = [
        alternative('It is authenticated', [insertIntoBody(flow, ['authenticated'])]),
        alternative('It is anonymous, and why', [insertIntoBody(flow, ['anonymous because ""'])]),
      ];
      return [findingAt(info, flow, message, { property: 'name', fix: { alternatives } })];
    }),
};

function isSettled(flow: ast.Flow): boolean {
  return properties(flow, 'Authenticated').length > 0 || properties(flow, 'Anonymous').some(hasReason);
}

import type { Check } from './check.ts';
import { findingAt } from './finding.ts';
import { syntax } from './language-codes.ts';

/** A flow with several ends is a flow for each pair: one name cannot stand for all of them. */
export const flowEnds: Check = {
  info: syntax,
  run: ({ view }) =>
    view.flows
      .filter(({ name, sources, targets }) => name !== undefined && (sources.length > 1 || targets.length > 1))
      .map((flow) =>
        findingAt(
          syntax,
          flow,
          `The flow ${flow.name} has ${flow.sources.length * flow.targets.length} pairs of ends, and a name is for one. ` +
            'Leave the name out and write `on A to B` in threats, or write a flow for each pair.',
          { property: 'name' },
        ),
      ),
};

import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { alternative, insertIntoBody } from './edits.ts';
import { findingAt } from './finding.ts';
import { properties } from './view.ts';

const info: CodeInfo = {
  code: 'unclassified',
  severity: 'hint',
  title: 'An asset without a classification',
  help: 'The asset does not say how sensitive its data is, and is taken as confidential.',
  adjustable: true,
  needs: 'text',
};

const levels = ['confidential', 'restricted', 'internal', 'public'];

export const unclassified: Check = {
  info,
  run: ({ view }) =>
    view.assets
      .filter((asset) => properties(asset, 'DataClass').length === 0)
      .map((asset) =>
        findingAt(
          info,
          asset,
          `The asset ${asset.name} has no \`data\` line and is taken as confidential. ` +
            'Write `data public`, `internal`, `confidential` or `restricted`.',
          {
            property: 'name',
            fix: {
              alternatives: levels.map((level) =>
                alternative(`Classify as ${level}`, [insertIntoBody(asset, [`data ${level}`])]),
              ),
            },
          },
        ),
      ),
};

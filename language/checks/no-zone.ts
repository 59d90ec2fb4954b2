import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { findingAt } from './finding.ts';

const info: CodeInfo = {
  code: 'no-zone',
  severity: 'hint',
  title: 'Outside of every trust zone',
  help: 'The system has trust zones, and the service or store stands in none: every flow to one in a zone crosses a boundary.',
  adjustable: true,
  needs: 'text',
};

export const noZone: Check = {
  info,
  run: ({ view }) => {
    if (view.zones.length === 0) return [];
    return view.ends
      .filter((element) => element.$type !== 'External' && element.zone === undefined)
      .map((element) =>
        findingAt(
          info,
          element,
          `The ${element.$type.toLowerCase()} ${element.name} is in no zone, although the system has zones. ` +
            `Write \`in\` and the zone after its name, for example \`in ${view.zones[0]?.name}\`.`,
          { property: 'name' },
        ),
      );
  },
};

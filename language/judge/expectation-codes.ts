import type { CodeInfo } from '../checks/code.ts';

export const expectationCode: CodeInfo = {
  code: 'expectation',
  severity: 'error',
  title: 'An expectation that does not hold',
  help: 'An `expect` says something of a result that is not so, or that cannot be shown while figures are missing.',
  adjustable: true,
  needs: 'figures',
};

export const nearLimitCode: CodeInfo = {
  code: 'near-limit',
  severity: 'information',
  title: 'An expectation too near its limit to tell',
  help: 'The simulated result lies within two standard errors of the limit: more trials, or the exact method, decide it.',
  adjustable: true,
  needs: 'figures',
};

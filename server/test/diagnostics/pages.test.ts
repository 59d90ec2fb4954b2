import assert from 'node:assert/strict';
import { pageOf } from '../../diagnostics/pages.ts';
import { abilitiesFrom } from '../../settings.ts';

const withPages = (pages: unknown) =>
  abilitiesFrom({ processId: null, rootUri: null, capabilities: {}, initializationOptions: { pages } }).pages;

describe('pages of the checks', () => {
  it('are those that the client brings along', () => {
    const pages = withPages('file:///extension/docs/checks/');
    assert.equal(pageOf('stride-gap', pages), 'file:///extension/docs/checks/stride-gap.md');
  });
  it('are not made up from what is no address', () => {
    assert.equal(withPages('docs/checks'), null);
    assert.equal(withPages(7), null);
    assert.equal(pageOf('stride-gap', null), null);
  });
});

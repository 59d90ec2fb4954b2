import assert from 'node:assert/strict';
import { markup } from '../dom/markup.ts';
import { h, textOf } from '../dom/node.ts';

describe('a tree as markup', () => {
  it('escapes text and attributes', () => {
    const node = h('p', { title: '"><script>' }, '<b> & "c"');
    assert.equal(markup(node), '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt; &amp; &quot;c&quot;</p>');
  });

  it('leaves out attributes that are false, null or undefined', () => {
    assert.equal(
      markup(h('button', { disabled: true, hidden: false, id: null, title: undefined })),
      '<button disabled=""></button>',
    );
  });

  it('does not close empty elements', () => {
    assert.equal(markup(h('p', {}, h('br'), h('input', { value: 0 }))), '<p><br><input value="0"></p>');
  });

  it('flattens lists and leaves out what is not there', () => {
    assert.equal(markup(h('ul', {}, [h('li', {}, 1), null, [h('li', {}, 2)]], false)), '<ul><li>1</li><li>2</li></ul>');
  });

  it('has a text', () => {
    assert.equal(textOf(h('p', {}, 'a', h('b', {}, 'b'), 'c')), 'abc');
  });
});

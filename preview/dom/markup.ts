import type { AttributeValue, ViewElement, ViewNode } from './node.ts';

const empty = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'col']);

/** The tree as HTML, or as SVG where its root is an `svg` element with a name space. Everything is escaped. */
export function markup(node: ViewNode): string {
  if (typeof node === 'string') return escaped(node);
  const start = `<${node.tag}${attributes(node)}`;
  if (node.children.length === 0 && empty.has(node.tag)) return `${start}>`;
  return `${start}>${node.children.map(markup).join('')}</${node.tag}>`;
}

function attributes(node: ViewElement): string {
  return Object.entries(node.attributes)
    .map(([name, value]) => attribute(name, value))
    .join('');
}

function attribute(name: string, value: AttributeValue): string {
  if (value === null || value === undefined || value === false) return '';
  return value === true ? ` ${name}=""` : ` ${name}="${escaped(String(value))}"`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

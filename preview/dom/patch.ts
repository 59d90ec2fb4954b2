/**
 * Makes a document's element look like a tree, changing only what differs: focus, scroll position and the text that
 * somebody is typing stay.
 */
import type { ViewElement, ViewNode } from './node.ts';

const svg = 'http://www.w3.org/2000/svg';

/** Makes the children of `parent` the given ones. */
export function patchChildren(parent: Element, wanted: readonly ViewNode[]): void {
  for (const [index, node] of wanted.entries()) {
    const present = parent.childNodes[index];
    if (present === undefined) parent.append(created(node, parent));
    else if (!patched(present, node)) present.replaceWith(created(node, parent));
  }
  while (parent.childNodes.length > wanted.length) parent.lastChild?.remove();
}

/** Whether `present` could be changed into `node`; otherwise it has to be replaced. */
function patched(present: ChildNode, node: ViewNode): boolean {
  if (typeof node === 'string') {
    if (present.nodeType !== 3) return false;
    if (present.textContent !== node) present.textContent = node;
    return true;
  }
  if (present.nodeType !== 1) return false;
  const element = present as Element;
  // An id is an identity: an element with another one is another element.
  if (element.tagName.toLowerCase() !== node.tag.toLowerCase() || element.id !== String(node.attributes.id ?? '')) {
    return false;
  }
  setAttributes(element, node);
  patchChildren(element, node.children);
  return true;
}

function created(node: ViewNode, parent: Element): Node {
  if (typeof node === 'string') return parent.ownerDocument.createTextNode(node);
  const space = node.tag === 'svg' ? svg : parent.namespaceURI;
  const element = parent.ownerDocument.createElementNS(space, node.tag);
  setAttributes(element, node);
  patchChildren(element, node.children);
  return element;
}

function setAttributes(element: Element, node: ViewElement): void {
  for (const { name } of [...element.attributes]) {
    // Whether a fold is open belongs to the reader.
    if (!(name in node.attributes) && !(name === 'open' && node.tag === 'details')) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(node.attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value))
      element.setAttribute(name, value === true ? '' : String(value));
    if (name === 'value' && 'value' in element && element.value !== value) element.value = value ?? '';
  }
}

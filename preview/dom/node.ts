/**
 * What a view is: a tree of plain data. It becomes text (for a report, a test, an exported picture) or is patched into a
 * document. Text is always escaped, and there is no way to give raw markup or a handler.
 */
export interface ViewElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly children: readonly ViewNode[];
}

export type ViewNode = ViewElement | string;

/** `false`, `null` and `undefined` leave the attribute out; `true` writes it without a value. */
export type AttributeValue = string | number | boolean | null | undefined;

type Child = ViewNode | number | null | undefined | false | readonly Child[];

/** An element. Children that are null, undefined or false are left out; lists are flattened. */
export function h(tag: string, attributes: Record<string, AttributeValue> = {}, ...children: Child[]): ViewElement {
  return { tag, attributes, children: flatten(children) };
}

/** The text of a tree, as a screen reader would meet it, without its markup. */
export function textOf(node: ViewNode): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

function flatten(children: readonly Child[]): ViewNode[] {
  return children.flatMap((child): ViewNode[] => {
    if (child === null || child === undefined || child === false) return [];
    if (Array.isArray(child)) return flatten(child as readonly Child[]);
    return [typeof child === 'number' ? String(child) : (child as ViewNode)];
  });
}

/** An element of a message by its local name, as far as one entry holds them. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  /** Shared and empty until the first one comes. */
  children: readonly Element[];
}

const NONE: Readonly<Record<string, string>> = {};

/** Makes an element without content. */
export function elementOf(name: string, attributes = NONE): Element {
  return { name, attributes, text: '', children: NO_CHILDREN };
}

const NO_CHILDREN: readonly Element[] = [];

/** Puts an element behind the children of another. */
export function addChild(element: Element, added: Element): void {
  if (element.children === NO_CHILDREN) element.children = [added];
  else (element.children as Element[]).push(added);
}

/** The first child of a name. */
export function child(element: Element | undefined, name: string): Element | undefined {
  if (element === undefined) return undefined;
  const { children } = element;
  for (let index = 0; index < children.length; index++)
    if (children[index]!.name === name) return children[index];
  return undefined;
}

/** The element at the end of a path of names. */
export function at(element: Element | undefined, ...path: readonly string[]): Element | undefined {
  let found = element;
  for (const name of path) found = child(found, name);
  return found;
}

/** The trimmed text at the end of a path of names; empty when nothing stands there. */
export function textAt(element: Element | undefined, ...path: readonly string[]): string {
  return at(element, ...path)?.text.trim() ?? '';
}

/** All children of a name. */
export function childrenOf(element: Element | undefined, name: string): readonly Element[] {
  return element === undefined || element.children.length === 0
    ? NO_CHILDREN
    : element.children.filter((one) => one.name === name);
}

/** The first element of a name at any depth. */
export function descendant(element: Element | undefined, name: string): Element | undefined {
  for (const one of element?.children ?? []) {
    const found = one.name === name ? one : descendant(one, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

// Is something else in front? The four corners and the middle of an element must hit the element itself. It finds
// overlays and clipping; an overlay with `pointer-events: none` it cannot find.

/** Corners are rounded by many designs; a point this far inside is not. */
const inset = 2;

/** Null when no point lies in the viewport. */
export function hitTest(element: Element): boolean | null {
  const root = element.getRootNode() as Document | ShadowRoot;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const points = [
    [left + inset, top + inset],
    [right - inset, top + inset],
    [left + inset, bottom - inset],
    [right - inset, bottom - inset],
    [(left + right) / 2, (top + bottom) / 2],
  ] as const;
  const onScreen = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  if (onScreen.length === 0) return null;
  return onScreen.every(([x, y]) => element.contains(root.elementFromPoint(x, y)));
}

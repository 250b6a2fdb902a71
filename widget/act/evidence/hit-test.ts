// Is something in front of an element? Its four corners and its middle must hit the element itself. This
// finds overlays and clipping, but not an overlay with `pointer-events: none`.

/** Many designs round corners, so the test uses points this far inside, CSS pixels. */
const inset = 2;

/** Null when no point lies in the viewport. */
export function hitTest(element: Element): boolean | null {
  const root = element.getRootNode() as Document | ShadowRoot;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const [x0, x1, y0, y1] = [left + inset, right - inset, top + inset, bottom - inset];
  const points: [number, number][] = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
    [(x0 + x1) / 2, (y0 + y1) / 2],
  ];
  const onScreen = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  if (onScreen.length === 0) return null;
  return onScreen.every(([x, y]) => element.contains(root.elementFromPoint(x, y)));
}

/** Waits for what is under way by itself; a test that waits in vain fails with what it waited for. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what = 'it',
  limitMs = 30_000,
): Promise<void> {
  const limit = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > limit) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

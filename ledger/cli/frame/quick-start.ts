// What makes a command start quickly: most of its time goes into finding and reading its modules.

import module from 'node:module';
import { fileURLToPath } from 'node:url';

/** Its package.json is by far the largest: Node (26) parses it anew for each import of and within it. */
const slow = 'drizzle-orm';

/** Before the first module of it is asked for. */
export function quickStart(): void {
  // In a folder of this package: what others can write is not run.
  module.enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/optmark/', import.meta.url)));
  const found = new Map<string, module.ResolveFnOutput>();
  // Node before 22.15 has none, and starts a command in its own time.
  module.registerHooks?.({
    resolve(specifier, context, next) {
      const parent = context.parentURL;
      if (specifier.startsWith('./') || specifier.startsWith('../')) {
        if (!parent?.includes(`/node_modules/${slow}/`) || !specifier.endsWith('.js'))
          return next(specifier, context);
        return { url: new URL(specifier, parent).href, format: 'module', shortCircuit: true };
      }
      if (specifier !== slow && !specifier.startsWith(`${slow}/`)) return next(specifier, context);
      const known = found.get(specifier) ?? { ...next(specifier, context), shortCircuit: true };
      found.set(specifier, known);
      return known;
    },
  });
}

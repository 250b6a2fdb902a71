// One build of the widget for a whole test run, made when the first test file asks for it, gone afterwards. A
// vitest globalSetup.

import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { openDesk } from '../desk.ts';
import { buildWidget } from './built-widget.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A desk (desk.ts) that gives out the folder of the build. */
    widgetBuild: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let folder: string | undefined;
  const desk = await openDesk(async () => {
    folder = await buildWidget();
    return folder;
  });
  project.provide('widgetBuild', desk.url);
  return async () => {
    desk.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  };
}

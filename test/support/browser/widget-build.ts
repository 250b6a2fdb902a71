// One build of the widget for a whole test run, made when the first test file asks for it, gone afterwards. A vitest
// globalSetup, as postgres-server.ts is.

import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { buildWidget } from './built-widget.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers GET with the folder of the build. */
    widgetBuild: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let build: Promise<string> | undefined;
  const desk = createServer((_request, response) => {
    build ??= buildWidget();
    build.then(
      (folder) => response.end(folder),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((done) => desk.listen(0, '127.0.0.1', done));
  project.provide('widgetBuild', `http://127.0.0.1:${(desk.address() as AddressInfo).port}/`);
  return async () => {
    desk.closeAllConnections();
    desk.close();
    const folder = await build?.catch(() => undefined);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  };
}

// The part of selenium-webdriver that webkit.ts uses; the package brings no types.

declare module 'selenium-webdriver' {
  export const Key: { TAB: string };

  export type Actions = {
    move(to: { x: number; y: number; duration: number }): Actions;
    press(): Actions;
    release(): Actions;
    keyDown(key: string): Actions;
    keyUp(key: string): Actions;
    perform(): Promise<void>;
  };

  export type WebDriver = {
    get(url: string): Promise<void>;
    executeScript<T>(script: string): Promise<T>;
    actions(options: { async: boolean }): Actions;
    quit(): Promise<void>;
  };

  export class Builder {
    usingServer(url: string): this;
    withCapabilities(capabilities: Record<string, unknown>): this;
    build(): Promise<WebDriver>;
  }
}

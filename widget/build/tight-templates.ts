// A step of the build, run by vite and not part of the widget: it removes the comments and the indentation
// from the style sheets and templates, which script minifiers leave alone.

import type { Plugin } from 'vite';

/**
 * A style sheet with the same meaning. Not for selectors that need a space before a colon, and not for
 * strings.
 */
export function tightCss(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>~]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .replace(/(?<![\d.])0\.(?=\d)/g, '.')
    .trim();
}

/**
 * Removes only line breaks with indentation. They are never content, because visible text stands on one line.
 */
export function tightHtml(html: string): string {
  return html.replace(/\s*\n\s*/g, ' ').replace(/> </g, '><');
}

export function tightTemplates(): Plugin {
  return {
    name: 'optmark-tight-templates',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/widget\/(act|draw|view|number)\//.test(id)) return undefined;
      return code
        .replace(/(\bcss`)([^`]*)`/g, (_, tag: string, text: string) => `${tag}${tightCss(text)}\``)
        .replace(/(\bhtml`)([^`]*)`/g, (_, tag: string, text: string) => `${tag}${tightHtml(text)}\``);
    },
  };
}

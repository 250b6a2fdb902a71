// A step of the build, run by vite and not part of the widget: the style sheet and the templates are written to be
// read; browsers get them without comments and indentation, which no minifier of scripts touches.

import type { Plugin } from 'vite';

/** A style sheet with the same meaning. Not for selectors that need a space before a colon, nor for strings. */
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

/** Only line breaks with indentation, which are never content: text that people see stands on one line. */
export function tightHtml(html: string): string {
  return html.replace(/\s*\n\s*/g, ' ').replace(/> </g, '><');
}

export function tightTemplates(): Plugin {
  return {
    name: 'optmark-tight-templates',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/widget\/(draw|view|number)\//.test(id)) return undefined;
      return code
        .replace(/(\bcss`)([^`]*)`/g, (_, tag: string, text: string) => `${tag}${tightCss(text)}\``)
        .replace(/(\bhtml`)([^`]*)`/g, (_, tag: string, text: string) => `${tag}${tightHtml(text)}\``);
    },
  };
}

// A step of the build, run by vite and not part of the widget: lit-html without what the widget's templates
// never use: directives, property, element and comment parts, raw text elements, SVG and MathML templates,
// compiled templates, options of event listeners, a place to render before. What guards against templates
// that do not come from source code stays (`raw`).

import type { Plugin } from 'vite';

/** As lit-html publishes it, minified. What stands there, and what stands there instead. */
const cuts: [from: string | RegExp, to: string][] = [
  // Directives.
  [/function M\(t,i,s=t,e\)\{.*?,e\)\),i\}/, 'const M=(t,i)=>i;'],
  ['get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}', ''],
  ['get _$AU(){return this._$AM?._$AU??this._$Cv}', ''],
  [/get parentNode\(\)\{let t=.*?get endNode\(\)\{return this\._\$AB\}/, ''],
  ['get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}', ''],
  ['setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}', ''],
  [',this._$Cv=e?.isConnected??!0', ''],
  ['for(this._$AP?.(!1,!0,s);', 'for(;'],
  // Property, element and comment parts.
  [
    'class I extends H{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===A?void 0:t}}',
    '',
  ],
  ['"."===e[1]?I:', ''],
  [/class Z\{.*?_\$AI\(t\)\{M\(this,t\)\}\}/, ''],
  [':6===r.type&&(i=new Z(h,this,t))', ':0'],
  ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t))', ''],
  [/else\{let t=-1;for\(.*?o\.length-1\}/, ''],
  // Raw text elements.
  [/if\(y\.test\(r\.tagName\)\)\{.*?r\.append\(t\[i\],c\(\)\)\}\}/, ''],
  ['(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', '(c=p)'],
  ['y=/^(?:script|style|textarea|title)$/i,', ''],
  // Other namespaces, and compiled templates.
  ['l=2===i?"<svg>":3===i?"<math>":""', 'l=""'],
  ['+(2===i?"</svg>":3===i?"</math>":"")', ''],
  [
    /if\((this\.el=S\.createElement\(f,e\),P\.currentNode=this\.el\.content),2===i\|\|3===i\)\{.*?childNodes\)\}/,
    'this.el=S.createElement(f,e),P.currentNode=this.el.content;',
  ],
  [/e="number"==typeof s\?this\._\$AC\(t\):\(.*?,s\);/, 'e=this._$AC(t);'],
  // Options of listeners: each stays, and calls the latest handler.
  [
    /class z extends H\{.*?handleEvent\(t\)\}\}/,
    'class z extends H{_$AI(t){this._$AH===A&&this.element.addEventListener(this.name,this),this._$AH=t}handleEvent(t){this._$AH(t)}}',
  ],
  // Wrappers for other document trees, and options of rendering.
  ['i=t=>t,', ''],
  ['const s=i(t).nextSibling;i(t).remove(),t=s', 'const s=t.nextSibling;t.remove(),t=s'],
  ['(t?.creationScope??l).importNode(i,!0)', 'l.importNode(i,!0)'],
  [
    /const D=\(t,i,s\)=>\{.*?h\._\$AI\(t\),h\};/,
    'const D=(t,i)=>{(i._$litPart$??=new k(i.insertBefore(c(),null),null))._$AI(t)};',
  ],
  // For polyfills, private uses and other libraries.
  ['w=x(2),T=x(3),', ''],
  [',T as mathml', ''],
  [',w as svg', ''],
  [/const j=\{M:h.*?\.push\("3\.3\.3"\);/, ''],
  ['j as _$LH,', ''],
];

export function leanLit(): Plugin {
  return {
    name: 'optmark-lean-lit',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('/lit-html/lit-html.js')) return undefined;
      return cuts.reduce((text, [from, to]) => {
        const cut = text.replace(from, () => to);
        // Another version of the library reads otherwise: look again what can be left out.
        if (cut === text) throw new Error(`lit-html has no ${from}`);
        return cut;
      }, code);
    },
  };
}

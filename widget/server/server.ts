// `optmark/server`: what a shop's own server does for the widget. It imports only node:crypto.

export { type CustomerFacts, customerToken } from './customer-token.ts';
export { declarativeOptIn, type OptInFacts } from './declarative.ts';

// The ports of message templates: what the ledger knows about them, and Meta's list of them.

import type { TemplateName, TemplateState } from '../../core/gate/template.ts';
import type { TemplateKey } from '../append/log-store.ts';

/** `treeSize`: the size of the log that first held the last of its records. */
export type StoredTemplate = TemplateKey & { state: TemplateState; treeSize: number };

export interface TemplateStore {
  /**
   * Of every account, or of this one. Read from the primary, so that a new category from Meta counts at once.
   */
  named(business: string, template: TemplateName, account?: string): Promise<StoredTemplate[]>;
  /** By account, name and language. */
  ofBusiness(business: string): Promise<StoredTemplate[]>;
}

/** A template as Meta lists it. */
export type ListedTemplate = { name: string; language: string; category: string; status?: string };

/** The source of an account's templates: Meta. */
export interface TemplateSource {
  /** In pages. Throws the error, without any token in it. */
  templates(account: string): AsyncIterable<ListedTemplate[]>;
}

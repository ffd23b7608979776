/** The sentences of locales/<language>/audit.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/audit.json' with { type: 'json' };
import de from './de/audit.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface AuditSentences extends SharedSentences {
  open: None;
  title: None;
  intro: { readonly days: number };
  nothing: None;
  line: { readonly at: Value; readonly who: Value; readonly what: Value };
  'who.operator': None;
  'who.themselves': None;
  'who.erased': None;
  'export.person': None;
  'export.channel': None;
  'export.workspace': None;
  'export.lessons': None;
  'erase.person': None;
  'erase.themselves': None;
  'erase.channel': None;
  'erase.workspace': None;
  'keep.days': { readonly days: number; readonly what: Value };
  'keep.usual': { readonly what: Value };
  on: { readonly practice: Value };
  off: { readonly practice: Value };
  'on.channel': { readonly practice: Value };
  'off.channel': { readonly practice: Value };
  channels: { readonly practice: Value };
  group: { readonly practice: Value };
  'group.none': { readonly practice: Value };
  'preselect.conversation': None;
  'preselect.workspace': None;
  'import.lessons': None;
  'copy.database': None;
  connect: { readonly tool: Value };
  disconnect: { readonly tool: Value };
  'tool.webhook': None;
  other: None;
  notAdmin: None;
}
export type AuditKey = keyof AuditSentences;

export const audit: Catalogues<AuditSentences> = { en, de };

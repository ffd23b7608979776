/** The sentences of locales/<language>/workspace.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/workspace.json' with { type: 'json' };
import de from './de/workspace.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface WorkspaceSentences extends SharedSentences {
  heading: None;
  on: { readonly practices: Value };
  channels: { readonly practices: Value };
  off: { readonly practices: Value };
  onlyAdmins: None;
  'uncleaned.planned': { readonly at: Value };
  'uncleaned.reader': { readonly at: Value };
  'uncleaned.writer': { readonly at: Value };
  'uncleaned.disk': { readonly needed: number; readonly free: number; readonly at: Value };
  'uncleaned.session': { readonly name: Value; readonly at: Value };
  'uncleaned.prepared': { readonly name: Value; readonly at: Value };
  'uncleaned.slot': { readonly name: Value; readonly at: Value };
  'uncleaned.table': { readonly name: Value; readonly at: Value };
  'uncleaned.owner': { readonly name: Value; readonly at: Value };
  'uncleaned.newer': { readonly at: Value };
  'uncleaned.failed': { readonly code: Value; readonly at: Value };
  openSettings: None;
  openKept: None;
  title: None;
  practices: None;
  'groups.none': None;
  'groups.noneLabel': None;
  'groups.stretch': { readonly first: Value; readonly last: Value };
  'groups.unknown': { readonly label: Value };
  'groups.gone': { readonly label: Value };
  'error.group': None;
  'practice.on': None;
  'practice.off': None;
  'practice.does': { readonly title: Value; readonly does: Value };
  'practice.onForAll': None;
  'practice.channels': None;
  'practice.channelsHint': None;
  reach: None;
  'reach.hint': None;
  'kept.title': None;
  kept: None;
  days: { readonly what: Value };
  usual: { readonly days: Value };
  'kept.lore.events': None;
  'kept.lore.missed': None;
  'kept.lore.messages': None;
  'kept.lore.rituals': None;
  'kept.lore.ballots': None;
  'kept.lore.audit': None;
  'error.number': None;
  'error.long': { readonly days: Value };
  'error.choice': None;
  notAdmin: None;
}
export type WorkspaceKey = keyof WorkspaceSentences;

export const workspace: Catalogues<WorkspaceSentences> = { en, de };

/** A sentence for each thing that is recorded, in the words of the admin who reads it. */
import type { Feature } from '#core/feature.ts';
import { isId, userId } from '#core/ids.ts';
import type { Locale } from '#core/languages.ts';
import { retentionPoliciesOf } from '#core/retention.ts';
import { atMoment, mention, type TranslatorOf, type Value } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { AuditKey, AuditSentences } from '#locales/audit.ts';
import type { Audited, Recorded } from '../../store/access/audit.ts';
import { systemRetention } from '../../store/erasure/system-retention.ts';
import { workspaceCopy } from '../workspace/copy.ts';

type T = TranslatorOf<AuditSentences>;

/** What an entry's subject says, as each kind writes it. @returns `null`: this version has no words for it */
type Say = (t: T, entry: Audited, titles: Titles) => string | null;

/** What practices and kinds of rows are called, in the reader's language. */
export interface Titles {
  readonly practice: (name: string) => string;
  readonly kept: (name: string) => string;
}

export function titlesIn(features: readonly Feature[], locale: Locale): Titles {
  const practices = new Map(features.map(({ name, title }) => [name, title(locale)]));
  const own = workspaceCopy.in(locale, 'UTC');
  const kept = new Map([
    ...features.flatMap(retentionPoliciesOf).map(({ name, title }) => [name, title(locale)] as const),
    ...systemRetention.map(({ name }) => [name, own.plain(`kept.${name}`)] as const),
  ]);
  // One that no longer exists has but its name.
  return { practice: (name) => practices.get(name) ?? name, kept: (name) => kept.get(name) ?? name };
}

const one =
  (keys: Readonly<Partial<Record<string, AuditKey>>>): Say =>
  (t, { subject }) => {
    const key = keys[subject];
    return key === undefined ? null : t.plain(key, {});
  };

const aboutPractice =
  (everywhere: 'on' | 'off' | 'channels', inOne: 'on.channel' | 'off.channel' | null): Say =>
  (t, { subject }, { practice }) => {
    const [name = '', ...rest] = subject.split(' ');
    const key = rest.length > 0 && inOne !== null ? inOne : everywhere;
    return t.plain(key, { practice: practice(name) });
  };

const erased = one({
  person: 'erase.person',
  channel: 'erase.channel',
  workspace: 'erase.workspace',
});

/** Tools are called so in every language. */
const toolIn = (t: T, name: string): string =>
  ({ github: 'GitHub', jira: 'Jira' })[name] ?? t.plain('tool.webhook');

const says: Readonly<Record<Recorded, Say>> = {
  export: one({
    person: 'export.person',
    channel: 'export.channel',
    workspace: 'export.workspace',
    lessons: 'export.lessons',
  }),
  erase: (t, entry, titles) =>
    entry.actor === 'themselves' && entry.subject === 'person'
      ? t.plain('erase.themselves')
      : erased(t, entry, titles),
  keep: (t, { subject }, { kept }) => {
    const [name = '', days] = subject.split(' ');
    const what = kept(name);
    return Number.isInteger(Number(days))
      ? t.plain('keep.days', { what, days: Number(days) })
      : t.plain('keep.usual', { what });
  },
  'switch on': aboutPractice('on', 'on.channel'),
  'switch off': aboutPractice('off', 'off.channel'),
  'let channels choose': aboutPractice('channels', null),
  'name group': (t, { subject }, { practice }) => {
    const [name = '', group] = subject.split(' ');
    return t.plain(group === 'none' ? 'group.none' : 'group', { practice: practice(name) });
  },
  preselect: one({ conversation: 'preselect.conversation', workspace: 'preselect.workspace' }),
  import: one({ lessons: 'import.lessons' }),
  copy: one({ database: 'copy.database' }),
  connect: (t, { subject }) => t.plain('connect', { tool: toolIn(t, subject) }),
  disconnect: (t, { subject }) => t.plain('disconnect', { tool: toolIn(t, subject) }),
};

const isKnown = (kind: string): kind is Recorded => Object.hasOwn(says, kind);

/** When, who, and what. */
export function auditLine(t: T, entry: Audited, titles: Titles): Mrkdwn {
  const said = isKnown(entry.deed) ? says[entry.deed](t, entry, titles) : null;
  return t.mrkdwn('line', { at: atMoment(entry.at), who: whoIn(t, entry), what: said ?? t.plain('other') });
}

function whoIn(t: T, { actor }: Audited): Value {
  if (actor === 'operator' || actor === 'themselves') return t.plain(`who.${actor}`);
  return actor !== 'erased' && isId(actor) ? mention(userId(actor)) : t.plain('who.erased');
}

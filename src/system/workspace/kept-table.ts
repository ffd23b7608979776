/** What is stored and for how long, as a table for documents: from the declared tables, in words that a works council reads. Pure. */
import type { Feature } from '#core/feature.ts';
import type { ColumnKind } from '#core/columns.ts';
import { retentionPoliciesOf, type RetentionPolicy } from '#core/retention.ts';
import { keptWhole, systemRetention } from '../../store/erasure/system-retention.ts';
import { workspaceCopy } from './copy.ts';

type Language = 'en' | 'de';

const words = {
  en: {
    heads: ['part of Lore', 'what is stored', 'says', 'for how long'],
    says: {
      who: 'who',
      where: 'where',
      when: 'when',
      words: 'what people wrote',
      choices: 'choices and numbers',
    },
    days: (days: number) =>
      days % 365 === 0 ? `${days / 365} year${days === 365 ? '' : 's'}` : `${days} days`,
  },
  de: {
    heads: ['Teil von Lore', 'was gespeichert wird', 'sagt', 'wie lange'],
    says: {
      who: 'wer',
      where: 'wo',
      when: 'wann',
      words: 'was Leute schreiben',
      choices: 'Auswahl und Zahlen',
    },
    days: (days: number) =>
      days % 365 === 0 ? `${days / 365} Jahr${days === 365 ? '' : 'e'}` : `${days} Tage`,
  },
} as const;

/** What has no number of days: it goes with something else, or stays until it is changed or erased. Every such table is in one row. */
const untilErased: readonly ({ readonly tables: readonly string[] } & Readonly<
  Record<Language, readonly [what: string, until: string]>
>)[] = [
  {
    tables: ['workspace', 'directory_walk', 'restored'],
    en: [
      'The installation: the workspace’s id and address, what it granted, its token where Lore keeps it (sealed), whether a backup was restored',
      'until the workspace is erased',
    ],
    de: [
      'Die Installation: ID und Adresse des Workspace, erteilte Rechte, das Token, falls Lore es aufbewahrt (verschlüsselt), ob eine Sicherung eingespielt wurde',
      'bis der Workspace gelöscht wird',
    ],
  },
  {
    tables: ['person', 'home'],
    en: [
      'People: what Slack says (id, name, time zone, language, member, guest or admin, away until when) and what they set for themselves (hours, days, holidays, language); that someone opened App Home',
      'until they are erased; as long as Slack lists an account, its entry is read again',
    ],
    de: [
      'Personen: was Slack sagt (ID, Name, Zeitzone, Sprache, Mitglied, Gast oder Admin, bis wann abwesend) und was sie selbst einstellen (Zeiten, Tage, Feiertage, Sprache); dass jemand App-Home geöffnet hat',
      'bis sie gelöscht werden; solange Slack ein Konto führt, wird sein Eintrag neu gelesen',
    ],
  },
  {
    tables: ['channel', 'membership'],
    en: [
      'Channels with Lore: id, name, kind, time zone; who is in them',
      'until the channel is erased; members until they leave it',
    ],
    de: [
      'Kanäle mit Lore: ID, Name, Art, Zeitzone; wer darin ist',
      'bis der Kanal gelöscht wird; Mitglieder, bis sie ihn verlassen',
    ],
  },
  {
    tables: ['channel_rhythm', 'ritual'],
    en: ['What recurs in a channel, and who set it up', 'until the channel is erased'],
    de: ['Was in einem Kanal wiederkehrt und wer es eingerichtet hat', 'bis der Kanal gelöscht wird'],
  },
  {
    tables: ['audience', 'audience_person', 'seal', 'authorship'],
    en: [
      'For everything written: who may read it, and who wrote it',
      'as long as what was written; who wrote a card with hidden names: 14 days after the end',
    ],
    de: [
      'Zu allem Geschriebenen: wer es lesen darf und wer es geschrieben hat',
      'so lange wie das Geschriebene; wer eine Karte mit verborgenen Namen geschrieben hat: 14 Tage nach dem Ende',
    ],
  },
  {
    tables: ['user_group', 'user_group_member'],
    en: ['User groups in Slack, and who is in them', 'as long as Slack has them'],
    de: ['Nutzergruppen in Slack und wer darin ist', 'solange Slack sie führt'],
  },
  {
    tables: ['retention', 'practice_off', 'practice_choice', 'practice_channel', 'practice_group'],
    en: ['What admins set for the workspace', 'until it is changed'],
    de: ['Was Admins für den Workspace einstellen', 'bis es geändert wird'],
  },
  {
    tables: ['left_behind'],
    en: ['Where in Slack an erasure still has to delete something', 'until that is done'],
    de: ['Wo in Slack eine Löschung noch etwas zu entfernen hat', 'bis es erledigt ist'],
  },
];

/**
 * @returns one row for each kind of data, for each practice and for Lore itself
 * @throws when a system table stands in no row
 */
export function keptTable(features: readonly Feature[], language: Language): string {
  const { heads, days } = words[language];
  const described = new Set(untilErased.flatMap(({ tables }) => tables));
  const missing = Object.keys(keptWhole).filter((table) => !described.has(table));
  if (missing.length > 0) throw new Error(`kept-table.ts does not say what is in ${missing.join(', ')}`);
  const t = workspaceCopy.in(language, 'UTC');
  const rows: readonly (readonly string[])[] = [
    ...features.flatMap((feature) =>
      retentionPoliciesOf(feature).map((policy) => [
        ...[feature.title(language), policy.title(language), saidBy(policy, language), days(policy.days)],
      ]),
    ),
    ...systemRetention.map(({ name, days: kept }) => ['Lore', t.plain(`kept.${name}`), '', days(kept)]),
    ...untilErased.map((row) => ['Lore', row[language][0], '', row[language][1]]),
  ];
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const kinds: Partial<Record<ColumnKind, keyof (typeof words)['en']['says']>> = {
  person: 'who',
  channel: 'where',
  instant: 'when',
  day: 'when',
  text: 'words',
  choice: 'choices',
  number: 'choices',
  flag: 'choices',
};

/** What the columns of these rows say; whoever wrote one is known apart from it. */
function saidBy({ table, parts }: RetentionPolicy, language: Language): string {
  const said = new Set<string>([words[language].says.who]);
  for (const { columns } of [table, ...parts.map((part) => part.table)])
    for (const { kind, exportKey } of Object.values(columns)) {
      const what = kinds[kind];
      if (what !== undefined && exportKey !== null) said.add(words[language].says[what]);
    }
  return Object.values(words[language].says)
    .filter((what) => said.has(what))
    .join(', ');
}

/** What is stored and for how long, as a table for documents: from the declared tables, in words that a works council reads. Pure. */
import type { Feature } from '#core/feature.ts';
import type { ColumnKind } from '#core/columns.ts';
import { retentionPoliciesOf, type RetentionPolicy } from '#core/retention.ts';
import { keptWhole, systemRetention } from '../../store/erasure/system-retention.ts';
import { workspaceCopy } from './copy.ts';

type Language = 'en' | 'de';
type Said = 'who' | 'where' | 'when' | 'words' | 'sealed' | 'choices';

const words = {
  en: {
    heads: ['part of Lore', 'what is stored', 'says', 'for how long'],
    says: {
      who: 'who',
      where: 'where',
      when: 'when',
      words: 'what people wrote',
      sealed: 'what people wrote (sealed)',
      choices: 'choices and numbers',
    },
    days: (days: number) =>
      days % 365 === 0 ? `${days / 365} year${days === 365 ? '' : 's'}` : `${days} days`,
  },
  de: {
    heads: ['Teil von Lore', 'was gespeichert wird', 'enthält', 'wie lange'],
    says: {
      who: 'wer',
      where: 'wo',
      when: 'wann',
      words: 'Geschriebenes',
      sealed: 'Geschriebenes (versiegelt)',
      choices: 'Ausgewähltes und Zahlen',
    },
    days: (days: number) =>
      days % 365 === 0 ? `${days / 365} Jahr${days === 365 ? '' : 'e'}` : `${days} Tage`,
  },
} as const;

/** What has no number of days: it goes with something else, or stays until it is changed or erased. Every such table is in one row. */
const untilErased: readonly ({
  readonly tables: readonly string[];
  readonly says: readonly Said[];
} & Readonly<Record<Language, readonly [what: string, until: string]>>)[] = [
  {
    tables: ['workspace', 'installation', 'directory_walk', 'work_pace', 'restored'],
    says: ['when', 'choices'],
    en: [
      'The installation: the workspace’s id and address, what it granted, its token where Lore keeps it (sealed), when Lore last called Slack, whether a backup was restored',
      'until the workspace is erased',
    ],
    de: [
      'Die Installation: ID und Adresse des Workspaces, erteilte Rechte, das Token, falls Lore es aufbewahrt (verschlüsselt), wann Lore Slack zuletzt aufgerufen hat, ob eine Sicherung eingespielt wurde',
      'bis der Workspace gelöscht wird',
    ],
  },
  {
    tables: ['person', 'home'],
    says: ['who', 'when', 'choices'],
    en: [
      'People: what Slack says (id, name, time zone, language, member, guest or admin, away until when) and what they set for themselves (hours, days, holidays, language); that someone opened App Home',
      'until they are erased; as long as Slack lists an account, its entry is read again',
    ],
    de: [
      'Personen: was Slack sagt (ID, Name, Zeitzone, Sprache, Mitglied, Gast oder Admin, bis wann abwesend) und was sie selbst einstellen (Zeiten, Tage, Feiertage, Sprache); dass jemand das App-Home geöffnet hat',
      'bis sie gelöscht werden; solange Slack ein Konto führt, wird sein Eintrag neu gelesen',
    ],
  },
  {
    tables: ['channel', 'membership'],
    says: ['who', 'where', 'when'],
    en: [
      'Channels that Lore is or was in, or was used in: id, name, kind, language, time zone; who is in them',
      'until the channel is erased; members until Lore learns that they left',
    ],
    de: [
      'Kanäle, in denen Lore ist oder war oder benutzt wurde: ID, Name, Art, Sprache, Zeitzone; wer darin ist',
      'bis der Kanal gelöscht wird; Mitglieder, bis Lore erfährt, dass sie ihn verlassen haben',
    ],
  },
  {
    tables: ['channel_rhythm', 'ritual'],
    says: ['who', 'where', 'when', 'choices'],
    en: ['What recurs in a channel, its learning time, and who set it up', 'until the channel is erased'],
    de: [
      'Was in einem Kanal wiederkehrt, seine Lernzeit und wer es eingerichtet hat',
      'bis der Kanal gelöscht wird',
    ],
  },
  {
    tables: ['audience', 'audience_person', 'seal', 'authorship'],
    says: ['who', 'where'],
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
    says: ['who'],
    en: ['User groups in Slack, and who is in them', 'as long as Slack has them'],
    de: ['Nutzergruppen in Slack und wer darin ist', 'solange Slack sie führt'],
  },
  {
    tables: ['retention', 'practice_off', 'practice_choice', 'practice_channel', 'practice_group'],
    says: ['who', 'where', 'choices'],
    en: [
      'What admins set for the workspace, and which practices a channel chose',
      'until it is changed, or the channel is erased',
    ],
    de: [
      'Was Admins für den Workspace einstellen und welche Funktionen ein Kanal gewählt hat',
      'bis es geändert oder der Kanal gelöscht wird',
    ],
  },
  {
    tables: ['calendar_feed'],
    says: ['who', 'where', 'when'],
    en: [
      'That someone has an address at which their calendar reads dates; of the address itself only what recognises it (a hash)',
      'until they stop it, or are erased, or the channel is',
    ],
    de: [
      'Dass jemand eine Adresse hat, unter der der eigene Kalender Termine liest; von der Adresse selbst nur, woran sie erkannt wird (ein Hash)',
      'bis sie abgestellt wird oder die Person oder der Kanal gelöscht wird',
    ],
  },
  {
    tables: ['access_token'],
    says: ['who', 'when', 'words'],
    en: [
      'That someone has a token with which a program reads as they may: what they call it, and on which day it was last used; of the token itself only what recognises it (a hash)',
      'until they revoke it, leave the workspace, or are erased',
    ],
    de: [
      'Dass jemand ein Token hat, mit dem ein Programm liest, was die Person lesen darf: wie sie es nennt und an welchem Tag es zuletzt benutzt wurde; vom Token selbst nur, woran es erkannt wird (ein Hash)',
      'bis sie es widerruft, den Workspace verlässt oder gelöscht wird',
    ],
  },
  {
    tables: ['tracker_issue'],
    says: ['who', 'where', 'when', 'words', 'choices'],
    en: [
      'Issues in a connected tool: of which action, where, and how it stands there; its text and whose it is, until it is made',
      'as long as the action',
    ],
    de: [
      'Tickets in einem verbundenen Werkzeug: zu welcher Maßnahme, wo, und wie es dort steht; der Text und von wem er ist, bis es angelegt ist',
      'so lange wie die Maßnahme',
    ],
  },
  {
    tables: ['connection', 'connection_source', 'connection_place'],
    says: ['who', 'where', 'when', 'choices'],
    en: [
      'Connections to other tools: who made one, its token and secret (sealed), which repositories or boards projects follow, who can read issues there',
      'until an admin disconnects it; what a project follows: as long as the project',
    ],
    de: [
      'Verbindungen zu anderen Werkzeugen: wer sie eingerichtet hat, Token und Geheimnis (verschlüsselt), welchen Repositorys oder Boards Projekte folgen, wer dort Tickets lesen kann',
      'bis Admins sie trennen; wem ein Projekt folgt: so lange wie das Projekt',
    ],
  },
  {
    tables: ['left_behind'],
    says: ['who', 'where', 'when'],
    en: ['Where in Slack an erasure still has to delete something', 'until that is done'],
    de: ['Wo in Slack eine Löschung noch etwas zu entfernen hat', 'bis es erledigt ist'],
  },
];

/** What Lore's own rows say that have a number of days. None holds what people wrote. */
const ownSays: Readonly<Record<string, readonly Said[]>> = {
  'lore.events': ['who', 'where', 'when'],
  'lore.missed': ['who', 'where', 'when'],
  'lore.messages': ['who', 'where', 'when'],
  'lore.rituals': ['who', 'where', 'when', 'choices'],
  'lore.ballots': ['who', 'where', 'when', 'choices'],
  'lore.audit': ['who', 'when', 'choices'],
};

/** As a table in Markdown. */
export function keptTable(features: readonly Feature[], language: Language): string {
  const [heads = [], ...rows] = keptRows(features, language);
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * @returns the heads, then one row for each kind of data, for each practice and for Lore itself
 * @throws when a system table stands in no row
 */
export function keptRows(features: readonly Feature[], language: Language): readonly (readonly string[])[] {
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
    ...systemRetention.map(({ name, days: kept }) => [
      ...['Lore', t.plain(`kept.${name}`), inWords(ownSays[name] ?? [], language), days(kept)],
    ]),
    ...untilErased.map((row) => [
      ...['Lore', row[language][0], inWords(row.says, language), row[language][1]],
    ]),
  ];
  return [heads, ...rows];
}

const kinds: Partial<Record<ColumnKind, Said>> = {
  person: 'who',
  channel: 'where',
  instant: 'when',
  day: 'when',
  text: 'words',
  sealed: 'sealed',
  choice: 'choices',
  number: 'choices',
  flag: 'choices',
};

/** What the columns of these rows say, without who wrote one. */
function saidBy({ table, parts }: RetentionPolicy, language: Language): string {
  const columns = [table, ...parts.map((part) => part.table)].flatMap((one) => Object.values(one.columns));
  const said = columns.flatMap(({ kind, exportKey }) => (exportKey === null ? [] : (kinds[kind] ?? [])));
  return inWords(['who', ...said], language);
}

function inWords(said: readonly Said[], language: Language): string {
  const has = new Set(said);
  return Object.entries<string>(words[language].says)
    .flatMap(([one, name]) => (has.has(one as Said) ? [name] : []))
    .join(', ');
}

/** What `lore import` says. */
import type { Outcome } from '../../../features/lessons/imports/operations.ts';
import { type Source, placeText, type Refused } from './entry.ts';
import { type Field, fields, type Mapping } from './mapping.ts';
import type { Doubt } from './note.ts';
import type { Found, Report } from './run.ts';
import type { Place } from './keep.ts';

const named: Readonly<Record<Field, string>> = {
  title: 'title',
  topics: 'topics',
  body: 'what happened',
  context: 'context',
  use_when: 'use this when',
  date: 'learned on',
  author: 'author',
  key: 'the key by which it is found again',
};

/** What the source is, and which of its columns becomes what. */
export function saySource(source: Source, columns: readonly string[], mapping: Mapping): readonly string[] {
  const used = fields.flatMap((field) => {
    const column = mapping[field];
    return column === undefined ? [] : [`  ${column} → ${named[field]}`];
  });
  const taken = new Set(Object.values(mapping));
  const left = columns.filter((column) => !taken.has(column));
  const leftIn = source.hasPages ? 'Stays in the text' : 'Left out';
  return [
    `${source.name} is ${source.kind}.`,
    ...used,
    ...(left.length === 0
      ? []
      : [`${leftIn}: ${left.join(', ')}. To bring one in as something: --map COLUMN=FIELD.`]),
    ...lacking(source, columns, mapping),
    ...source.leftOut.map((one) => `Not read: ${one}`),
  ];
}

/** A page has a name and a text. */
function lacking({ hasPages, kind }: Source, columns: readonly string[], mapping: Mapping): string[] {
  if (hasPages || columns.length === 0) return [];
  const missing = (['title', 'body'] as const).filter((field) => mapping[field] === undefined);
  if (missing.length === 0) return [];
  const called = missing.map((field) => (field === 'title' ? 'a title' : 'a text')).join(' or ');
  const named = kind === 'CSV' ? ' The first line of the file has to name its columns.' : '';
  return [
    `Nothing is called ${called}, without which no row comes in. To say which column it is: ${missing.map((field) => `--map COLUMN=${field}`).join(' ')}.${named}`,
  ];
}

const counts: Readonly<Record<Outcome, string>> = {
  new: 'New',
  updated: 'Updated, since the source changed',
  same: 'Already there',
  elsewhere: 'Already there with the same words',
  changedHere: 'Changed in Lore and in the source, so left as in Lore',
  takenOut: 'Deleted in Lore, so left out',
};

const doubted: Readonly<Record<Doubt, string>> = {
  future: 'With a date in the future, so learned today',
  noDate: 'With a date that cannot be read for sure, so learned today',
  longTitle: 'With a title of more than 120 characters, which is shortened and stands in the text in full',
  longUseWhen:
    'With more than 300 characters of when to use it, which are shortened and stand in the text in full',
  moreTopics: 'With more than five topics, or long ones, which stand in the text',
  byWords:
    'With an author whom Lore does not know for sure, whose name stands in the text (to say who it is: --authors)',
};

interface Kept {
  readonly count: number;
  readonly first: readonly Refused[];
  readonly file: string | null;
}

/** @param place `null`: a dry run without a channel */
export function sayReport(
  report: Report,
  kept: Kept,
  place: Place | null,
  isDry: boolean,
): readonly string[] {
  const all = Object.entries(report.outcomes) as [Outcome, number][];
  return [
    ...(isDry
      ? report.first.map(({ words: { title, topics } }) => `  ${title}${topics === '' ? '' : ` (${topics})`}`)
      : []),
    ...(place === null || all.length === 0 ? [] : [whereOf(place, isDry)]),
    ...(all.length === 0
      ? ['Nothing to import was found.']
      : all.map(([outcome, count]) => `${counts[outcome]}: ${count}.`)),
    ...(Object.entries(report.doubts) as [Doubt, Found][]).map(
      ([doubt, found]) => `${doubted[doubt]}: ${found.count} (${places(found)}).`,
    ),
    ...(report.changedHere.count > 0 ? [`Look at these in both places: ${places(report.changedHere)}.`] : []),
    ...(report.isWithoutKeys
      ? [
          'No column names a row, so one that changes later comes as another lesson. If one does: --map COLUMN=key.',
        ]
      : []),
    ...sayRejected(kept),
    ...(isDry ? ['This was a dry run: nothing was written.'] : []),
  ];
}

const whereOf = ({ channel, reach, by }: Place, isDry: boolean): string =>
  `${isDry ? 'It would go' : 'It went'} into ${channel.name === '' ? channel.channelId : `#${channel.name}`}, for ${reach === 'workspace' ? 'the workspace' : 'the people in it'}, brought in by ${by}.`;

const places = ({ count, first }: Found): string => `${first.join('; ')}${count > first.length ? '; …' : ''}`;

function sayRejected({ count, first, file }: Kept): readonly string[] {
  if (count === 0) return [];
  return [
    `Refused: ${count}.${file === null ? '' : ` They are in ${file}, each as it was and with the reason.`}`,
    ...first.map(({ at, reason }) => `  ${placeText(at)}: ${reason}`),
    ...(count > first.length ? ['  …'] : []),
  ];
}

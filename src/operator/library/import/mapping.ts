/** Which column, key or line of front matter becomes which field of a lesson. Pure. */
import { suggest } from '#core/suggest.ts';
import { ConfigError } from '../../../config.ts';

/** `key` names it within its source, so that it stays the same lesson when its words change. */
export const fields = ['title', 'topics', 'body', 'context', 'use_when', 'date', 'author', 'key'] as const;
export type Field = (typeof fields)[number];

/** Of each field the name of its column, as written in the source. */
export type Mapping = Readonly<Partial<Record<Field, string>>>;

/** What columns are called elsewhere, the likeliest first; without case, and with a space for what is no letter. */
const usual: Readonly<Record<Field, readonly string[]>> = {
  title: ['title', 'name', 'heading', 'subject', 'lesson', 'page', 'titel', 'überschrift', 'titulo'],
  topics: [
    'topics',
    'topic',
    'tags',
    'tag',
    'labels',
    'label',
    'categories',
    'category',
    'themen',
    'thema',
    'schlagwörter',
    'kategorie',
  ],
  body: [
    'happened',
    'what happened',
    'body',
    'content',
    'text',
    'description',
    'notes',
    'note',
    'details',
    'markdown',
    'inhalt',
    'beschreibung',
    'notiz',
  ],
  context: ['context', 'background', 'situation', 'kontext', 'hintergrund'],
  use_when: [
    'use when',
    'use this when',
    'when to use',
    'use it when',
    'applies when',
    'nutzen wenn',
    'wann',
  ],
  date: [
    'learned at',
    'learned',
    'kept',
    'date',
    'created at',
    'created',
    'created time',
    'written at',
    'written',
    'datum',
    'erstellt',
    'erstellt am',
    'last edited time',
    'updated',
  ],
  author: ['author', 'authors', 'by', 'created by', 'writer', 'owner', 'autor', 'autorin', 'verfasser'],
  key: ['id', 'key', 'uuid', 'guid', 'path', 'slug', 'url', 'permalink'],
};

const plain = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** @param chosen what the operator said, which comes first */
export function mappingOf(columns: readonly string[], chosen: Mapping = {}): Mapping {
  const taken = new Set(Object.values(chosen));
  const found: Partial<Record<Field, string>> = { ...chosen };
  for (const field of fields) {
    if (found[field] !== undefined) continue;
    const free = columns.filter((column) => !taken.has(column));
    for (const name of usual[field]) {
      const column = free.find((one) => plain(one) === name);
      if (column === undefined) continue;
      found[field] = column;
      taken.add(column);
      break;
    }
  }
  return found;
}

/** @param said as typed: `COLUMN=FIELD` @throws ConfigError, with what was meant */
export function chosenIn(said: readonly string[]): Mapping {
  const chosen: Partial<Record<Field, string>> = {};
  for (const one of said) {
    const at = one.lastIndexOf('=');
    const name = one.slice(at + 1).trim();
    const field = fields.find((each) => each === name);
    if (at < 1 || field === undefined) {
      const meant = at < 1 ? null : suggest(name, fields);
      throw new ConfigError(
        `--map takes COLUMN=FIELD, and a field is one of ${fields.join(', ')}.${meant === null ? '' : ` Did you mean ${meant}?`} Nothing was imported.`,
      );
    }
    if (chosen[field] !== undefined)
      throw new ConfigError(`--map names ${field} twice. Nothing was imported.`);
    chosen[field] = one.slice(0, at).trim();
  }
  return chosen;
}

/** @throws ConfigError when a chosen column is in none of the rows that were looked at */
export function mustBeThere(chosen: Mapping, columns: readonly string[]): void {
  for (const column of Object.values(chosen)) {
    if (columns.includes(column)) continue;
    const meant = suggest(column, columns);
    throw new ConfigError(
      `--map names the column ${column}, which is not there.${meant === null ? ` There is ${columns.join(', ')}.` : ` Did you mean ${meant}?`} Nothing was imported.`,
    );
  }
}

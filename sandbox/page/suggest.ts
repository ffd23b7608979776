import type { CommandView, PersonView } from '../protocol.ts';

/** The commands that could be meant by `text`: while one still writes the first word of something that starts with `/`. */
export function suggestCommands(text: string, commands: readonly CommandView[]): readonly CommandView[] {
  if (!/^\/\S*$/.test(text)) return [];
  return commands.filter(({ command }) => command.startsWith(text.toLowerCase()) && command !== text);
}

/** The command that `text` already names, so that its usage can be shown while one writes the rest. */
export function commandOf(text: string, commands: readonly CommandView[]): CommandView | null {
  const word = /^\/\S+/.exec(text)?.[0].toLowerCase();
  return commands.find(({ command }) => command === word) ?? null;
}

/** What is written of a mention in front of `caret`: where its `@` stands, and what follows it. */
function mentionAt(text: string, caret: number): { readonly start: number; readonly query: string } | null {
  const query = /(?<=^|[\s(])@([^@\n]{0,40})$/.exec(text.slice(0, caret))?.[1];
  return query === undefined ? null : { start: caret - query.length - 1, query };
}

const most = 8;

/** Who could be meant by the `@…` in front of `caret`: people of whom a name begins so. */
export function suggestPeople(
  text: string,
  caret: number,
  people: readonly PersonView[],
): readonly PersonView[] {
  const query = mentionAt(text, caret)?.query.toLowerCase();
  if (query === undefined) return [];
  const fits = ({ name }: PersonView) => {
    const lower = name.toLowerCase();
    return lower !== query && (lower.startsWith(query) || lower.includes(` ${query}`));
  };
  return people.filter((person) => person.standing !== 'deactivated' && fits(person)).slice(0, most);
}

/** The text with the `@…` in front of `caret` written out as the name, and where the caret then stands. */
export function writeMention(
  text: string,
  caret: number,
  name: string,
): { readonly text: string; readonly caret: number } {
  const start = mentionAt(text, caret)?.start ?? caret;
  const before = `${text.slice(0, start)}@${name} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length };
}

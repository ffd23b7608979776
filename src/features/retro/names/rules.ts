/** What a topic is called: the name that somebody gives it, or that its parts had. Pure. */
import type { RowId } from '#core/ids.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { clean } from '#core/text.ts';
import type { CardText, Topic } from '../group/rules.ts';
import { longestName, proposedName } from './proposal.ts';

export type NameRefusal = 'nameEmpty' | 'nameLong';

/** A name as it is stored: one line, without what nobody sees. */
export function readName(typed: string): Result<string, NameRefusal> {
  const name = clean(typed)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')
    .normalize('NFC');
  if (name === '') return refuse('nameEmpty');
  return name.length > longestName ? refuse('nameLong') : ok(name);
}

/** What each topic is called, by its id: one that has no name is missing. */
export type Names = ReadonlyMap<RowId, string>;

/**
 * What topics that were just joined are called: what one of their parts was called, or what is proposed.
 * @param joined those without a name yet get one
 * @param before the topics until now
 */
export function namesOfJoined(
  joined: readonly Topic[],
  before: readonly Topic[],
  cards: readonly CardText[],
  names: Names,
  locale: string,
): Names {
  const texts = (those: readonly RowId[]) =>
    cards.filter(({ id }) => those.includes(id)).map(({ text }) => text);
  const given = joined.flatMap(({ id, cards: those }): [RowId, string][] => {
    if (names.has(id)) return [];
    const parts = before.filter((topic) => topic.cards.some((card) => those.includes(card)));
    const kept = parts.map((part) => names.get(part.id)).find((name) => name !== undefined);
    const name = kept ?? proposedName(texts(those), locale);
    return name === null ? [] : [[id, name]];
  });
  return new Map(given);
}

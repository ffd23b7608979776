/** Naming topics until their discussion is over. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import type { Read } from '#core/kit/modal.ts';
import { clear, errors, nothing, push, type Reply, update } from '#core/listener.ts';
import { lookLater } from '../assumptions/operations.ts';
import { discussionPost, discussionsOf } from '../discuss/operations.ts';
import { cardsIn, saveNames } from '../group/rows.ts';
import * as answers from '../session/answers.ts';
import { endedPlainly } from '../session/ended.ts';
import { applyEvent } from '../session/operations.ts';
import { whyNot } from '../session/rules.ts';
import { longestName } from './proposal.ts';
import { readName } from './rules.ts';
import * as screens from './screens.ts';

type NameFields = Read<typeof screens.fieldsOfNames>;

/**
 * Stores the names in a form's fields. What stands there of a topic that has since been joined or taken apart is left.
 * @param shown the topics of the fields, in order
 * @returns what is wrong, at each field; then nothing is stored
 */
export async function nameTopics(
  here: answers.Acting,
  shown: readonly RowId[],
  fields: NameFields,
): Promise<Readonly<Record<string, string>> | null> {
  const { scope, loaded, by, now, t } = here;
  const why = whyNot(loaded.retro, { kind: 'name', by }, now);
  if (why !== null) return { name0: endedPlainly(t, loaded, why) ?? t.plain(`refused.${why}`) };
  const all = await cardsIn(scope, loaded.row.id);
  const topics = new Map(screens.numbered(all).map((one) => [one.topic.id, one]));
  const before = all.names;
  const names = new Map<RowId, string>();
  const wrong: Record<string, string> = {};
  for (const [at, id] of shown.entries()) {
    const one = topics.get(id);
    const typed = fields[`name${at}`] ?? '';
    const name = readName(typed);
    if (one === undefined) continue;
    if (!name.ok)
      wrong[`name${at}`] = t.plain(`refused.${name.code}`, { length: typed.length, most: longestName });
    else if (before.has(id) || name.value !== screens.neutralName(t, loaded.row, all, one))
      names.set(id, name.value);
  }
  if (Object.keys(wrong).length > 0) return wrong;
  const isChanged = [...names].some(([id, name]) => before.get(id) !== name);
  if (!isChanged) return null;
  await saveNames(scope, loaded.row, names);
  await applyEvent(here, loaded, { kind: 'name', by });
  const discussions = await discussionsOf(scope, loaded.row.id);
  await scope.refresh(...discussions.map((one) => discussionPost(loaded.row, one)));
  // What the channel can read now may have come back, too.
  await lookLater(here, loaded.row, loaded.row.phase);
  return null;
}

/** What is typed is stored as soon as it can be a name. */
export async function nameAsTyped(
  here: answers.Acting,
  shown: readonly RowId[],
  fields: NameFields,
): Promise<Reply> {
  const names = shown.map((id, at) => [id, fields[`name${at}`] ?? ''] as const);
  const good = names.filter(([, typed]) => readName(typed).ok);
  await nameTopics(
    here,
    good.map(([id]) => id),
    Object.fromEntries(good.map(([, typed], at) => [`name${at}`, typed])),
  );
  return nothing;
}

const show =
  (reply: typeof push) =>
  async ({ t, loaded, scope }: answers.Acting, { page = 0 }: answers.PageOfRetro): Promise<Reply> =>
    reply(screens.renderNames(t, loaded, await cardsIn(scope, loaded.row.id), page));

export const naming: FeaturePart = {
  actions: [
    answers.onRetro(screens.changeNames, 'name', show(push)),
    ...answers.onRetroPages(screens.namesPages, 'name', show(update)),
  ],
  views: [
    answers.onRetroForm(
      screens.namesModal,
      'name0',
      async (here, { shown }, fields) => {
        const wrong = await nameTopics(here, shown, fields);
        return wrong === null ? clear : errors(wrong);
      },
      async (here, { shown }, fields) => nameAsTyped(here, shown, fields),
    ),
  ],
};

/** What is known already of what a team is about to try: lessons, and earlier experiments. Read with the access of the person who asks. */
import type { Feature } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import type { RenderedLesson } from '#core/lessons.ts';
import type { RenderContext } from '#core/post.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { fittingIn, type Said } from '#core/search/fitting.ts';
import { calledOf, type Experiment, experiments, saidIn, withWords, words } from '../rows.ts';
import { type State, tellingFields } from '../rules.ts';

/** The practices, asked for when they are needed, since some need each other. */
export type Others = () => readonly Pick<Feature, 'name' | 'lessonLibrary'>[];

export interface Known {
  readonly lessons: readonly RenderedLesson[];
  readonly earlier: readonly Experiment[];
}

const mostShown = 3;

/** Experiments in one of these states that fit what is said, the best first. @param but the one that says it */
export async function experimentsLike(
  read: ReadScope,
  said: Said,
  states: readonly State[],
  but: RowId | null = null,
): Promise<readonly Experiment[]> {
  const found = await fittingIn(read.words, words, said, {
    where: (rows) => {
      const telling = rows.where('it.field', 'in', tellingFields);
      return but === null ? telling : telling.where('it.experiment_id', '!=', but);
    },
  });
  const parts = await findRows(read.from(words), { id: found.map(({ id }) => id) }, 'id');
  const of = new Map(parts.map((row) => [row.id, row.experiment_id]));
  const ids = [...new Set(found.flatMap(({ id }) => of.get(id) ?? []))];
  const rows = await findRows(read.from(experiments), { id: ids, state: states }, 'id');
  const all = new Map((await withWords(read, rows)).map((one) => [one.row.id, one]));
  return ids.flatMap((id) => all.get(id) ?? []);
}

/** What a team says of it: its name, and the rest. */
const saidOf = (one: Experiment): Said => ({
  name: calledOf(one),
  about: [saidIn(one, 'belief'), saidIn(one, 'test')].join('\n'),
});

/** Up to three lessons and three experiments that are over. */
export async function knownBefore(
  others: Others,
  read: ReadScope,
  one: Experiment,
  renderContext: RenderContext,
): Promise<Known> {
  const said = saidOf(one);
  const occasion = { channel: one.row.channel_id, ...said };
  const lessons: RenderedLesson[] = [];
  for (const { lessonLibrary: library } of others()) {
    if (library === undefined) continue;
    const ids = [
      ...(await library.knownIn(read, occasion)).slice(0, mostShown),
      ...(await library.find(read, occasion, renderContext.now)),
    ];
    for (const id of ids) {
      const lesson = await library.draw(read, id, renderContext);
      if (lesson !== null) lessons.push(lesson);
    }
  }
  const earlier = await experimentsLike(read, said, ['decided', 'ended'], one.row.id);
  return { lessons: lessons.slice(0, mostShown), earlier: earlier.slice(0, mostShown) };
}

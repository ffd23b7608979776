/** Where somebody could learn what stands in their sheet: what practices find by its words, with their access, for them alone. It is kept nowhere. */
import type { KnownBlock } from '@slack/types';
import type { Feature } from '#core/feature.ts';
import type { RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { type ToLearn, toLearnKinds } from '#core/to-learn.ts';
import { type Sheet, wordsOf } from './rules.ts';

/** None is known here. */
export type Practices = () => readonly Pick<Feature, 'name' | 'toLearn'>[];

export async function findToLearn(
  practices: Practices,
  read: ReadScope,
  sheet: Sheet,
  renderContext: RenderContext,
): Promise<readonly KnownBlock[]> {
  const words = wordsOf(sheet);
  if (words === '') return [];
  const found: ToLearn[] = [];
  for (const { name, toLearn } of practices())
    if (toLearn !== undefined && (await read.isOn(name)))
      found.push(...(await toLearn(read, words, renderContext)));
  return toLearnKinds.flatMap((kind) => found.filter((one) => one.kind === kind).map(({ block }) => block));
}

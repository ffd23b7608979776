/** A pathway as the person who pressed something sees it, and what they are told of it. */
import type { RowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Reading, type Reply, say, update } from '#core/listener.ts';
import type { FixedKey } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { PathwaysSentences } from '#locales/pathways.ts';
import { copy } from './copy.ts';
import { type Reader, renderPathway, sentencesFor } from './page.ts';
import { loadWhole, type Whole } from './rows.ts';
import { ownDones, ownFollow } from './walking/rows.ts';

export type Told = Extract<FixedKey<PathwaysSentences>, `told.${string}`>;

export const tell = (it: Reading, key: Told): Reply => say(messageOf(copy.for(it).mrkdwn(key)));

/** The id of what somebody noted of each activity that they finished. */
async function readerOf(it: Reading, id: RowId): Promise<Reader> {
  const { scope, person, now } = it;
  const finished = (await ownDones(scope)).flatMap(({ activity_id: activity, done_id: done }) =>
    activity === null ? [] : [[activity, done] as const],
  );
  return {
    ...sentencesFor(it),
    now,
    self: person.userId,
    isMember: person.memberType === 'member',
    follows: (await ownFollow(scope, id)) !== null,
    done: new Map(finished),
  };
}

/** Opens it, or shows it where the person is. */
export async function showPathway(
  it: Reading,
  id: RowId,
  page = 0,
  notice: Mrkdwn | null = null,
): Promise<Reply> {
  const whole = await loadWhole(it.scope, id);
  if (whole === null) return tell(it, 'told.gone');
  return update(renderPathway(await readerOf(it, id), whole, page, notice));
}

/** For what stands in buttons: what they are about may be gone, or not for this person any more. */
export const onWhole =
  <Value extends { readonly pathway: RowId }, It extends Reading>(
    run: (it: It, whole: Whole, value: Value) => Promise<Reply>,
  ) =>
  async (it: It, value: Value): Promise<Reply> => {
    const whole = await loadWhole(it.scope, value.pathway);
    return whole === null ? tell(it, 'told.gone') : run(it, whole, value);
  };

/** What the organisation aims for: an admin writes it, each version keeps its date, and every full member reads it. */
import type { FeaturePart } from '#core/feature.ts';
import { rowId } from '#core/ids.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { errors, onReading, onSubmit, type Reading, type Reply, update } from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import { onDay } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import { isOpenToAll } from '#core/visibility.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { showPage, tell } from '../page.ts';
import { type AimRow, aimNow, aims, aimsIn } from '../rows.ts';
import { mostPast, renderAims, renderPast } from './screens.ts';

const openForm = async (it: Reading): Promise<Reply> => {
  if (!isAdmin(it.person)) return tell(it, 'told.adminsOnly');
  return update(renderAims(copy.for(it), await aimNow(it.scope)));
};

const submit = onSubmit(ids.aimsModal, async (it, { from }, { words, channel: chosen }): Promise<Reply> => {
  const t = copy.for(it);
  const { scope, now, newId, person } = it;
  if (!isAdmin(person)) return errors({ words: t.plain('told.adminsOnly') });
  if (words === '') return errors({ words: t.plain('aims.empty') });
  const may = mayPostIn(chosen === null ? null : await scope.channel(chosen));
  if (!may.ok)
    return errors({ channel: t.plain(may.code === 'archived' ? 'there.archived' : 'there.outside') });
  const channel = may.value;
  if (!isOpenToAll(channel)) return errors({ channel: t.plain('aims.notPublic') });
  const before = await aimNow(scope);
  // Somebody else wrote a version meanwhile: it is shown before it is replaced.
  if (before !== null && before.id !== from)
    return errors({
      words: t.plain('aims.changed', { day: onDay(before.written_at), words: shorten(before.words, 500) }),
    });
  if (before !== null && before.words === words && before.channel_id === channel.channelId)
    return showPage(it);
  const row: AimRow = {
    ...{ id: rowId(newId()), channel_id: channel.channelId, words },
    ...{ written_by: person.userId, written_at: now, replaced_at: null },
  };
  const audience = await scope.audience({ kind: 'workspace', from: channel.channelId });
  await scope.insert(aims, row, { audience, by: [], names: 'shown' });
  if (before !== null) await scope.update(aims, before.id, { replaced_at: now });
  return showPage(it);
});

export const organisationAims: FeaturePart = {
  actions: [
    onReading(ids.openAims, openForm),
    onReading(ids.pastAims, async (it) =>
      update(renderPast(copy.for(it), await aimsIn(it.scope, mostPast + 1))),
    ),
  ],
  views: [submit],
};

/** Buttons. Each is decided from the current rows, never from what the button carries. */
import type { KnownBlock } from '@slack/types';
import type { RowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { type ActionListener, type Interaction, nothing, onAction, type Reply, say } from '#core/listener.ts';
import { definePost, type PostDefinition } from '#core/post.ts';
import type { Schedule } from '#core/schedule.ts';
import type { DigestItems } from '#core/week.ts';
import { digestCopy } from './copy.ts';
import { type ItemSource, giveVerdict, tell, toggleNotForMe } from './operations.ts';
import { type ItemRow, itemsOf, loadItem, verdictsIn } from './rows.ts';
import { silencedBy } from './rules.ts';
import * as screens from './screens.ts';

/** An item of a digest that the person can read. */
async function withItem(
  interaction: Interaction,
  id: RowId,
  then: (item: ItemRow) => Promise<Reply>,
): Promise<Reply> {
  const row = await loadItem(interaction.scope, id);
  return row === null ? say(messageOf(digestCopy.for(interaction).mrkdwn('refused.gone'))) : then(row);
}

/** @param itemSources the practices that offer items */
export function actionsWith(itemSources: readonly ItemSource[]): readonly ActionListener[] {
  const itemsFrom = ({ practice }: ItemRow) => itemSources.find(({ name }) => name === practice)?.digestItems;
  const verdict = (interaction: Interaction, id: RowId, holds: boolean): Promise<Reply> =>
    withItem(interaction, id, async (row) => {
      await giveVerdict(interaction, row, holds);
      return (await itemsFrom(row)?.judged?.(interaction, row.about_id, holds)) ?? nothing;
    });
  return [
    onAction(screens.dismiss, (interaction, { item }) =>
      withItem(interaction, item, async (row) => {
        const isRecalled = itemsFrom(row)?.kinds[row.reason]?.isRecalled === true;
        const is = await toggleNotForMe(interaction, row, isRecalled);
        return say(messageOf(digestCopy.for(interaction).mrkdwn(`told.${is}`)));
      }),
    ),
    onAction(screens.untrue, (interaction, { item }) => verdict(interaction, item, false)),
    onAction(screens.stillHolds, (interaction, { item }) => verdict(interaction, item, true)),
  ];
}

/** @param itemSources the practices that offer items */
export function postsWith(itemSources: readonly ItemSource[]): readonly PostDefinition[] {
  const byName = new Map(itemSources.map(({ name, digestItems }) => [name, digestItems]));
  return [
    definePost(screens.digestPost, {
      title: digestCopy.titled('title.digest'),
      build: async (read, { issue }, renderContext) => {
        if (read.viewer.kind !== 'channel') return null;
        const said = await verdictsIn(read, read.viewer.channelId);
        const shown: screens.Shown[] = [];
        const together = new Map<DigestItems, RowId[]>();
        for (const row of await itemsOf(read, issue)) {
          const source = byName.get(row.practice);
          const facts = source?.kinds[row.reason];
          // Its practice or kind no longer exists.
          if (source === undefined || facts === undefined) continue;
          if (facts.isTogether === true) {
            together.set(source, [...(together.get(source) ?? []), row.about_id]);
            continue;
          }
          const drawn = await source.draw(read, { id: row.about_id, kind: row.reason }, renderContext);
          // Taken back since, or no longer visible to this reader.
          if (drawn === null) continue;
          const verdict = facts.isRecalled === true ? said.get(row.about_id) : undefined;
          // "Still true" is for the time it was asked; "no longer true" for good.
          const counts = verdict !== undefined && (verdict.holds === 0 || verdict.said_at >= row.told_at);
          shown.push({ item: row.id, facts, drawn, ...(counts ? { verdict } : {}) });
        }
        const lines: KnownBlock[] = [];
        for (const [source, ids] of together) {
          const line = await source.drawTogether?.(read, ids, renderContext);
          if (line != null) lines.push(line);
        }
        if (shown.length + lines.length === 0) return null;
        const schedule = await read.schedules.of(read.viewer.channelId, screens.weekly);
        return screens.digestMessage(digestCopy.for(renderContext), shown, lines, schedule?.named ?? []);
      },
      over: digestCopy.says('digest.gone'),
    }),
    definePost(screens.silentPost, {
      title: digestCopy.titled('title.silent'),
      build: async (read, { channel: id }, renderContext) => {
        const channel = await read.channel(id);
        if (channel === null) return null;
        const by = silencedBy({ isShared: channel.isShared, people: await read.members(id) });
        return by === null ? null : screens.silentMessage(digestCopy.for(renderContext), id, by);
      },
      over: digestCopy.says('silent.over'),
    }),
  ];
}

/** @param itemSources the practices that offer items */
export const schedulesWith = (itemSources: readonly ItemSource[]): readonly Schedule[] => [
  {
    name: screens.weekly,
    title: digestCopy.named('ritual.title'),
    what: digestCopy.named('ritual.what'),
    // Tuesday morning: people asked on Thursday have had a working day, and nowhere in the world is it the weekend.
    usual: { every: 'week', weekday: 2, minutes: 10 * 60 },
    offered: { whenShared: 3 },
    silenced: (readers, { locale, tz }) => {
      const by = silencedBy(readers);
      return by === null ? null : digestCopy.in(locale, tz).mrkdwn(`silent.${by}`);
    },
    occur: (context) => tell(context, itemSources),
  },
];

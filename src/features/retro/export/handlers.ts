/** Exporting a retrospective: a file to read, to print or to count with, sent to the person who asked, of what they may read. */
import { minute } from '#core/clock.ts';
import { csv } from '#core/csv.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { push, say } from '#core/listener.ts';
import { stays } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { localTime } from '#core/time/zone.ts';
import { pageOf } from '../history/handlers.ts';
import { pageEntries, type PageView } from '../history/page.ts';
import type { Others } from '../lessons/operations.ts';
import { type Acting, onRetro, onRetroForm, tell } from '../session/answers.ts';
import { retroPost } from '../session/retro-post.ts';
import { type Translator, withYears } from '../session/words.ts';
import { markdown } from './markdown.ts';
import { printed } from './print.ts';
import { exportFormats, type ExportFormat, fileEndings, type Naming, peopleIn } from './rules.ts';
import { exportModal, filePost, filePostId, openExport, renderExport, sendFile } from './screens.ts';
import { tableOf } from './table.ts';

/** A second press within the same minute requests the same file. */
const send = (here: Acting, retro: RowId, format: ExportFormat): Promise<void> =>
  here.scope.publish(filePost(retro, here.by, Math.floor(here.now / minute), format));

async function namingIn(read: ReadScope, t: Translator, { loaded, ...view }: PageView): Promise<Naming> {
  const { channel_id: channelId } = loaded.row;
  const channel = await read.channel(channelId);
  const owners = loaded.retro.actions.flatMap(({ owner }) => owner ?? []);
  const entries = pageEntries(t, { loaded, ...view });
  const named = entries.flatMap((entry) => (entry.kind === 'heading' ? [] : peopleIn(entry.pieces)));
  return {
    teamId: read.teamId,
    channels: new Map(channel === null ? [] : [[channelId, channel.name]]),
    people: await read.names([...new Set([...owners, ...named])]),
    somebody: t.plain('somebody'),
  };
}

async function contentOf(
  read: ReadScope,
  view: PageView,
  format: ExportFormat,
  reader: Translator,
): Promise<string> {
  // It may be read years later.
  const t = withYears(reader);
  const naming = await namingIn(read, t, view);
  const { about } = view.loaded.row;
  switch (format) {
    case 'markdown':
      return markdown(about, pageEntries(t, view), naming);
    case 'page':
      return printed(about, pageEntries(t, view), naming, t.locale);
    case 'table':
      return csv(tableOf(t, view, naming));
  }
}

const fileWith = (others: Others) =>
  retroPost(
    filePostId,
    'title.file',
    async (t, loaded, { as = 0 }, read) => {
      const format = exportFormats[as];
      if (format === undefined) return null;
      const { about, ended_at: endedAt } = loaded.row;
      const { date } = localTime(endedAt ?? t.now, t.tz);
      const file = {
        name: `retrospective-${date}.${fileEndings[format]}`,
        title: about,
        content: await contentOf(read, await pageOf(read, loaded, t.now, others), format, t),
      };
      return { ...messageOf(t.mrkdwn('file.text', { about })), file };
    },
    // The file belongs to them: they were told to delete it themselves.
    stays,
    { hasFile: true },
  );

/** @param others the practices that keep lessons */
export const exporting = (others: Others): FeaturePart => ({
  actions: [
    onRetro(openExport, null, ({ t, loaded }) => push(renderExport(t, loaded))),
    // From a time when there was one format.
    onRetro(sendFile, null, async (here, { retro }) => {
      await send(here, retro, 'markdown');
      return tell(here, 'page.sent');
    }),
  ],
  views: [
    onRetroForm(exportModal, 'format', async (here, { retro }, { format }) => {
      await send(here, retro, format ?? 'page');
      return say(messageOf(here.t.mrkdwn('page.sent')));
    }),
  ],
  posts: [fileWith(others)],
});

/** Reading earlier retrospectives: each with the eyes of whoever reads. */
import { minute } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { onPages } from '#core/kit/pages.ts';
import { type Interaction, onAction, open, push, type Reading, type Reply, update } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { definePost, type PostDefinition, stays } from '#core/post.ts';
import { localTime } from '#core/time/zone.ts';
import type { Others } from '../lessons/operations.ts';
import { projectsOf } from '../plan/rows.ts';
import { isSameName } from '../plan/rules.ts';
import { inChannel, tell, withRetro, wordsIn } from '../session/answers.ts';
import { loadRetro } from '../session/load.ts';
import { titled, wordsOf } from '../session/words.ts';
import { markdown, pageEntries } from './page.ts';
import { countedIn, historyOf, pageOf } from './rows.ts';
import { numbersOf } from './rules.ts';
import {
  chooseProject,
  filePost,
  filePostName,
  renderHistory,
  historyPages,
  renderNumbers,
  renderPage,
  pagePages,
  readPage,
  sendFile,
} from './screens.ts';

interface Wanted {
  readonly channel: ChannelId;
  readonly project?: RowId | undefined;
  readonly page?: number;
}

async function listOf(interaction: Reading, { channel, project, page = 0 }: Wanted) {
  const { scope } = interaction;
  return renderHistory(wordsIn(interaction), {
    channel,
    project,
    page,
    retros: await historyOf(scope, channel, project),
    projects: await projectsOf(scope, channel),
  });
}

/** Opens the list of a channel. @param name of a project: only its retrospectives, if there is one of that name */
export async function openHistory(
  interaction: Reading,
  { channelId: channel }: Channel,
  name: string,
): Promise<Reply> {
  const projects = await projectsOf(interaction.scope, channel);
  const project = projects.find((one) => isSameName(one.name, name))?.id;
  return open(await listOf(interaction, { channel, project }));
}

/** Opens the numbers of a channel. */
export async function openNumbers(interaction: Reading, channel: Channel): Promise<Reply> {
  const { projects, actions } = await countedIn(interaction.scope, channel);
  const numbers = numbersOf(projects, actions, localTime(interaction.now, channel.tz).date);
  return open(renderNumbers(wordsIn(interaction), channel.channelId, numbers));
}

const list = (interaction: Interaction, wanted: Wanted) =>
  inChannel(interaction, wanted.channel, async () => update(await listOf(interaction, wanted)));

const read =
  (others: Others, reply: typeof push) =>
  (interaction: Interaction, { retro, page = 0 }: { retro: RowId; page?: number }) =>
    withRetro(interaction, retro, async (loaded) =>
      reply(
        renderPage(
          wordsIn(interaction),
          await pageOf(interaction.scope, loaded, interaction.now, others),
          page,
        ),
      ),
    );

/** A second press within the same minute asks for the same file. */
const send = (interaction: Interaction, { retro }: { retro: RowId }) =>
  withRetro(interaction, retro, async () => {
    const { scope, person, now } = interaction;
    await scope.publish(filePost(retro, person.userId, Math.floor(now / minute)));
    return tell(interaction, 'page.sent');
  });

export const fileWith = (others: Others): PostDefinition =>
  definePost(filePostName, {
    title: titled('title.file'),
    hasFile: true,
    // The file is theirs now: they were told to delete it themselves.
    over: stays,
    build: async (view, { retro }, drawing) => {
      const loaded = await loadRetro(view, retro);
      if (loaded === null) return null;
      const words = wordsOf(drawing);
      const { about, channel_id: channelId, ended_at: endedAt } = loaded.row;
      const channel = await view.channel(channelId);
      const content = markdown(about, pageEntries(words, await pageOf(view, loaded, drawing.now, others)), {
        teamId: view.teamId,
        channels: new Map(channel === null ? [] : [[channelId, channel.name]]),
      });
      const { date } = localTime(endedAt ?? drawing.now, drawing.tz);
      return {
        ...messageOf(words.t.mrkdwn('file.text', { about })),
        file: { name: `retrospective-${date}.md`, title: about, content },
      };
    },
  });

/** @param others the practices that keep lessons */
export const historyPart = (others: Others): FeaturePart => ({
  actions: [
    onAction(chooseProject, (interaction, { c, p }) => list(interaction, { channel: c, project: p })),
    ...onPages(historyPages, list),
    onAction(sendFile, send),
    onAction(readPage, read(others, push)),
    ...onPages(pagePages, read(others, update)),
  ],
  posts: [fileWith(others)],
});

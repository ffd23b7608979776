/** Reading earlier retrospectives: each with the eyes of whoever reads. */
import { onPages } from '../../../core/kit/pages.ts';
import { minute } from '../../../core/clock.ts';
import type { ChannelId, RowId } from '../../../core/ids.ts';
import {
  onAction,
  open,
  push,
  update,
  type ActionListener,
  type Interaction,
  type Reading,
  type Reply,
} from '../../../core/listener.ts';
import type { Channel } from '../../../core/people.ts';
import { localTime } from '../../../core/time/zone.ts';
import { historyDrawing, pageDrawing } from '../blocks/history.ts';
import { numbersDrawing } from '../blocks/numbers.ts';
import { numbersOf } from '../domain/numbers.ts';
import * as ids from '../ids/history.ts';
import { filePost } from '../posts/file.ts';
import { countedIn, historyOf } from '../repository/history.ts';
import { projectsOf } from '../repository/project.ts';
import { isSameName } from '../domain/project.ts';
import { pageOf } from '../service/history.ts';
import type { Others } from '../service/lessons.ts';
import { inChannel, tell, withRetro, wordsIn } from './with-retro.ts';

interface Wanted {
  readonly channel: ChannelId;
  readonly project?: RowId | undefined;
  readonly page?: number;
}

async function listOf(interaction: Reading, { channel, project, page = 0 }: Wanted) {
  const { scope } = interaction;
  return historyDrawing(wordsIn(interaction), {
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
  return open(numbersDrawing(wordsIn(interaction), channel.channelId, numbers));
}

const list = (interaction: Interaction, wanted: Wanted) =>
  inChannel(interaction, wanted.channel, async () => update(await listOf(interaction, wanted)));

const read =
  (others: Others, reply: typeof push) =>
  (interaction: Interaction, { retro, page = 0 }: { retro: RowId; page?: number }) =>
    withRetro(interaction, retro, async (loaded) =>
      reply(
        pageDrawing(
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

export const historyActions: readonly ActionListener[] = [
  onAction(ids.chooseProject, (interaction, { c, p }) => list(interaction, { channel: c, project: p })),
  ...onPages(ids.historyPages, list),
  onAction(ids.sendFile, send),
];

/** Reading one, with the lessons that were made of it. */
export const pageActionsWith = (others: Others): readonly ActionListener[] => [
  onAction(ids.readPage, read(others, push)),
  ...onPages(ids.pagePages, read(others, update)),
];

/** `/indicators`: a channel’s, or the workspace’s. Everybody who may see it sees the same, and nobody can ask for a person. */
import { minute } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import { helped } from '#core/help-words.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import {
  type Interaction,
  onAction,
  onReading,
  onReadingSubmit,
  nothing,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { definePost, stays } from '#core/post.ts';
import { atMoment } from '#core/sentence.ts';
import { suggest } from '#core/suggest.ts';
import { copy, tell } from '../copy.ts';
import * as ids from '../ids.ts';
import { nextCount, planCount } from '../quarters/operations.ts';
import type { Practices } from '../practices.ts';
import { leastPeople } from '../measures/facts.ts';
import { standingIn } from '../said/handlers.ts';
import { fileMessage } from './files.ts';
import { pageOf } from './page.ts';
import { quarterMessage, renderPage } from './screens.ts';

/** After the command, in each language: the workspace’s, wherever it is typed. In lower case. */
const workspaceWords: readonly string[] = ['workspace', 'alle', 'all'];

/** @param how opens it, or redraws it where it stands @returns `null`: there is nothing to show */
async function show(
  practices: Practices,
  it: Reading,
  of: ids.Of,
  how: typeof open | typeof update,
): Promise<Reply | null> {
  const channel = of.c ?? null;
  if (channel === null && it.person.memberType !== 'member') return tell(it, 'refused.guest');
  const page = await pageOf(practices, it.scope, channel, of.q, it.person.tz);
  if (page === null) return null;
  const looking = channel === null ? null : await standingIn(it, channel);
  return how(renderPage(copy.for(it), page, looking));
}

const workspace = async (practices: Practices, it: Reading): Promise<Reply> =>
  (await show(practices, it, {}, open)) ?? tell(it, 'none.whole');

async function fromCommand(practices: Practices, it: Interaction, typed: string): Promise<Reply> {
  const t = copy.for(it);
  const text = typed.toLowerCase();
  // There is no number of a person to show.
  if (text.includes('@')) return tell(it, 'refused.person');
  if (workspaceWords.includes(text)) return workspace(practices, it);
  if (text !== '')
    return say(
      messageOf(t.mrkdwn('refused.word', { typed, meant: suggest(text, ['workspace', 'help']) ?? 'help' })),
    );
  const may = mayPostIn(it.channel);
  if (!may.ok) return workspace(practices, it);
  const channel = may.value;
  const id = channel.channelId;
  const found = await show(practices, it, { c: id }, open);
  if (found !== null) return found;
  await planCount(it, channel);
  const people = (await it.scope.members(id)).filter(({ memberType }) => memberType !== 'external').length;
  if (people < leastPeople) return say(messageOf(t.mrkdwn('none.few', { least: leastPeople })));
  return say(messageOf(t.mrkdwn('none.channel', { on: atMoment(nextCount(channel, it.now)) })));
}

async function send(
  practices: Practices,
  it: Interaction,
  { c, q, as }: ids.Of & { readonly as: ids.Format },
): Promise<Reply> {
  if (c === undefined && it.person.memberType !== 'member') return tell(it, 'refused.guest');
  const page = await pageOf(practices, it.scope, c ?? null, q, it.person.tz);
  if (page === null) return tell(it, 'refused.gone');
  // A second press within the same minute requests the same file.
  const at = Math.floor(it.now / minute);
  const file = { quarter: page.came.quarter, as: ids.formats.indexOf(as), at };
  const to = { kind: 'person', user: it.person.userId, urgency: 'answer' } as const;
  await it.scope.publish(
    c === undefined ? ids.wholeFile.ref(file, to) : ids.channelFile.ref({ channel: c, ...file }, to),
  );
  return tell(it, 'file.sent');
}

export const showingWith = (practices: Practices): FeaturePart => ({
  commands: [
    {
      name: '/indicators',
      ...helped(copy, (t) => messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.how', { least: leastPeople }))),
      takesMentions: true,
      run: (it, typed) => fromCommand(practices, it, typed),
    },
  ],
  actions: [
    onReading(ids.showAction, async (it, of) => {
      if (of.c === undefined) return workspace(practices, it);
      return (await show(practices, it, of, open)) ?? tell(it, 'refused.gone');
    }),
    onReading(ids.quarterMenu, async (it, of) => {
      return (await show(practices, it, of, update)) ?? tell(it, 'refused.gone');
    }),
    onAction(ids.getPage, (it, of) => send(practices, it, of)),
    onAction(ids.getTable, (it, of) => send(practices, it, of)),
  ],
  views: [onReadingSubmit(ids.shownModal, () => Promise.resolve(nothing))],
  posts: [
    definePost(ids.quarterPost, {
      title: copy.titled('title.quarter'),
      build: async (read, { channel, quarter }, renderContext) => {
        const page = await pageOf(practices, read, channel, quarter, renderContext.tz);
        if (page?.came.quarter !== quarter) return null;
        const schedule = await read.schedules.of(channel, ids.scheduleName);
        return quarterMessage(copy.for(renderContext), page, schedule?.named ?? []);
      },
      over: gone,
    }),
    ...[ids.channelFile, ids.wholeFile].map((file) =>
      definePost(file, {
        title: copy.titled('title.file'),
        hasFile: true,
        build: (read, of, renderContext) => fileMessage(practices, read, of, renderContext),
        // The file belongs to them.
        over: stays,
      }),
    ),
  ],
});

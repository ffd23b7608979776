/** What happened since last time: the reply with which a retrospective opens, all of it on a press, and cards made of it. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import { errors, open, type Reply, say, update } from '#core/listener.ts';
import { addCard } from '../collect/operations.ts';
import { linesOf, ownCardsOf } from '../collect/rows.ts';
import { loadProject } from '../plan/rows.ts';
import { projectTitled } from '../plan/titles.ts';
import {
  type Acting,
  onRetro,
  onRetroForm,
  onRetroPages,
  type PageOfRetro,
  refused,
  refusedAt,
} from '../session/answers.ts';
import { answeredIn } from '../session/load.ts';
import { retroPost } from '../session/retro-post.ts';
import { whyNot } from '../session/rules.ts';
import { columnsIn } from '../start/formats.ts';
import { endWhenUnused, mayFollow } from './following.ts';
import * as ids from './ids.ts';
import { type Happened, happenedBefore } from './operations.ts';
import type { Entry } from './rules.ts';
import * as screens from './screens.ts';
import { sourceListeners } from './sources.ts';
import { factsWordsFor } from './words.ts';

const post = retroPost(
  ids.factsPostId,
  'title.facts',
  async (t, { row, retro }, _params, read) => {
    const happened = await happenedBefore(read, row);
    if (happened === null) return null;
    const f = factsWordsFor({ locale: t.locale, tz: t.tz });
    return screens.factsMessage(f, row, happened, retro.phase === 'collect');
  },
  gone,
);

const sayHere = (here: Acting, key: 'modal.gone' | 'card.gone'): Reply =>
  say(messageOf(factsWordsFor(here).mrkdwn(key)));

async function formOf(here: Acting, happened: Happened, page: number) {
  const { scope, loaded, by, now, person } = here;
  const f = factsWordsFor(here);
  const own = new Set((await ownCardsOf(scope, loaded.row.id)).map(({ text }) => text));
  const making = {
    may: whyNot(loaded.retro, { kind: 'answer', by }, now) === null,
    isMade: (entry: Entry) => own.has(screens.textOf(f, entry)),
  };
  const { project } = happened;
  const mayChange = person.memberType === 'member' && project !== null && (await mayFollow(scope, project));
  return screens.renderFacts(f, loaded.row, happened, page, making, mayChange);
}

const see =
  (reply: typeof open) =>
  async (here: Acting, { page = 0 }: PageOfRetro): Promise<Reply> => {
    const happened = await happenedBefore(here.scope, here.loaded.row);
    return happened === null ? sayHere(here, 'modal.gone') : reply(await formOf(here, happened, page));
  };

const make = onRetro(ids.makeCard, null, async (here, { fact, page }) => {
  const { t, scope, loaded, by, now } = here;
  const why = whyNot(loaded.retro, { kind: 'answer', by }, now);
  if (why !== null) return refused(here, why);
  const entry = (await happenedBefore(scope, loaded.row))?.entries.find((one) => one.fact === fact);
  if (entry === undefined) return sayHere(here, 'card.gone');
  const f = factsWordsFor(here);
  return update(screens.renderCard(f, t, loaded, { fact, page, text: screens.textOf(f, entry) }));
});

const save = onRetroForm(ids.cardModal, 'text', async (here, { page }, { text, column }): Promise<Reply> => {
  const { t, scope, loaded, by, now } = here;
  const { row } = loaded;
  const why = whyNot(loaded.retro, { kind: 'answer', by }, now);
  if (why !== null) return refusedAt(here, 'text', why);
  const chosen = columnsIn(row)[Number(column ?? '0')];
  const [line, ...more] = linesOf(text);
  if (chosen === undefined || line === undefined) return errors({ text: t.plain('edit.empty') });
  if (more.length > 0) return errors({ text: t.plain('edit.lines') });
  const mine = {
    cards: await ownCardsOf(scope, row.id),
    answered: await answeredIn(scope, row.id, 'collect'),
  };
  // Pressed twice, it is one card.
  const isThere = mine.cards.some((card) => card.text === line && card.column_id === chosen.id);
  const wrong = isThere ? null : await addCard(here, mine, chosen.id, line);
  if (wrong !== null) return errors({ text: t.plain(wrong.key, wrong.values) });
  const happened = await happenedBefore(scope, row);
  return happened === null ? { kind: 'nothing' } : update(await formOf(here, happened, page));
});

/** With the channel's access. */
const end = defineJob(ids.sourcesEnd, 'erasure', {
  title: projectTitled('title.sourcesEnd'),
  run: async (context, { project }) => {
    const row = await loadProject(context.scope, project);
    if (row !== null) await endWhenUnused(context, row);
  },
});

export const factsPart: FeaturePart = {
  actions: [
    onRetro(ids.seeFacts, null, see(open)),
    ...onRetroPages(ids.factsPages, null, see(update)),
    make,
    ...(sourceListeners.actions ?? []),
  ],
  views: [save, ...(sourceListeners.views ?? [])],
  posts: [post, ...(sourceListeners.posts ?? [])],
  jobs: [end],
};

/** Planned projects in App Home, and as a list: one's own, and those that nobody looks after. */
import { paged, pager } from '../../../core/kit/pages.ts';
import type { KnownBlock } from '@slack/types';
import { channelLink, onDay } from '../../../core/sentence.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, section, userText } from '../../../core/kit/blocks.ts';
import { drawModal, type ModalDrawing } from '../../../core/kit/modal.ts';
import { listProjects, projectsModal, projectsPages, takeProject } from '../ids/plan.ts';
import type { OwnProject } from '../service/project-list.ts';
import { changeButtons } from './plan.ts';
import { noonOf, type Words } from './words.ts';

const inList = { items: 30, characters: 9_000 };

/** At most three blocks: the next one, and the way to the others. */
export function projectsInHome(words: Words, mine: readonly OwnProject[]): KnownBlock[] {
  // What nobody looks after comes first: it waits for somebody.
  const [first] = mine.toSorted((a, b) => Number(b.isOwnerless) - Number(a.isOwnerless));
  if (first === undefined) return [];
  const all = words.say.plain('home.projects', { count: mine.length });
  return [
    ...projectBlocks(words, first),
    ...(mine.length > 1 ? [actions([button(listProjects, all, {})])] : []),
  ];
}

/** In rich text, since a name with `*` or `_` in it would otherwise change how the line looks. */
function projectBlocks(words: Words, { row, isOwnerless }: OwnProject, page?: number): KnownBlock[] {
  const { say, tz } = words;
  const line = say.pieces(isOwnerless ? 'home.projectOwnerless' : 'home.project', {
    name: { bold: row.name },
    channel: channelLink(row.channel_id),
    ends: onDay(noonOf(row.ends_on, tz)),
  });
  const take = button(
    takeProject,
    say.plain('home.take'),
    { project: row.id, page },
    { label: say.plain('home.takeLabel', { name: row.name }) },
  );
  return [userText(...line), actions(isOwnerless ? [take] : changeButtons(words, row, page))];
}

/** All of them, in pages. */
export function projectsDrawing(words: Words, mine: readonly OwnProject[], wanted: number): ModalDrawing {
  const { say } = words;
  const pages = paged(mine, ({ row }) => row.name.length, inList);
  const page = Math.min(wanted, Math.max(0, pages.length - 1));
  return drawModal(projectsModal, {}, { title: say.plain('list.projects'), close: say.plain('close') }, [
    ...(pages[page]?.flatMap((one) => projectBlocks(words, one, page)) ?? [
      section(say.mrkdwn('list.noProjects')),
    ]),
    ...pager(words.say, { page, pages: pages.length }, projectsPages, (to) => ({ page: to })),
  ]);
}

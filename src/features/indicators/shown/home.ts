/** In App Home: that there is a quarter to look at, in three lines. */
import type { HomeSection } from '#core/feature.ts';
import { button } from '#core/kit/action.ts';
import { actions, header, section } from '#core/kit/blocks.ts';
import type { ReadScope } from '#core/scope.ts';
import { escape, join } from '#core/text.ts';
import { copy } from '../copy.ts';
import { showAction } from '../ids.ts';
import type { Practices } from '../practices.ts';
import { pageOf, saidIn } from './page.ts';
import { aboutLine, figureLine } from './screens.ts';

/** Guests know only some of the channels, so nothing of the workspace is for them. */
export async function isFullMember(read: ReadScope): Promise<boolean> {
  if (read.viewer.kind !== 'person') return false;
  return (await read.person(read.viewer.userId))?.memberType === 'member';
}

/** Lines of numbers. */
const mostLines = 3;

export const homeSectionWith = (practices: Practices): HomeSection => ({
  order: 30,
  build: async (read, renderContext) => {
    const page = (await isFullMember(read))
      ? await pageOf(practices, read, null, undefined, renderContext.tz)
      : null;
    if (page === null) return [];
    const t = copy.for(renderContext);
    const lines = saidIn(page.came)
      .slice(0, mostLines)
      .flatMap(({ figures }) => figures.slice(0, 1).map((one) => escape(figureLine(t, page, one))));
    return [
      header(t.plain('home.title')),
      section(aboutLine(t, page)),
      ...(lines.length === 0 ? [] : [section(join(lines, '\n'))]),
      actions([button(showAction, t.plain('home.show'), {})]),
    ];
  },
});

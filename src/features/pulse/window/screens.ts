/** What an admin reads before a window opens, and of one that is open. */
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { atMoment, nameOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { KnownBlock } from '@slack/types';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { WindowRow } from '../rows.ts';
import { leastBehind, type Place } from '../tree/rules.ts';
import { back, faultSentence } from '../tree/screens.ts';
import { type Preview, smallTeams } from './roster.ts';
import { leastBetween, type MayOpen } from './rules.ts';

/** Why none may be opened now. */
export function whyNot(t: T, may: Exclude<MayOpen, { kind: 'yes' }>): string {
  switch (may.kind) {
    case 'open':
      return t.plain('open.already');
    case 'tooSoon':
      return t.plain('open.tooSoon', { from: onDay(may.from), days: Math.round(leastBetween / 86_400_000) });
    case 'owed':
      return t.plain('open.owed', { owed: may.owed });
    case 'unread':
      return t.plain('open.outOfSight', { from: onDay(may.from) });
    case 'clock':
      return t.plain('open.clock');
  }
}

/** What is in the way of opening that the tree says. */
export function faultsIn(t: T, { faults, teamOf }: Preview): readonly string[] {
  if (faults.length > 0) return faults.slice(0, 8).map((fault) => faultSentence(t, fault));
  return teamOf.size < leastBehind
    ? [t.plain('open.tooFew', { asked: teamOf.size, least: leastBehind })]
    : [];
}

/** So many lines of each kind are shown one by one. */
const most = 60;

function lined(t: T, heading: Mrkdwn, lines: readonly Mrkdwn[]): KnownBlock[] {
  if (lines.length === 0) return [];
  const more = lines.length - most;
  const shown = [...lines.slice(0, most), ...(more > 0 ? [t.mrkdwn('open.more', { more })] : [])];
  const sections: Mrkdwn[] = [];
  for (const line of shown) {
    const longer = join([...sections.slice(-1), line]);
    if (sections.length === 0 || longer.length > limits.sectionText) sections.push(line);
    else sections.splice(-1, 1, longer);
  }
  return [section(heading), ...sections.map((some) => section(some))];
}

const named = (places: readonly Place[]): readonly string[] => places.map(({ name }) => name);

/** With as many of the names as a section takes. */
function shortened(names: readonly string[], sentence: (names: string) => Mrkdwn): Mrkdwn {
  for (let shown = names.length; ; shown = Math.floor(shown / 2)) {
    const made = sentence([...names.slice(0, shown), ...(shown < names.length ? ['…'] : [])].join(', '));
    if (made.length <= limits.sectionText || shown === 0) return made;
  }
}

/** @param mark of the preview @param isChanged since the admin read it */
export function renderOpen(
  t: T,
  preview: Preview,
  least: number,
  mark: string,
  isChanged = false,
): RenderedModal {
  const { places, asked, unread, notAgreed, inSeveral, leaders, teamOf } = preview;
  const nameOfPlace = (id: string) => places.find((place) => place.id === id)?.name ?? '';
  const teams = places.filter(({ source }) => source !== null);
  const wrong = faultsIn(t, preview);
  return renderModal(
    ids.openModal,
    { read: mark },
    wrong.length > 0 ? t.modal('open.title') : t.modal('open.title', 'open.submit'),
    [
      ...(isChanged ? [section(t.mrkdwn('open.changed'))] : []),
      ...wrong.map((words) => section(t.mrkdwn('said', { words }))),
      ...(teamOf.size === 0
        ? []
        : [section(t.mrkdwn('open.summary', { asked: teamOf.size, teams: teams.length }))]),
      ...lined(
        t,
        t.mrkdwn('open.teams'),
        teams.map(({ id, name, under }) => {
          const of = { name, asked: asked.get(id) ?? 0 };
          return under === null
            ? t.mrkdwn('open.team', of)
            : t.mrkdwn('open.teamIn', { ...of, place: nameOfPlace(under) });
        }),
      ),
      ...lined(
        t,
        t.mrkdwn('open.small', { least }),
        smallTeams(preview, least).map(({ team, asked: count, within }) =>
          within === null
            ? t.mrkdwn('open.smallHidden', { name: team.name, asked: count })
            : t.mrkdwn('open.smallWith', { name: team.name, asked: count, within: within.name }),
        ),
      ),
      ...lined(
        t,
        t.mrkdwn('open.several'),
        [...inSeveral].map(([user, [first = '', ...others]]) =>
          shortened(others.map(nameOfPlace), (names) =>
            t.mrkdwn('open.inSeveral', { person: nameOf(user), team: nameOfPlace(first), others: names }),
          ),
        ),
      ),
      ...lined(
        t,
        t.mrkdwn('open.leaders'),
        leaders.map(({ user, team, countsIn }) =>
          countsIn === null
            ? t.mrkdwn('open.leaderNowhere', { person: nameOf(user), team: team.name })
            : t.mrkdwn('open.leaderElsewhere', {
                person: nameOf(user),
                team: team.name,
                other: countsIn.name,
              }),
        ),
      ),
      ...(notAgreed.length === 0
        ? []
        : [section(shortened(named(notAgreed), (names) => t.mrkdwn('open.notAgreed', { places: names })))]),
      ...(unread.length === 0
        ? []
        : [section(shortened(named(unread), (names) => t.mrkdwn('open.unread', { places: names })))]),
      ...(wrong.length > 0
        ? []
        : [
            input(
              ids.openModal,
              'least',
              { label: t.plain('open.least'), hint: t.plain('open.leastHint', { least: leastBehind }) },
              least,
            ),
            context(t.mrkdwn('open.follows')),
          ]),
      back(t),
    ],
  );
}

/** To an admin, of a window that is open. */
export const openBlocks = (t: T, row: WindowRow, asked: number): readonly KnownBlock[] => [
  section(t.mrkdwn('page.open', { until: atMoment(row.closes_at), asked })),
  actions([
    button(
      ids.endNow,
      t.plain('end.button'),
      { window: row.id },
      {
        style: 'danger',
        confirm: {
          title: t.plain('end.title'),
          text: t.plain('end.text', { least: row.least }),
          confirm: t.plain('end.button'),
          deny: t.plain('cancel'),
        },
      },
    ),
  ]),
];

/** App Home: what waits for the person first, then their things by feature, their settings, what Lore stores about them. */
import type { KnownBlock, View } from '@slack/types';
import type { Logger } from 'pino';
import { chunks } from '#core/chunks.ts';
import type { Clock } from '#core/clock.ts';
import { concealed } from '#core/conceal.ts';
import { type Ids, newReference, type TeamId, type UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, divider, header, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import type { Person } from '#core/people.ts';
import { atMoment, type Say } from '#core/sentence.ts';
import type { LoreSentences } from '#locales/lore.ts';
import type { Surfaced, SurfacedPosts } from '../../jobs/delivery-issues.ts';
import { ritualSections } from '../../schedules/screens/home.ts';
import type { Store } from '../../store/store.ts';
import { loreCopy } from '../copy.ts';
import { deliveryIssuesCopy } from '../delivery-issues/copy.ts';
import { deliveryIssueSections } from '../delivery-issues/section.ts';
import { titlesOf } from '../delivery-issues/titles.ts';
import type { Directory } from '../directory/directory.ts';
import { errorFacts } from '../log.ts';
import { dataSection, erasedBlocks } from '../my-data/section.ts';
import { practiceOf, type Registry } from '../requests/registry.ts';
import { settingsSection } from '../settings/blocks.ts';
import { settableOf, workspaceSection } from '../workspace/blocks.ts';
import { isAdmin } from '../workspace/workspace.ts';
import { seenNotShown, showMore } from './system-ids.ts';

export interface HomeParts {
  readonly store: Pick<
    Store,
    'read' | 'transact' | 'settings' | 'workspaceSettings' | 'rituals' | 'uncleaned' | 'notShown'
  >;
  readonly surfaced: SurfacedPosts;
  readonly directory: Directory;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}

/** Room that the first page keeps for the button to the next, the settings, the workspace's, and the data section. */
const pageBlocks = limits.viewBlocks - 19;

/** A person's Home as pages of blocks: the first is shown, the others open behind a button. Nothing is left out. */
export async function homePages(
  parts: HomeParts,
  team: TeamId,
  user: UserId,
): Promise<readonly KnownBlock[][]> {
  const person = await parts.directory.person(team, user);
  await parts.directory.ensureSight(team, { kind: 'person', userId: user });
  const t = loreCopy.in(person.locale, person.tz);
  const { off } = await parts.store.workspaceSettings.of(team);
  const waiting = await waitingOf(parts, team, person, off);
  const ordered = parts.registry.features
    .filter((feature) => feature.homeSection !== undefined && !off.has(feature.name))
    .toSorted((a, b) => (a.homeSection?.order ?? 0) - (b.homeSection?.order ?? 0));
  const theirs: KnownBlock[][] = [];
  for (const feature of ordered) theirs.push(await sectionOf(parts, team, person, feature.name, t));
  const rituals = await ritualSections(parts, team, person);
  const unseen = await notShownSection(parts, team, person, t);
  const all = [unseen, ...waiting, ...rituals, ...theirs].filter((blocks) => blocks.length > 0);
  const sections = await parts.store.read(team, { kind: 'person', userId: user }, (view) =>
    concealed(view, all, person),
  );
  if (sections.length === 0) sections.push([section(t.mrkdwn('homeEmpty'))]);
  // Without numbers, which would soon be wrong: it stands until all is known, and is drawn anew then.
  const { channels } = await parts.directory.unknownYet(team, user, null);
  const note = channels === null ? [] : [[context(t.mrkdwn('unknownWorkspace'))]];
  return paged([...note, ...sections]);
}

/** That something could not be shown where they acted. */
async function notShownSection(
  { store }: HomeParts,
  team: TeamId,
  { userId: user }: Person,
  t: Say<LoreSentences>,
): Promise<KnownBlock[]> {
  const found = await store.notShown.of(team, user);
  if (found === null) return [];
  const { at, reference } = found;
  return [
    header(t.plain('notShownTitle')),
    section(
      t.mrkdwn('notShownHome', { at: atMoment(at), reference }),
      button(seenNotShown, t.plain('understood'), { id: reference }),
    ),
  ];
}

async function waitingOf(
  parts: HomeParts,
  team: TeamId,
  person: Person,
  off: ReadonlySet<string>,
): Promise<KnownBlock[][]> {
  const surfaced = withoutSwitchedOff(await parts.surfaced.list(team, person.userId), off);
  const all = Object.values(surfaced).flat();
  const titles = await titlesOf(parts, team, person, parts.clock.now(), all);
  return deliveryIssueSections(deliveryIssuesCopy.in(person.locale, person.tz), surfaced, titles);
}

/** What is asked about a practice that is switched off is asked when it is on again. */
function withoutSwitchedOff({ unknown, failed, held, missed }: Surfaced, off: ReadonlySet<string>): Surfaced {
  const isOn = ({ name }: { readonly name: string }) => !off.has(practiceOf(name));
  return {
    unknown: unknown.filter(isOn),
    failed: failed.filter(isOn),
    held: held.filter(isOn),
    missed: missed.filter(isOn),
  };
}

/** One feature's part. If it fails, the others are still shown. */
async function sectionOf(
  parts: HomeParts,
  team: TeamId,
  person: Person,
  name: string,
  t: Say<LoreSentences>,
): Promise<KnownBlock[]> {
  const build = parts.registry.features.find((feature) => feature.name === name)?.homeSection?.build;
  const drawing = { now: parts.clock.now(), locale: person.locale, tz: person.tz };
  try {
    const view = { kind: 'person', userId: person.userId } as const;
    return [...((await parts.store.read(team, view, async (scope) => build?.(scope, drawing))) ?? [])];
  } catch (error) {
    const reference = newReference(parts.ids);
    parts.log.error(
      { reference, team, user: person.userId, feature: name, error: errorFacts(error) },
      'a part of a Home could not be drawn',
    );
    return [section(t.mrkdwn('homePart', { reference }))];
  }
}

/** Whole sections on as few pages as Slack's 100 blocks allow; one that is longer than a page goes on on the next. */
export function paged(sections: readonly (readonly KnownBlock[])[]): KnownBlock[][] {
  const pages: KnownBlock[][] = [[]];
  for (const blocks of sections.flatMap((long) => chunks(long, pageBlocks))) {
    const page = pages.at(-1) ?? [];
    const needed = blocks.length + (page.length === 0 ? 0 : 1);
    if (page.length + needed > pageBlocks) pages.push([...blocks]);
    else page.push(...(page.length === 0 ? [] : [divider()]), ...blocks);
  }
  return pages;
}

/** @returns the view that is published; the runner and `app_home_opened` both come here */
export async function buildHome(parts: HomeParts, team: TeamId, user: UserId): Promise<View> {
  const [first = [], ...more] = await homePages(parts, team, user);
  const person = await parts.directory.person(team, user);
  await parts.directory.ensureSight(team, { kind: 'person', userId: user });
  const t = loreCopy.in(person.locale, person.tz);
  const blocks = [
    ...first,
    ...(more.length === 0 ? [] : [actions([button(showMore, t.plain('homeNext'), { page: 1 })])]),
    divider(),
    ...(await settingsOf(parts, team, person)),
    ...(await workspaceOf(parts, team, person)),
    ...dataSection(person),
  ];
  return { type: 'home', blocks };
}

async function settingsOf(parts: HomeParts, team: TeamId, person: Person): Promise<KnownBlock[]> {
  const settings = await parts.store.settings.of(team, person.userId);
  if (settings === null) return [];
  return [...(await settingsSection(person, settings, parts.clock.now())), divider()];
}

async function workspaceOf(parts: HomeParts, team: TeamId, person: Person): Promise<KnownBlock[]> {
  if (!isAdmin(person)) return [];
  const settings = await parts.store.workspaceSettings.of(team);
  const uncleaned = await parts.store.uncleaned(team);
  return [...workspaceSection(person, settableOf(parts.registry), settings, uncleaned), divider()];
}

/** What is shown once after an erasure: with it goes what Slack still showed. */
export function erasedHome(locale: Person['locale']): View {
  return { type: 'home', blocks: erasedBlocks(locale) };
}

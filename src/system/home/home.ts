/** App Home: what waits for the person first, then their content by feature, their settings, and what Lore stores about them. */
import type { KnownBlock, View } from '@slack/types';
import { chunks } from '#core/chunks.ts';
import { type Feature, practiceOf } from '#core/feature.ts';
import { newReference, type TeamId, type UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, divider, header, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { readied } from '#core/names.ts';
import { isAdmin, type Person } from '#core/people.ts';
import { atMoment, type TranslatorOf } from '#core/sentence.ts';
import type { HomeSentences } from '#locales/home.ts';
import type { Surfaced } from '../../jobs/delivery-issues.ts';
import { calendarFilePost } from '../calendar/file.ts';
import { calendarSection } from '../calendar/screens.ts';
import { connectionPosts } from '../connections/posts.ts';
import { connectionsSection } from '../connections/screens.ts';
import { deliveryIssuesCopy } from '../delivery-issues/copy.ts';
import { stillOpen } from '../delivery-issues/kept.ts';
import { deliveryIssueSections } from '../delivery-issues/screens.ts';
import { titlesOf } from '../delivery-issues/titles.ts';
import { dataFilePost } from '../my-data/file.ts';
import { outsideSection } from '../doors/screens.ts';
import { dataSection, erasedBlocks } from '../my-data/screens.ts';
import type { SystemPort } from '../port.ts';
import { ritualSections } from '../schedules/home.ts';
import { welcomePost } from '../schedules/welcome.ts';
import { settingsSection } from '../settings/screens.ts';
import { tokensSection } from '../tokens/screens.ts';
import { settableOf, workspaceSection } from '../workspace/screens.ts';
import { homeCopy } from './copy.ts';
import { seenNotShown, showMore } from './ids.ts';

type Port = Omit<SystemPort, 'groupsFor' | 'newSecret' | 'wake'>;

/**
 * Leaves room on the first page for the next-page button, the person's and the workspace's settings, the calendar, what is outside Slack, tokens, connected
 * tools and the data section.
 */
const pageBlocks = limits.viewBlocks - 24;

/** A person's Home as pages of blocks: the first is shown, a button opens the others. Nothing is left out. */
export async function homePages(port: Port, team: TeamId, person: Person): Promise<readonly KnownBlock[][]> {
  const { userId: user } = person;
  const t = homeCopy.for(person);
  const off = await port.store.workspaceSettings.offFor(team, { kind: 'person', userId: user });
  const waiting = await waitingOf(port, team, person, off);
  const ordered = port.features
    .filter((feature) => feature.homeSection !== undefined && !off.has(feature.name))
    .toSorted((a, b) => (a.homeSection?.order ?? 0) - (b.homeSection?.order ?? 0));
  const theirs: KnownBlock[][] = [];
  for (const feature of ordered) theirs.push(await sectionOf(port, team, person, feature, t));
  const schedules = await ritualSections(port, team, person, off);
  const unseen = await notShownSection(port, team, person, t);
  const all = [unseen, ...waiting, ...schedules, ...theirs].filter((blocks) => blocks.length > 0);
  const { ready: sections } = await port.store.read(team, { kind: 'person', userId: user }, (read) =>
    readied(read, all, person),
  );
  if (sections.length === 0) sections.push([section(t.mrkdwn('empty'))]);
  // Without numbers, which would soon be wrong: it stays until everything is known, and Home is redrawn then.
  const { channels } = await port.directory.unknownYet(team, user, null);
  const note = channels === null ? [] : [[context(t.mrkdwn('unknownWorkspace'))]];
  return paged([...note, ...sections]);
}

/** Says that something could not be shown where the person acted. */
async function notShownSection(
  { store }: Port,
  team: TeamId,
  { userId: user }: Person,
  t: TranslatorOf<HomeSentences>,
): Promise<KnownBlock[]> {
  const found = await store.notShown.of(team, user);
  if (found === null) return [];
  const { at, reference } = found;
  return [
    header(t.plain('notShownTitle')),
    section(
      t.mrkdwn('notShown', { at: atMoment(at), reference }),
      button(seenNotShown, t.plain('understood'), { id: reference }),
    ),
  ];
}

async function waitingOf(
  port: Port,
  team: TeamId,
  person: Person,
  off: ReadonlySet<string>,
): Promise<KnownBlock[][]> {
  const posts = port.features.flatMap(({ posts: theirs = [] }) => theirs);
  const now = port.clock.now();
  const found = withoutSwitchedOff(await port.deliveryIssues.list(team, person.userId), off);
  const kept = await stillOpen({ ...port, posts }, team, person, now, found.kept);
  const deliveryIssues = { ...found, kept };
  const all = Object.values(deliveryIssues).flat();
  const named = [
    ...posts,
    welcomePost(port),
    dataFilePost(port),
    calendarFilePost(port),
    ...connectionPosts,
    ...port.features.flatMap(({ jobs = [] }) => jobs),
  ];
  const titles = await titlesOf({ ...port, named }, team, person, now, all);
  return deliveryIssueSections(deliveryIssuesCopy.for(person), deliveryIssues, titles);
}

/** Questions about a practice that is switched off wait until it is on again. */
function withoutSwitchedOff(
  { unknown, failed, held, kept, missed }: Surfaced,
  off: ReadonlySet<string>,
): Surfaced {
  const isOn = ({ name }: { readonly name: string }) => !off.has(practiceOf(name));
  return {
    unknown: unknown.filter(isOn),
    failed: failed.filter(isOn),
    held: held.filter(isOn),
    kept: kept.filter(isOn),
    missed: missed.filter(isOn),
  };
}

/** One feature's part. If it fails, the others are still shown. */
async function sectionOf(
  port: Port,
  team: TeamId,
  person: Person,
  { name, homeSection }: Feature,
  t: TranslatorOf<HomeSentences>,
): Promise<KnownBlock[]> {
  const drawing = { now: port.clock.now(), locale: person.locale, tz: person.tz };
  try {
    const view = { kind: 'person', userId: person.userId } as const;
    return [
      ...((await port.store.read(team, view, async (scope) => homeSection?.build(scope, drawing))) ?? []),
    ];
  } catch (error) {
    const reference = newReference(port.ids);
    port.log.error(
      { reference, team, user: person.userId, feature: name, err: error },
      'a part of a Home could not be drawn',
    );
    return [section(t.mrkdwn('part', { reference }))];
  }
}

/** Whole sections on as few pages as Slack's 100 blocks allow; a section longer than a page continues on the next. */
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

/** @returns the view to publish; the runner and `app_home_opened` both use it */
export async function buildHome(port: Port, team: TeamId, user: UserId): Promise<View> {
  const person = await port.directory.person(team, user);
  await port.directory.ensureAccess(team, { kind: 'person', userId: user });
  const [first = [], ...more] = await homePages(port, team, person);
  const t = homeCopy.for(person);
  const blocks = [
    ...first,
    ...(more.length === 0 ? [] : [actions([button(showMore, t.plain('more'), { page: 1 })])]),
    divider(),
    ...(await settingsOf(port, team, person)),
    ...calendarSection(person, port.address !== null),
    ...outsideSection(person, port, isAdmin(person)),
    // Without an address a token opens Lore on its own machine alone.
    ...(port.address !== null || isAdmin(person) ? tokensSection(person) : []),
    ...(await workspaceOf(port, team, person)),
    ...dataSection(person, await port.store.ballots.any(team)),
  ];
  return { type: 'home', blocks };
}

async function settingsOf(port: Port, team: TeamId, person: Person): Promise<KnownBlock[]> {
  const settings = await port.store.settings.of(team, person.userId);
  if (settings === null) return [];
  return [...(await settingsSection(person, settings, port.clock.now())), divider()];
}

async function workspaceOf(port: Port, team: TeamId, person: Person): Promise<KnownBlock[]> {
  if (!isAdmin(person)) return [];
  const settings = await port.store.workspaceSettings.of(team);
  const uncleaned = await port.store.uncleaned(team);
  const connected = (await port.store.connections.list(team, person.userId)) ?? [];
  return [
    ...workspaceSection(person, settableOf(port.features), settings, uncleaned),
    ...connectionsSection(person, connected),
    divider(),
  ];
}

/** Shown once after an erasure: it replaces whatever Slack still displayed. */
export function erasedHome(locale: Person['locale']): View {
  return { type: 'home', blocks: erasedBlocks(locale) };
}

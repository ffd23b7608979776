/** The company that the month is played in: its people, its channels, and what is to happen to each channel. Chance decides who is where. */
import { makeCompany } from '../../sandbox/company/company.ts';
import { LINDGROVE } from '../../sandbox/company/people.ts';
import type { Conversation, Person, World } from '../../sandbox/state/world.ts';
import type { Chance } from '../chance.ts';
import { dayLong, type Instant, type Region } from './calendar.ts';
import { fateOf, type Fate } from './fates.ts';

export interface Team {
  readonly channel: string;
  readonly name: string;
  readonly isPrivate: boolean;
  /** Invites Lore and looks after its rituals; a full member. */
  readonly host: string;
  readonly members: readonly string[];
  readonly region: Region | null;
  readonly fate: Fate;
  readonly isThreeZones: boolean;
}

export interface Cast {
  readonly company: World;
  readonly teams: readonly Team[];
}

const threeZones = ['Europe/Berlin', 'America/New_York', 'Asia/Singapore'] as const;
const sites = [
  'Europe/Berlin',
  'America/New_York',
  'Europe/London',
  'Asia/Kolkata',
  'America/Los_Angeles',
  'Asia/Singapore',
  'Europe/Lisbon',
  'Australia/Sydney',
] as const;
const sitesOf: Readonly<Record<Region, string>> = {
  US: 'America/New_York',
  'DE-SN': 'Europe/Berlin',
  PL: 'Europe/Warsaw',
  JP: 'Asia/Tokyo',
};
const regions: readonly Region[] = ['US', 'DE-SN', 'PL', 'JP'];
/** How many of other teams are in a channel too. */
const visitors = 3;

/** @param at when the company begins */
export function castOf(
  size: { readonly channels: number; readonly people: number },
  at: Instant,
  chance: Chance,
): Cast {
  const empty = makeCompany(at, 'Lore');
  const bots = empty.people.filter(({ isBot }) => isBot);
  const like = empty.people.find(({ id }) => id === 'U0MARA');
  if (like === undefined) throw new Error('nobody is there to be like');
  const drafts = Array.from({ length: size.channels }, (_, index) => draftOf(index));
  const people = Array.from({ length: size.people }, (_, index) => {
    const draft = drafts[index % drafts.length];
    const nth = Math.floor(index / drafts.length);
    return personLike(
      like,
      index,
      draft?.zoneOf(nth, chance) ?? 'UTC',
      draft?.hasGuest === true && nth === 1,
      at,
    );
  });
  const teams = drafts.map((draft, index) => teamOf(draft, index, people, drafts.length, chance));
  const company: World = {
    ...empty,
    people: [...people, ...bots],
    conversations: teams.map((team) => conversationOf(team, at)),
    messages: {},
    reads: {},
  };
  return { company, teams };
}

interface Draft {
  readonly fate: Fate;
  readonly region: Region | null;
  readonly isPrivate: boolean;
  readonly isThreeZones: boolean;
  readonly hasGuest: boolean;
  readonly zoneOf: (nth: number, chance: Chance) => string;
}

function draftOf(index: number): Draft {
  const isThreeZones = index % 10 === 0;
  const region = index % 10 === 1 ? (regions[Math.floor(index / 10) % regions.length] ?? null) : null;
  const site = region === null ? (sites[index % sites.length] ?? 'UTC') : sitesOf[region];
  return {
    fate: fateOf(index),
    region,
    isPrivate: index % 5 === 2,
    isThreeZones,
    hasGuest: index % 10 === 2,
    zoneOf: (nth, chance) =>
      isThreeZones
        ? (threeZones[nth % threeZones.length] ?? 'UTC')
        : chance.is(0.8) || nth === 0
          ? site
          : chance.pick(sites),
  };
}

function personLike(like: Person, index: number, tz: string, isGuest: boolean, at: Instant): Person {
  const handle = `person${String(index + 1)}`;
  return {
    ...like,
    id: `U0${handle.toUpperCase()}`,
    handle,
    realName: `Person ${String(index + 1)}`,
    title: '',
    email: `${handle}@lindgrove.example`,
    isAdmin: index === 0,
    isGuest,
    tz,
    locale: tz === 'Europe/Berlin' && index % 2 === 0 ? 'de-DE' : 'en-US',
    updatedAt: at - 90 * dayLong,
  };
}

function teamOf(draft: Draft, index: number, people: readonly Person[], teams: number, chance: Chance): Team {
  const own = people.filter((_, nth) => nth % teams === index);
  const [host] = own;
  if (host === undefined) throw new Error('there are fewer people than channels');
  const others = people.filter(
    (one) =>
      !own.includes(one) && !one.isGuest && (!draft.isThreeZones || threeZones.some((tz) => tz === one.tz)),
  );
  const members = [...own, ...chance.some(others, visitors)].map(({ id }) => id);
  const number = String(index + 1);
  const { fate, region, isPrivate, isThreeZones } = draft;
  return {
    channel: `C0TEAM${number}`,
    name: `team-${number}`,
    host: host.id,
    members,
    fate,
    region,
    isPrivate,
    isThreeZones,
  };
}

function conversationOf(team: Team, at: Instant): Conversation {
  return {
    id: team.channel,
    name: team.name,
    kind: team.isPrivate ? 'private' : 'public',
    topic: '',
    purpose: '',
    creator: team.host,
    createdAt: at - 365 * dayLong,
    isGeneral: false,
    isArchived: false,
    teamIds: [LINDGROVE],
    members: [...team.members],
    previousNames: [],
  };
}

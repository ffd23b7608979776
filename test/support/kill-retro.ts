/**
 * A retrospective that goes on whatever happens to Lore meanwhile, and the count of its messages at the sandbox's side. People do what
 * people do: press again what was not acknowledged, and answer truthfully what they are asked.
 */
import { day, hour } from '../../src/core/clock.ts';
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import { makeCompany } from '../../sandbox/company/company.ts';
import { textAt } from '../../sandbox/json.ts';
import { findIm } from '../../sandbox/state/find.ts';
import type { Message, World } from '../../sandbox/state/world.ts';
import type { Colleague } from './colleague.ts';
import { answerAsked, deliveryOf, everyPost, fills, insist } from './insist.ts';
import type { LoreProcess } from './lore-process.ts';
import { tuesday } from './lore-sandbox.ts';
import { isGrouping, posts, retroPosts, website } from './retro-path.ts';

/** What happens in it, in this order. */
export type Stage = 'begins' | 'is answered' | 'reminds' | (typeof ends)[number];
const ends = ['ends collecting', 'ends grouping', 'ends voting', 'ends talking', 'closes'] as const;

export interface Cast {
  readonly facilitator: string;
  /** Answer at once. */
  readonly quick: readonly string[];
  /** Are reminded a day later, and do not answer. */
  readonly slow: readonly string[];
}

export interface Tally {
  readonly expected: number;
  /** There once, and nobody had to be asked. */
  readonly posted: number;
  readonly lost: number;
  readonly duplicated: number;
  /** A person was asked whether it is there. */
  readonly deliveryIssues: number;
}

const working = ['U0MARA', 'U0DIEGO', 'U0PRIYA', 'U0HANA', 'U0ELLIOT', 'U0NOOR'];
/** The retrospective's message, a reply under it for each of five phases that end, and a message for each of three topics. */
const inChannel = 9;

/** The made-up company with so many people in the project's channel whom a retrospective asks, and who of them answers. */
export function companyOf(people: number, slow: number): { readonly company: World; readonly cast: Cast } {
  const company = makeCompany(tuesday, 'Lore');
  const channel = company.conversations.find(({ id }) => id === website);
  const like = company.people.find(({ id }) => id === 'U0MARA');
  if (channel === undefined || like === undefined) throw new Error('the company has no project');
  channel.members = channel.members.filter((id) => id !== 'U0JONAS' && id !== 'U0SAM');
  const more = Array.from({ length: people - working.length }, (_, index) => {
    const handle = `person${String(index + 1)}`;
    return { ...like, id: `U0${handle.toUpperCase()}`, handle, realName: `Person ${String(index + 1)}` };
  });
  company.people.push(...more);
  channel.members.push(...more.map(({ id }) => id));
  const added = more.map(({ id }) => id);
  return {
    company,
    cast: {
      facilitator: 'U0MARA',
      quick: [...working, ...added.slice(slow)],
      slow: added.slice(0, slow),
    },
  };
}

/**
 * Holds a whole retrospective, from the command to the end two days later. @param about its name
 * @param before called before each stage: here somebody may order a death
 */
export async function holdRetro(
  lore: LoreProcess,
  cast: Cast,
  about: string,
  before: (stage: Stage) => Promise<void>,
): Promise<Tally> {
  const { sandbox } = lore;
  const mara = lore.who(cast.facilitator);
  const old = new Set(allPosts(lore, cast));
  const asked = new Set<string>();
  const ask = async (people: readonly string[]) => {
    for (const id of people) await answerAsked(lore, lore.who(id), asked);
  };

  await before('begins');
  await insist(lore, [mara], (person) =>
    fills(person, 'retro.start', () => person.say(website, `/retro ${about}`)),
  );
  await ask([cast.facilitator]);
  const [main] = retroPosts(sandbox, website, about);
  if (main === undefined) return count(lore, cast, new Set(), old, asked);

  await before('is answered');
  await insist(lore, cast.quick.map(lore.who), async (person) => answers(person, main));
  await before('reminds');
  await lore.settle(26 * hour);
  await ask(cast.slow);
  for (const stage of ends) {
    await before(stage);
    await insist(lore, [mara], async (person) => {
      if (stage !== 'ends grouping')
        return fills(person, 'retro.confirm', () => person.press(main, 'retro.manage', { holds: '"end"' }));
      // Until the message shows that it has ended: a press may have been heard by a Lore that died.
      if (isGrouping(main)) await person.press(main, 'retro.go-on');
      return !isGrouping(main);
    });
    await ask([cast.facilitator]);
  }
  await ask(cast.slow);
  return count(lore, cast, new Set([main]), old, asked);
}

/** Plays on to the next Tuesday morning: a retrospective's reminders come the day after, and nobody gets more than three in a week. */
export async function playToTuesday(lore: LoreProcess): Promise<void> {
  const { clock } = lore.sandbox.core;
  const next = tuesday + Math.ceil((clock.now() - tuesday) / (7 * day)) * 7 * day;
  await lore.settle(next - clock.now());
  clock.set(next);
  // Tells Lore what time it is.
  await lore.settle(0);
}

/** Half of the people write a card, the others have nothing to say. */
async function answers(person: Colleague, main: Message): ReturnType<typeof fills> {
  if (person.id.charCodeAt(person.id.length - 1) % 2 === 0) return person.press(main, 'retro.nothing');
  return fills(person, 'retro.cards', () => person.press(main, 'retro.add'), {
    column0: `Seen by ${person.id}`,
  });
}

/** What Lore has said in the places where the retrospective speaks. */
function allPosts(lore: LoreProcess, cast: Cast): Message[] {
  return [website, ...cast.slow.map((id) => findIm(lore.sandbox.world, id)?.id ?? '')].flatMap((place) =>
    posts(lore.sandbox, place),
  );
}

/** @param drawn messages that must show the end. @param old messages from before. @param asked ids of messages that were asked about */
function count(
  lore: LoreProcess,
  cast: Cast,
  drawn: ReadonlySet<Message>,
  old: ReadonlySet<Message>,
  asked: ReadonlySet<string>,
): Tally {
  const places = [
    { place: website, due: inChannel },
    ...cast.slow.map((id) => ({ place: findIm(lore.sandbox.world, id)?.id ?? '', due: 1 })),
  ];
  let [expected, lost, duplicated] = [0, 0, 0];
  for (const { place, due } of places) {
    const messages = posts(lore.sandbox, place).filter((message) => !old.has(message));
    const different = new Set(messages.map(deliveryOf)).size;
    expected += due;
    lost += Math.max(0, due - different);
    duplicated += messages.length - different + Math.max(0, different - due);
  }
  // Somebody was asked about it, too late to post it again.
  const there = new Set(everyPost(lore).map(deliveryOf));
  lost -= [...asked].filter((id) => !there.has(id)).length;
  // Of a message that was only said to be there nobody knows the ts: it stays as it was.
  for (const message of drawn) if (!asked.has(deliveryOf(message)) && isOpen(message)) lost += 1;
  return { expected, posted: expected - lost - asked.size, lost, duplicated, deliveryIssues: asked.size };
}

/** Whether the message still offers what is for a retrospective that goes on. */
function isOpen({ blocks }: Message): boolean {
  return blocks
    .flatMap(elementsOf)
    .some((element) => ['retro.add', 'retro.nothing'].includes(textAt(element, 'action_id')));
}

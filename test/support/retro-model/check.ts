/** What holds of a retrospective whatever happened to it; each function gives what does not. */
import { sql } from 'kysely';
import { day } from '../../../src/core/clock.ts';
import { userId } from '../../../src/core/ids.ts';
import { seeCards } from '../../../src/features/retro/collect/screens.ts';
import { topicsIn } from '../../../src/features/retro/group/rows.ts';
import { readTopics } from '../../../src/features/retro/group/reading.ts';
import { groupCards } from '../../../src/features/retro/group/screens.ts';
import { readPage } from '../../../src/features/retro/history/screens.ts';
import { isOpen } from '../../../src/features/retro/session/phases.ts';
import { retros } from '../../../src/features/retro/session/rows.ts';
import { rankedTopics, votes as voteTable } from '../../../src/features/retro/vote/rows.ts';
import { vote as voteId } from '../../../src/features/retro/vote/handlers.ts';
import type { TestEngine } from '../databases.ts';
import { become } from '../leak/changes.ts';
import { channels } from '../leak/generate.ts';
import { teams } from '../leak/company.ts';
import { pressed } from '../leak/payloads.ts';
import { asked, mara, people } from './plan.ts';
import { type Played, type Stored, storedIn } from './played.ts';

const [team] = teams;
// Stated again here, not taken from the rules: a rule that is changed by mistake is noticed.
const mostActions = 3;
const mostOnOne = 2;
const budgetOf = (topics: number): number => Math.min(6, Math.max(3, Math.ceil(topics / 4)));
const linkKept = 14 * day;
const wordsOf = (shown: unknown) => new Set(JSON.stringify(shown).split(/[^A-Za-z0-9]+/));

/** Nothing that was taken is lost, and nothing is there twice. */
export async function lost(played: Played): Promise<string[]> {
  const { cards, late, actions, phase } = await storedIn(played);
  const wrong: string[] = [];
  const times = (list: readonly string[], one: string) => list.filter((other) => other === one).length;
  const texts = [...cards.map(({ text }) => text), ...late];
  const deeds = actions.map(({ what }) => what);
  for (const text of played.cards)
    if (times(texts, text) !== 1) wrong.push(`${text} is there ${times(texts, text)} times`);
  for (const what of played.actions)
    if (times(deeds, what) !== 1) wrong.push(`${what} is there ${times(deeds, what)} times`);
  if (new Set(texts).size !== texts.length) wrong.push('a card is there twice');
  if (new Set(deeds).size !== deeds.length) wrong.push('an action is there twice');
  const standing = actions.filter(({ state }) => state !== 'dropped');
  if (isOpen(phase) && standing.length > mostActions) wrong.push(`${standing.length} actions stand`);
  return wrong;
}

/** No vote counts twice, none is lost, and nobody ever counts them: four people are too few for more than an order. */
export async function miscounted(played: Played): Promise<string[]> {
  const { system } = played;
  const wrong: string[] = [];
  const { rows } = await sql<{ user_id: string; topic_id: string }>`
    select user_id, topic_id from retro_vote`.execute(system.store.system);
  const given = (by: string, topic: string) =>
    rows.filter((vote) => vote.user_id === by && vote.topic_id === topic).length;
  const { topics } = await seenBy(played, mara);
  for (const by of people) {
    const votes = topics.map((topic) => given(by, topic));
    if (votes.some((count) => count > mostOnOne)) wrong.push(`${by} has more than two votes on one topic`);
    const sum = votes.reduce((before, count) => before + count, 0);
    if (sum > budgetOf(topics.length)) wrong.push(`${by} has ${sum} votes`);
    for (const [topic, count] of played.ballots.get(by) ?? [])
      if (given(by, topic) !== count) wrong.push(`${by} gave ${count} to ${topic}, not ${given(by, topic)}`);
    const { counted, told } = await seenBy(played, by);
    if (counted > 0) wrong.push(`${by} counts votes`);
    if (told.some(({ votes: count }) => count !== null)) wrong.push(`${by} reads a count of four ballots`);
  }
  return wrong;
}

/** As one viewer finds it. */
async function seenBy({ system, retro }: Played, user: string) {
  return system.store.read(team, { kind: 'person', userId: userId(user) }, async (read) => {
    const row = await read.from(retros).selectAll().executeTakeFirst();
    return {
      phase: row?.phase ?? null,
      topics: (await topicsIn(read, retro)).map(({ id }) => id),
      counted: (await read.countBy(voteTable, 'topic_id', { retro_id: retro })).size,
      told: row === undefined ? [] : await rankedTopics(read, row),
    };
  });
}

/** No author beside a card whose names are hidden, no card before it may be read, and none for whoever was not asked. */
export async function revealed(played: Played): Promise<string[]> {
  const stored = await storedIn(played);
  return [...(await revealedInViews(played)), ...revealedInPosts(played, stored), ...played.intrusions];
}

async function revealedInViews(played: Played): Promise<string[]> {
  const { system, model, retro, plan } = played;
  const { phase, cards, actions } = await storedIn(played);
  const tokens = cards.map(({ text }) => text);
  const owners = actions.map(({ owner_id }) => owner_id);
  const isOpened = played.wasOpened || (phase !== 'collect' && phase !== 'cancelled');
  const wrong: string[] = [];
  const id = { retro };
  for (const user of people) {
    const isThere =
      model.channels.get(channels[0])?.members.has(user) === true && model.people.get(user) !== 'deactivated';
    for (const action of [seeCards, readTopics, groupCards, voteId, readPage]) {
      const shown = wordsOf((await system.act(team, pressed(team, user, action, id))).reply);
      const read = tokens.filter((token) => shown.has(token));
      const others = read.filter((token) => played.typed.get(token) !== user);
      // A page names the owners of actions, and nobody else.
      const named = people.filter((one) => shown.has(one));
      const mayBeNamed = action === readPage ? owners : [];
      if (plan.names === 'hidden' && named.some((one) => !mayBeNamed.includes(one)))
        wrong.push(`${user} reads a name in ${action.actionId}`);
      if (!isAsked(user) && read.length > 0 && (plan.cardsFor === 'participants' || phase !== 'closed'))
        wrong.push(`${user} was not asked, and reads ${read.join()} in ${action.actionId}`);
      if (!isOpened && others.length > 0)
        wrong.push(`${user} reads ${others.join()} before collecting is over`);
      const mustRead =
        isAsked(user) && isThere && !played.wasChanged && played.wasOpened && phase !== 'collect';
      if (mustRead && action === seeCards && read.length !== tokens.length)
        wrong.push(`${user} reads ${read.length} of ${tokens.length} cards in ${phase}`);
    }
  }
  return wrong;
}

const isAsked = (user: string): boolean => asked.some((one) => one === user);

/**
 * No card is in a message, a Home or the log, unless it is for the channel; a file that somebody asked for holds what they might read. A late one is told
 * in the thread, without names only once the phase in which it was written is over.
 */
function revealedInPosts({ system, typed, typedIn, plan }: Played, { phase, cards }: Stored): string[] {
  const messages = system.slack.messages.map((message) => ({ ...message, file: undefined }));
  const posted = wordsOf([messages, system.slack.homes, system.said]);
  const wrong = [...typed.keys()]
    .filter((text) => posted.has(text))
    .filter(
      (text) =>
        (cards.some((card) => card.text === text) &&
          (plan.cardsFor === 'participants' || phase === 'collect')) ||
        (plan.names === 'hidden' && typedIn.get(text) === phase),
    )
    .map((text) => `${text} was posted or logged`);
  for (const { channel, file } of system.slack.messages) {
    const content = file?.content ?? '';
    const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
    for (const line of text.split('\n')) {
      const words = wordsOf(line);
      if (![...typed.keys()].some((text) => words.has(text))) continue;
      if (plan.cardsFor === 'participants' && !isAsked(channel.replace('D-', '')))
        wrong.push(`a file tells ${channel} ${line}`);
      if (plan.names === 'hidden' && people.some((one) => words.has(one)))
        wrong.push(`a file names an author: ${line}`);
    }
  }
  return wrong;
}

/** What is taken out names authors where names are shown, and gives nobody the cards of others as their own. */
export async function exported({ system, typed, plan }: Played): Promise<string[]> {
  const wrong: string[] = [];
  for (const all of [await system.exportAll(team), await system.exportTo(team, userId(mara))]) {
    const { cards } = all['retro'] as { cards: { text: string; authors: unknown[] }[] };
    for (const { text, authors } of cards) {
      const named = people.filter((one) => wordsOf(authors).has(one));
      const right = plan.names === 'shown' ? [typed.get(text)] : [];
      if (JSON.stringify(named) !== JSON.stringify(right)) wrong.push(`${text} is of ${named.join()}`);
    }
  }
  for (const user of people) {
    const own = wordsOf(await system.exportOwn(team, userId(user)));
    for (const [text, by] of typed) if (by !== user && own.has(text)) wrong.push(`${user} takes ${text} out`);
  }
  return wrong;
}

/** Time alone ends it, wherever it stands and whoever is left. @returns the phase it came to */
export async function wayOut(played: Played): Promise<string> {
  const { system, model } = played;
  // Where Lore cannot post, it rests until somebody brings Lore back.
  if (model.channels.get(channels[0])?.hasLore === false) await become(system, model, 0, 'lore back');
  for (let round = 0; round < 8; round += 1) {
    system.clock.advance(9 * day);
    await become(system, model, 0, 'recount');
    await system.settle();
  }
  return (await storedIn(played)).phase;
}

/** 14 days after the end no row says who wrote which card, and neither does the order in which they lie. */
export async function traces(played: Played, engine: TestEngine): Promise<string[]> {
  const { system } = played;
  const db = system.store.system;
  system.clock.advance(linkKept + day);
  await become(system, played.model, 0, 'recount');
  await system.settle();
  const lying = sql.raw(engine.name === 'sqlite' ? 'rowid' : 'ctid');
  const { rows: cards } = await sql<{ id: string; text: string }>`
    select id, text from retro_card order by ${lying}`.execute(db);
  const known = new Set(cards.flatMap(({ id, text }) => [id, text]));
  const wrong: string[] = [];
  for (const { name } of await db.introspection.getTables()) {
    // Votes name a topic by one of its cards, and whoever gave them: not who wrote it.
    if (name === 'retro_vote' || name === 'retro_ballot') continue;
    const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(db);
    for (const row of rows) {
      const words = [...wordsOf(row)];
      if (words.some((word) => known.has(word)) && words.some((word) => people.some((one) => one === word)))
        wrong.push(`${name}: ${JSON.stringify(row)}`);
    }
  }
  const order = cards.map(({ id }) => id);
  if (JSON.stringify(order) !== JSON.stringify(order.toSorted()))
    wrong.push('cards lie as they were written');
  return wrong;
}

/** All that others can see of how it came out. */
export async function outcome(played: Played): Promise<unknown> {
  const { phase, cards, actions } = await storedIn(played);
  const { told } = await seenBy(played, mara);
  return {
    phase,
    cards,
    actions,
    told,
    texts: played.system.slack.messages.map(({ text }) => text),
  };
}

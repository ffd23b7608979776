/** Retrospectives of the weeks that are kept: held to their end, and standing in each phase. */
import type { Message } from '../../../sandbox/state/world.ts';
import { day } from '../../../src/core/clock.ts';
import type { Filled } from '../colleague.ts';
import type { LoreHere } from '../lore-here.ts';
import { addCards, beginRetro, endPhase, propose, retroPost } from '../retro-path.ts';
import { countOf, direct, fill, learning, postWith, until, viewOf, website } from './steps.ts';

/** Holds a retrospective to its end. @param cards who wrote which, in one column */
export async function hold(
  here: LoreHere,
  lead: string,
  channel: string,
  about: string,
  cards: readonly (readonly [who: string, text: string])[],
  fields: Filled = {},
): Promise<void> {
  const begun = JSON.stringify(await beginRetro(here.who(lead), channel, about, fields));
  if (begun.includes('errors')) throw new Error(begun);
  await here.settle();
  const message = () => retroPost(here.sandbox, channel, about);
  for (const [who, text] of cards) await addCards(here.who(who), message(), { column1: text });
  for (let phases = 0; phases < 6; phases += 1) {
    await here.settle();
    const shown = JSON.stringify(message().blocks);
    if (!shown.includes('retro.manage')) return;
    if (shown.includes('"retro.group"')) await joinAll(here, lead, message());
    if (shown.includes('"retro.vote"')) await vote(here, cards[0]?.[0] ?? lead, message());
    if (shown.includes('"retro.propose"'))
      await agree(
        here,
        lead,
        message(),
        cards.map(([who]) => who),
      );
    await endPhase(here.who(lead), message());
  }
  throw new Error(`${about} has no end`);
}

async function joinAll(here: LoreHere, lead: string, message: Message): Promise<void> {
  await here.who(lead).press(message, 'retro.group');
  while (viewOf(here, lead).includes('"Group"')) await here.who(lead).pressInModal('retro.group-join');
  await here.who(lead).closeAll();
}

async function vote(here: LoreHere, who: string, message: Message): Promise<void> {
  await here.who(who).press(message, 'retro.vote');
  for (const topic of ['topic0', 'topic1'])
    if (viewOf(here, who).includes(`"${topic}`)) await here.who(who).pressInModal(topic, { holds: '1' });
  await fill(here, who);
}

/** Actions for each of these. */
async function agree(
  here: LoreHere,
  lead: string,
  message: Message,
  owners: readonly string[],
): Promise<void> {
  for (const [nth, owner] of owners.entries())
    await propose(here.who(lead), message, { what: `Ask early, question ${nth + 1}`, owner });
  await here.settle();
}

/** Retrospectives that stand in each phase, and what is typed and not saved. */
export async function standInEveryPhase(here: LoreHere): Promise<void> {
  const message = (about: string) => retroPost(here.sandbox, website, about);
  const begin = async (lead: string, about: string, fields: Filled) => {
    const begun = JSON.stringify(await beginRetro(here.who(lead), website, about, fields));
    if (begun.includes('errors')) throw new Error(begun);
    await here.settle();
    for (const [who, column0, column1] of [
      ['U0PRIYA', 'Pairing helped', 'Tests are slow'],
      ['U0HANA', 'Small steps', 'The tests are flaky'],
      ['U0ELLIOT', 'Pairing', 'Photos came late'],
    ] as const)
      await addCards(here.who(who), message(about), { column0, column1 });
    await here.who('U0DIEGO').press(message(about), 'retro.nothing');
    await here.settle();
  };
  const go = async (lead: string, about: string, steps: number) => {
    for (let step = 0; step < steps; step += 1) {
      await endPhase(here.who(lead), message(about));
      await here.settle();
      const shown = JSON.stringify(message(about).blocks);
      if (shown.includes('"retro.group"')) await joinAll(here, lead, message(about));
      if (shown.includes('"retro.vote"'))
        for (const who of ['U0PRIYA', 'U0HANA']) await vote(here, who, message(about));
    }
  };
  const all = [
    ['U0MARA', 'Collecting', 0, { names: 'hidden' }],
    ['U0MARA', 'Grouping', 1, { names: 'shown', cardsFor: 'channel' }],
    ['U0MARA', 'Voting', 2, { names: 'hidden' }],
    ['U0PRIYA', 'Discussing', 3, { names: 'hidden', cardsFor: 'channel' }],
    ['U0PRIYA', 'Agreeing', 4, { names: 'shown' }],
    ['U0DIEGO', 'Choosing', 1, { kind: 'sprint', names: 'hidden' }],
    ['U0DIEGO', 'Cancelled', 1, { names: 'hidden' }],
    ['U0NOOR', 'Closed', 9, { kind: 'sprint', names: 'hidden' }],
  ] as const;
  for (const [lead, about, steps, fields] of all) {
    await begin(lead, about, fields);
    await go(lead, about, about === 'Closed' ? 2 : steps);
  }
  await agree(here, 'U0PRIYA', message('Agreeing'), ['U0PRIYA', 'U0HANA']);
  // Somebody writes late in one that goes on, and in one that is cancelled meanwhile.
  await here.who('U0PRIYA').press(message('Voting'), 'retro.late');
  await fill(here, 'U0PRIYA', { column0: 'Nobody had time to review' });
  await here.who('U0HANA').press(message('Cancelled'), 'retro.late');
  await here.who('U0DIEGO').press(message('Cancelled'), 'retro.manage', { holds: '"cancel"' });
  await fill(here, 'U0DIEGO');
  // First it says that it is for the next one now.
  for (let press = 0; press < 2; press += 1)
    await fill(here, 'U0HANA', { column0: 'Who tests the pictures?' });

  // Somebody joins the channel, is offered to take part, and declines.
  const arjun = direct('U0ARJUN');
  await here.sandbox.page('membership', { as: 'U0ARJUN', channelId: website, change: 'join' });
  await here.playUntil(here.sandbox.core.clock.now() + day);
  await here.who('U0ARJUN').press(postWith(here, arjun, 'Collecting'), 'retro.decline-offer');
  await here.settle();

  const typed = async (who: string, open: () => Promise<unknown>, name: string, table: string) => {
    const before = await countOf(here, table);
    await open();
    await here.who(who).type(name, 'Half a thou');
    await until(async () => (await countOf(here, table)) > before, `what ${who} typed`);
    await here.who(who).closeAll();
  };
  const collecting = message('Collecting');
  await typed('U0NOOR', () => here.who('U0NOOR').press(collecting, 'retro.add'), 'column0', 'retro_draft');
  await typed('U0KATRIN', () => here.who('U0KATRIN').say(learning, '/learned'), 'what', 'learned_draft');
  await typed('U0SEUN', () => here.who('U0SEUN').say(learning, '/journey write'), 'text', 'journey_draft');
  await typed('U0NOOR', () => openLesson(here, 'U0NOOR'), 'title', 'lesson_draft');
}

/** Opens the form for what a topic teaches: the one whose cards hold `text`, or any. */
export async function openLesson(here: LoreHere, who: string, text?: string): Promise<void> {
  const person = here.who(who);
  await person.closeAll();
  await person.openHome();
  await here.settle();
  await person.pressInHome('lessons.propose');
  const holds = text === undefined ? '' : candidateOf(person.modal()?.view['blocks'], text);
  await person.pressInModal('lessons.write', { holds });
}

/** The id of the topic whose cards hold a text, in the list of those that are proposed. */
function candidateOf(blocks: unknown, text: string): string {
  if (!Array.isArray(blocks)) throw new Error('there is no list');
  const nth = blocks.findIndex((block) => JSON.stringify(block).includes(text));
  const section: unknown = blocks[nth - 1];
  const found = /\\"seed\\":\\"([^"\\]+)\\"/.exec(JSON.stringify(section));
  if (nth < 1 || found === null) throw new Error(`nothing that holds “${text}” is proposed`);
  return found[1] ?? '';
}

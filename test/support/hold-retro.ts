/** A retrospective from its command to its summary, for stories that last for months. */
import { listAt, textAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { textsIn } from './colleague.ts';
import type { LoreHere } from './lore-here.ts';
import { addCards, beginRetro, endPhase, propose, retroPost } from './retro-path.ts';

interface Planned {
  readonly lead: string;
  readonly channel: string;
  readonly about: string;
  /** Who wrote which, in the second column. */
  readonly cards: readonly (readonly [who: string, text: string])[];
  /** What the topic for which everybody votes is called, or a part of it. */
  readonly topic: string;
  /** What its owners take on themselves. */
  readonly agreed?: readonly (readonly [owner: string, what: string])[];
  /** Stops as soon as its message has this button. */
  readonly until?: string;
}

/** Holds it: similar cards are grouped, everybody who wrote one votes for the same topic. @returns its message as it stands */
export async function holdRetro(here: LoreHere, planned: Planned): Promise<Message> {
  const { lead, channel, about, cards, topic, agreed = [], until } = planned;
  const begun = JSON.stringify(await beginRetro(here.who(lead), channel, about));
  if (begun.includes('errors')) throw new Error(begun);
  await here.settle();
  const message = () => retroPost(here.sandbox, channel, about);
  for (const [who, column1] of cards) await addCards(here.who(who), message(), { column1 });
  for (let phases = 0; phases < 6; phases += 1) {
    await here.settle();
    const shown = JSON.stringify(message().blocks);
    if (!shown.includes('retro.manage') || (until !== undefined && shown.includes(`"${until}"`)))
      return message();
    if (shown.includes('"retro.group"')) await joinAll(here, lead, message());
    if (shown.includes('"retro.vote"'))
      for (const who of new Set(cards.map(([author]) => author))) await vote(here, who, message(), topic);
    if (shown.includes('"retro.propose"'))
      for (const [owner, what] of agreed) await propose(here.who(owner), message(), { what, owner });
    await here.settle();
    await endPhase(here.who(lead), message());
  }
  throw new Error(`${about} has no end`);
}

async function joinAll(here: LoreHere, lead: string, message: Message): Promise<void> {
  await here.who(lead).press(message, 'retro.group');
  await here.settle();
  while (here.modal(lead).includes('"retro.group-join"')) {
    await here.who(lead).pressInModal('retro.group-join');
    await here.settle();
  }
  await here.who(lead).closeAll();
}

async function vote(here: LoreHere, who: string, message: Message, name: string): Promise<void> {
  await here.who(who).press(message, 'retro.vote');
  await here.modalWith(who, 'topic0');
  const ballot = listAt(here.who(who).modal()?.view ?? {}, 'blocks');
  const topic = ballot.find((block) => textsIn(block).some((text) => text.includes(name)));
  await here.who(who).pressInModal(textAt(topic ?? {}, 'block_id'), { holds: '1' });
  await here.who(who).submit();
}

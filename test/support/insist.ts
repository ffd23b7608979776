/** What people do whatever happens to Lore meanwhile: press again what was not acknowledged, and answer truthfully what they are asked. */
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import { objectAt, textAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { loreCopy } from '../../src/slack/copy.ts';
import type { Colleague, Filled } from './colleague.ts';
import type { LoreProcess } from './lore-process.ts';
import { posts } from './retro-path.ts';

/** Somebody who is not answered so often gives up. */
const mostTries = 30;
/** What the windows say that Lore shows while it is at something. */
const waiting = ['working', 'saving'] as const;
const inEach = (['en', 'de'] as const).map((language) => loreCopy.in(language, 'UTC'));
/** How that begins what they read when nothing came of what they did. */
const refusals = inEach
  .flatMap((t) => [
    t.plain('failed', { reference: '' }),
    t.plain('slackDown', { reference: '' }),
    t.plain('busy', { reference: '' }),
    t.plain('slackBusy', { seconds: 2 }),
    t.plain('stillReading'),
    t.plain('notSaved'),
    t.plain('notSavedForm'),
  ])
  .map((sentence) => sentence.slice(0, 45));

/** Whether somebody did something; when it is what they typed, it is not done if they read then that nothing came of it. */
type Done = boolean | Filled;

/**
 * Opens a window and submits it. Whoever finds another one above it ("saving", from a Lore that died since) closes that, and goes on with what
 * they typed, as it says.
 */
export async function fills(
  person: Colleague,
  callbackId: string,
  open: () => Promise<unknown>,
  fields: Filled | (() => Filled) = {},
): Promise<Done> {
  const isThere = () => textAt(person.modal()?.view ?? {}, 'callback_id') === callbackId;
  if (!isThere()) await person.close();
  if (!isThere()) {
    await person.closeAll();
    await open();
  }
  return isThere() && submits(person, typeof fields === 'function' ? fields() : fields);
}

/** Submits the window on top. @returns what was typed, if Lore acknowledged it and has not turned it down yet */
export async function submits(person: Colleague, fields: Filled = {}): Promise<Done> {
  const { ok } = await person.submit(fields);
  return ok && !isTurnedDown(person, fields) && fields;
}

/** Whether a person reads that nothing was changed, or sees in a message what they typed. */
function isTurnedDown(person: Colleague, typed: Filled): boolean {
  const view = person.modal()?.view ?? {};
  const shown = JSON.stringify(view);
  const isMessage = textAt(view, 'callback_id') === '';
  const isGivenBack = Object.values(typed).some(
    (text) => typeof text === 'string' && text.length > 20 && shown.includes(text),
  );
  return (isMessage && isGivenBack) || refusals.some((sentence) => shown.includes(sentence));
}

/** Whether a person reads that Lore is at it. */
function isKeptWaiting(person: Colleague): boolean {
  const shown = JSON.stringify(person.modal()?.view ?? {});
  return inEach.some((t) => waiting.some((key) => shown.includes(t.plain(key))));
}

/** To somebody who gave up: the window on top, and what was said to them alone last. */
function whatIsShown(lore: LoreProcess, person: Colleague): string {
  const said = Object.values(lore.sandbox.world.messages)
    .flat()
    .filter(({ ephemeralTo }) => ephemeralTo === person.id)
    .toSorted((a, b) => Number(a.ts) - Number(b.ts));
  return `${person.id}: ${JSON.stringify(person.modal()?.view ?? null)} ${said.at(-1)?.text ?? ''}`;
}

/** Waits until Lore has shown what it was at, or has died. */
async function untilShown(lore: LoreProcess, people: readonly Colleague[]): Promise<void> {
  const deaths = lore.deaths();
  while (lore.deaths() === deaths && people.some(isKeptWaiting))
    await new Promise((resolve) => setImmediate(resolve));
}

/** Has everybody do something, all at once, and again whoever was not acknowledged, or is kept waiting: their window is still open then. */
export async function insist(
  lore: LoreProcess,
  people: readonly Colleague[],
  deed: (person: Colleague) => Promise<Done>,
): Promise<void> {
  let left = people;
  let why: unknown;
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries === mostTries)
      throw new Error('Lore does not answer', {
        cause: why ?? left.map((person) => whatIsShown(lore, person)),
      });
    const done = await Promise.all(
      left.map((person) =>
        deed(person).catch((error: unknown) => {
          // The page refuses, or there is no window to submit yet.
          why = error;
          return false;
        }),
      ),
    );
    await untilShown(lore, people);
    await lore.settle();
    left = left.filter((person, index) => {
      const how = done[index] ?? false;
      return how === false || isKeptWaiting(person) || (how !== true && isTurnedDown(person, how));
    });
  }
}

/**
 * Looks at a person's App Home, says of each message that is asked about what is true, and has posted again what Slack refused.
 * @param asked takes the ids of the messages that were asked about. @param refused takes those of the refused ones
 */
export async function answerAsked(
  lore: LoreProcess,
  person: Colleague,
  asked: Set<string>,
  refused = new Set<string>(),
): Promise<void> {
  for (let looks = 0; looks < mostTries; looks += 1) {
    await person.openHome();
    await lore.settle();
    const elements = person.home().flatMap(elementsOf);
    const about = (action: string) =>
      elements
        .filter((element) => element['action_id'] === action)
        .map((element) => /"id":"([^"]+)"/.exec(textAt(element, 'value'))?.[1]);
    const [id] = about('lore.post_again');
    if (id === undefined) return;
    const isAsked = about('lore.is_there').includes(id);
    (isAsked ? asked : refused).add(id);
    const isThere = isAsked && everyPost(lore).some((message) => deliveryOf(message) === id);
    await person
      .pressInHome(isThere ? 'lore.is_there' : 'lore.post_again', { holds: id })
      // The Home was redrawn meanwhile.
      .catch(() => false);
    await lore.settle();
  }
  throw new Error(`${person.id} is asked again and again`);
}

/** What Lore has said anywhere. */
export const everyPost = (lore: LoreProcess): Message[] =>
  lore.sandbox.world.conversations.flatMap(({ id }) => posts(lore.sandbox, id));

/** What Lore calls the delivery that a message is of; `''` of any other message. */
export const deliveryOf = ({ metadata }: Message): string =>
  textAt(objectAt(metadata ?? {}, 'event_payload'), 'id');

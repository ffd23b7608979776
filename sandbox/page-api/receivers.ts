/** What the page can do, one door each: checks who acts, does it, answers in JSON. */
import { act } from '../app/actions.ts';
import { runCommand } from '../app/commands.ts';
import { tellApp } from '../app/events.ts';
import { openLink, tellOfDraft } from '../app/links.ts';
import { runShortcut } from '../app/shortcuts.ts';
import { closeModal, submitModal } from '../app/submissions.ts';
import type { Core } from '../core.ts';
import { isJson, type Json } from '../json.ts';
import { asIn } from '../oauth/installs.ts';
import { addMessage } from '../state/changes.ts';
import {
  canSee,
  findConversation,
  findIm,
  findMessage,
  findModal,
  findPerson,
  messagesOf,
} from '../state/find.ts';
import type { Conversation, Person } from '../state/world.ts';
import { addIm } from '../web-api/conversations.ts';
import { METHODS } from '../web-api/methods.ts';
import { viewJson } from '../web-api/shapes.ts';
import { bodies, type Bodies } from './bodies.ts';
import { changeChannel } from './channel.ts';
import { moveClock } from './clock.ts';
import { changeMembership } from './membership.ts';
import { homeView, messageView } from './shown.ts';
import { changePerson } from './person.ts';
import { clockView, snapshot } from './snapshot.ts';

const done = (sentence: string | undefined): Json =>
  sentence === undefined ? { ok: true } : { ok: false, message: sentence };

function findOwn(core: Core, person: Person, channelId: string): Conversation | undefined {
  const conversation = findConversation(core.world, channelId);
  return conversation?.members.includes(person.id) === true ? conversation : undefined;
}

const NOT_YOURS = 'You’re not in this conversation.';

function history(core: Core, person: Person, body: Bodies['history']): Json {
  if (!findOwn(core, person, body.channelId)) return done(NOT_YOURS);
  const seen = messagesOf(core.world, body.channelId).filter((message) =>
    canSee(core.world, person.id, message),
  );
  const wanted = seen.filter((message) =>
    body.threadTs === undefined
      ? message.threadTs === null || message.isThreadBroadcast
      : message.ts === body.threadTs || message.threadTs === body.threadTs,
  );
  const last = seen.at(-1);
  const key = `${person.id}:${body.channelId}`;
  if (last && body.threadTs === undefined && core.world.reads[key] !== last.ts) {
    core.world.reads[key] = last.ts;
    core.changed();
    core.pages.conversations();
  }
  return { ok: true, messages: wanted.map((message) => messageView(core, message)) };
}

function openHome(core: Core, person: Person): Json {
  if (person.teamId !== core.install.teamId || !core.app.hasHome) return done('You can’t open this page.');
  const record = core.world.homes[person.id];
  const im = findIm(core.world, person.id) ?? addIm(core, person.id);
  tellApp(core, {
    event: {
      type: 'app_home_opened',
      user: person.id,
      channel: im.id,
      tab: 'home',
      ...(record ? { view: viewJson(core, record) } : {}),
    },
  });
  return { ok: true, ...homeView(core, person.id) };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

async function say(core: Core, person: Person, body: Bodies['say']): Promise<Json> {
  const conversation = findOwn(core, person, body.channelId);
  if (!conversation) return done(NOT_YOURS);
  if (conversation.isArchived) return done('This channel is archived.');
  if (body.text.trim() === '') return done('There’s nothing to send.');
  const threadTs = body.threadTs ?? null;
  if (threadTs !== null && !messagesOf(core.world, conversation.id).some(({ ts }) => ts === threadTs))
    return done('This thread no longer exists.');
  const mentioned = (body.mentions ?? [])
    .map((id) => findPerson(core.world, id))
    .filter((each) => each !== undefined)
    // The longer name first, so that nobody is taken for somebody whose name begins alike.
    .sort((a, b) => b.realName.length - a.realName.length);
  const withMentions = (text: string, write: (each: Person) => string): string =>
    mentioned.reduce((all, each) => all.replaceAll(`@${escaped(each.realName)}`, write(each)), text);
  if (body.text.startsWith('/')) {
    const typed = withMentions(body.text, ({ handle }) => `@${handle}`);
    await runCommand(core, person, conversation, typed, threadTs);
  } else {
    const text = withMentions(escaped(body.text), ({ id }) => `<@${id}>`);
    addMessage(core, { channelId: conversation.id, userId: person.id, text, threadTs });
  }
  return { ok: true };
}

type Receivers = {
  [Name in Exclude<keyof Bodies, 'clock'>]: (
    core: Core,
    person: Person,
    body: Bodies[Name],
  ) => Json | Promise<Json>;
};

const receivers: Receivers = {
  snapshot: (core, person) => ({ ok: true, snapshot: snapshot(core, person) }),
  history,
  'open-home': openHome,
  say,
  draft: (core, person, body) => ({ ok: true, asked: tellOfDraft(core, person, body.text) }),
  'open-link': (core, person, body) => {
    const message = findMessage(core.world, body.channelId, body.ts);
    if (!message || !canSee(core.world, person.id, message)) return done(NOT_YOURS);
    return done(openLink(core, person, message, body.url) ? undefined : 'There’s nothing to open beside it.');
  },
  act: async (core, person, body) => done(await act(core, person, body)),
  submit: async (core, person, body) => {
    const record = findModal(core.world, body.viewId);
    if (record?.userId !== person.id) return done('This form is no longer open.');
    return { ...(await submitModal(core, person, record, body.inputs)) };
  },
  'close-view': async (core, person, body) => {
    const record = findModal(core.world, body.viewId);
    if (record?.userId === person.id) await closeModal(core, person, record, body.all ?? false);
    return { ok: true };
  },
  shortcut: async (core, person, body) => done(await runShortcut(core, person, body)),
  membership: (core, person, body) => done(changeMembership(core, person, body)),
  person: (core, person, body) => done(changePerson(core, person, body)),
  channel: (core, person, body) => changeChannel(core, person, body),
  fault: (core, _person, body) => {
    if (!Object.hasOwn(METHODS, body.method)) return done('The sandbox doesn’t have that method.');
    core.faults.order(body.method, body.fault, body.amount);
    return done(undefined);
  },
  'clear-faults': (core) => {
    core.faults.clear();
    return done(undefined);
  },
};

const isDoor = (name: string): name is keyof Receivers => Object.hasOwn(receivers, name);

/** Opens one door with a body that was checked; split off so that the name ties body and door together. */
const enter = <Name extends keyof Receivers>(
  core: Core,
  name: Name,
  person: Person,
  body: Bodies[Name],
): Json | Promise<Json> => receivers[name](asIn(core, person.teamId), person, body);

/** Does what a page (or a test) asks: `POST /page-api/<name>`. Gives `undefined` for a name that there is not. */
export async function openReceiver(core: Core, name: string, body: unknown): Promise<Json | undefined> {
  if (name === 'clock') {
    const parsed = bodies.clock.safeParse(body);
    if (!parsed.success) return done('That’s not a time.');
    const sentence = await moveClock(core, parsed.data.to);
    return sentence === undefined ? { ok: true, clock: clockView(core) } : done(sentence);
  }
  if (!isDoor(name)) return undefined;
  const parsed = bodies[name].safeParse(body);
  if (!parsed.success || !isJson(body))
    return done('The page sent something that the sandbox doesn’t understand.');
  // A first visitor's page knows nobody yet: it is shown the company as the first person of it.
  const isStranger = name === 'snapshot' && parsed.data.as === '';
  const person = isStranger ? core.world.people[0] : findPerson(core.world, parsed.data.as);
  if (!person || person.isBot) return done('There’s no such person.');
  if (person.isDeleted && name !== 'snapshot')
    return done(`${person.realName} is deactivated and can’t do anything.`);
  return enter(core, name, person, parsed.data);
}
